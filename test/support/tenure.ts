/** The whole command line in this process: words and files in, what a user sees out. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll } from 'vitest'
import { run } from '../../src/cli/run.ts'

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  /** Width of the terminal; undefined is a pipe. */
  readonly columns?: number
  readonly env?: Readonly<Record<string, string>>
  /** The clock; a day long after all data unless given. */
  readonly now?: string
}

/** Runs `tenure` with those words. */
export async function tenure(words: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const { columns, env = {}, now = '2030-01-01' } = surroundings
  const screen = columns === undefined ? {} : { isTTY: true, columns }
  const stdout = Object.assign(new PassThrough({ highWaterMark: 1 << 28 }), screen)
  const stderr = new PassThrough({ highWaterMark: 1 << 28 })
  const code = await run(words, { stdout, stderr, env, now: () => Date.parse(now) })
  return { code, stdout: textOf(stdout), stderr: textOf(stderr) }
}

/** The answer as its JSON report. */
export async function tenureJson(words: readonly string[], surroundings?: Surroundings): Promise<JsonReport> {
  const { code, stdout, stderr } = await tenure([...words, '--format', 'json'], surroundings)
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

export interface JsonReport {
  readonly meta: {
    readonly as_of: string
    readonly time_zone: string
    readonly inputs: readonly JsonInput[]
    readonly readings: readonly { readonly what: string; readonly value: string; readonly source: string }[]
    readonly options: Readonly<Record<string, unknown>>
    readonly history_cut: boolean
  }
  readonly tables: Readonly<Record<string, JsonTable>>
  readonly notes: readonly string[]
}

export interface JsonInput {
  readonly file: string
  readonly rows_read: number
  readonly rows_used: number
  readonly left_out: Readonly<Record<string, number>>
  readonly set_aside: Readonly<Record<string, number>>
  readonly examples: readonly string[]
}

export interface JsonTable {
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly rows: readonly (readonly (string | number | boolean | null)[])[]
}

/** The rows of a table as objects, for tests that name the columns they look at. */
export function rowsOf(
  report: JsonReport,
  table: string,
): Record<string, string | number | boolean | null>[] {
  const found = report.tables[table]
  if (!found) throw new Error(`no table ${table}, but ${Object.keys(report.tables).join(', ')}`)
  return found.rows.map(row => Object.fromEntries(found.columns.map(({ name }, i) => [name, row[i] ?? null])))
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder that goes when the test file is done, with those files in it. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenure-test-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

/** One file in a folder of its own; its path. */
export const fileOf = (name: string, content: string | Uint8Array) =>
  join(folderOf({ [name]: content }), name)

const textOf = (stream: PassThrough) => ((stream.read() as Buffer | null) ?? Buffer.alloc(0)).toString('utf8')
