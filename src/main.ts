/** The command line as a process. */

import { processIo } from './cli/io.ts'
import { run } from './cli/run.ts'
import { endOnSignals, outliveReaders } from './cli/signals.ts'

/** Sets the exit code and lets the process end by itself: `process.exit` would cut a pipe at 64 KiB. */
export async function main(argv: readonly string[]): Promise<void> {
  endOnSignals()
  outliveReaders()
  process.exitCode = await run(argv.slice(2), processIo)
}
