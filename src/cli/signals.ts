/** Signals end a run at once, and leave no half-written file. */

import { EXIT } from '../errors/index.ts'
import { removeUnfinished } from '../render/sink.ts'

/** Help and notes are written past any sink: where their reader is gone (`--help | head -1`), nothing is wrong. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}

export function endOnSignals(): void {
  process.once('SIGINT', () => end(EXIT.interrupted))
  process.once('SIGTERM', () => end(EXIT.terminated))
}

function end(code: number): never {
  removeUnfinished()
  process.exit(code)
}
