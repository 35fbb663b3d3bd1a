/** What the command line lends to a command that runs others: they would otherwise have to know it. */

import type { Flags } from '../flags.ts'
import type { Listener } from '../ingest/source.ts'

/** A question or a command, as a job of `tenure run` may name it. */
export interface JobKind {
  /** Every spelling: ['segment rfm', 'segment']; the first is its name. */
  readonly words: readonly string[]
  readonly summary: string
  /** What stands before the files: ['CUSTOMER']. */
  readonly operands: readonly string[]
  readonly flags: Flags
  readonly outputFlags: Flags
  /** Of the files that are read; null where none are. */
  readonly inputFlags: Flags | null
  /** False where the answer is rows, which can be written once only. */
  readonly writesReport: boolean
}

/** Values of flags, as `readOptions` gives them. */
export type Values = Readonly<Record<string, unknown>>

/** Where a job's answer goes: a file by its full path, and how. */
export interface JobOutput {
  readonly path: string
  readonly format: string | null
  readonly table: string | null
}

/** A job whose every option is understood. */
export interface JobRequest {
  readonly kind: JobKind
  readonly operands: readonly string[]
  readonly files: readonly string[]
  readonly options: Values
  readonly input: Values
  /** What else is said of the output: --safe-csv. */
  readonly printed: Values
  readonly outputs: readonly JobOutput[]
  /** Every option in force, for its report. */
  readonly stated: Values
}

export interface Tool {
  readonly kinds: readonly JobKind[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Epoch milliseconds. */
  now(): number
  readonly quiet: boolean
  /** True where somebody looks at the answer, or asked for it in a format or file. */
  readonly isAnswerWanted: boolean
  /** Equal for jobs about the same rows that can be answered in one reading. */
  passKey(job: JobRequest): Promise<string>
  /** Reads what jobs of one key need; each of what comes back computes and writes one job's answer. */
  begin(jobs: readonly JobRequest[], listener: Listener): Promise<readonly (() => Promise<void>)[]>
  /** A line on standard error, unless --quiet. */
  say(line: string): void
}
