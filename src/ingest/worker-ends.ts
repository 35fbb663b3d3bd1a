/** How threads end, wanted or not. */

import type { Worker } from 'node:worker_threads'

/** Hears once for each thing that ends a thread: an error, a message that cannot be read, its exit. */
export function onEnd(worker: Worker, heard: (reason: unknown) => void): void {
  worker.on('error', heard).on('messageerror', heard).on('exit', heard)
}

/** Why it ended, in words; a number is the code of its exit. */
export function whyEnded(reason: unknown): string {
  if (typeof reason === 'number') return `it ended with code ${reason}`
  return reason instanceof Error ? reason.message : String(reason)
}

/** It may be dying just now, of which nobody needs to hear any more. */
export async function endQuietly(worker: Worker): Promise<void> {
  worker.removeAllListeners().on('error', () => {})
  await worker.terminate()
}

/** Where the run stops at another error, nobody waits for this one. */
export function mayFail<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => {})
  return answer
}
