/** What a run touches of the process: handed in, so that tests can run the whole command line in their own. */

import type { Writable } from 'node:stream'
import type { Screen } from '../render/style.ts'

export interface Io {
  readonly stdout: Writable & Screen
  readonly stderr: Writable & Screen
  readonly env: Readonly<Record<string, string | undefined>>
  /** Epoch milliseconds; the only clock of the program. */
  now(): number
}

export const processIo: Io = {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  now: () => Date.now(),
}
