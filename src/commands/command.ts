/** What a command is that is no analysis: it looks at exports, turns them into others, or makes them up. */

import type { Example } from '../analyses/analysis.ts'
import type { Flags, OptionsOf } from '../flags.ts'
import type { CommandContext } from './context.ts'

export interface Command<F extends Flags = Flags> {
  /** The words the user types: ['sample', 'orders']; also the docs page. */
  readonly name: readonly string[]
  /** One sentence for lists of commands. */
  readonly summary: string
  /** A paragraph for --help and the docs page. */
  readonly description: string
  /** Command lines that work on the fixtures, each with what it shows. */
  readonly examples: readonly Example[]
  /** What follows the words, as help shows it: FILE...; null where nothing may follow. */
  readonly operands: string | null
  readonly flags: F
  /** True where cells are read as they are: the flags of columns, dates and orders would then do nothing. */
  readonly readsCells?: boolean
  /** True where what follows the words are no exports: the flags of exports would do nothing. */
  readonly readsNoExports?: boolean
  /** A report, in any format of reports, or rows as they are, in any format of exports. */
  readonly writes: 'report' | 'rows'
  /** The work, imported only when it is done, so that --help does not pay for it. */
  load(): Promise<(options: OptionsOf<F>, context: CommandContext) => Promise<void>>
}

/** Checks a command against its own types, then erases them, so that one list can hold every command. */
export function defineCommand<F extends Flags>(command: Command<F>): Command {
  return command as unknown as Command
}
