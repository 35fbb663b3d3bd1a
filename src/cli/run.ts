/** A whole run: words in, an exit code out. */

import { EXIT, type ExitCode } from '../errors/index.ts'
import { fail } from './failure.ts'
import type { Io } from './io.ts'
import { buildProgram } from './program.ts'

/** `words` are those after `tenure`. */
export async function run(words: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const asked = words.length === 0 ? ['--help'] : words
    await buildProgram(io, asked).parseAsync(asked, { from: 'user' })
    return EXIT.done
  } catch (error) {
    return fail(error, io)
  }
}
