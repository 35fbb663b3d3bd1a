/** Signals end a run at once, and leave no half-written file. */

import { EXIT } from '../errors.ts'
import { removeUnfinished } from '../render/sink.ts'

export function endOnSignals(): void {
  process.once('SIGINT', () => end(EXIT.interrupted))
  process.once('SIGTERM', () => end(EXIT.terminated))
}

function end(code: number): never {
  removeUnfinished()
  process.exit(code)
}
