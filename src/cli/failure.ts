/** The end of a run that did not go well: one line, a hint, an exit code. */

import { CommanderError } from 'commander'
import { EXIT, type ExitCode, UserError } from '../errors/index.ts'
import { plainLines, plainText } from '../render/plain-text.ts'
import { ReaderGone } from '../render/sink.ts'
import { toolVersion } from '../version.ts'
import type { Io } from './io.ts'

/** Tells the user on standard error what went wrong; a bug keeps its stack. */
export function fail(error: unknown, { stderr }: Pick<Io, 'stderr'>): ExitCode {
  // The reader took what it wanted, as in `| head`.
  if (error instanceof ReaderGone) return EXIT.done
  if (error instanceof CommanderError) return commanderExit(error)
  if (error instanceof UserError) {
    stderr.write(`tenure: ${plainText(error.message)}\n  ${plainText(error.hint)}\n`)
    return error.exitCode
  }
  const { stack } = error instanceof Error ? error : new Error(String(error))
  stderr.write(
    `tenure: this is a bug in tenure ${toolVersion()} on Node ${process.version}; please report it\n${plainLines(stack ?? '')}\n`,
  )
  return EXIT.bug
}

/** commander has written its message already; help that was asked for is no failure. */
function commanderExit({ exitCode }: CommanderError): ExitCode {
  return exitCode === 0 ? EXIT.done : EXIT.usage
}
