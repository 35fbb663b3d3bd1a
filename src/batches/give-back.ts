/** Memory given back at once: what is only let go of stays until it is collected, which may be after the peak. */

import { MessageChannel } from 'node:worker_threads'

/** Nobody listens: what is moved there is freed. */
const { port1: nowhere } = new MessageChannel()
nowhere.close()

/** The arrays are empty from then on, as is every other view of their memory. */
export function giveBack(arrays: readonly ArrayBufferView[]): void {
  const owned = arrays.map(({ buffer }) => buffer).filter(buffer => buffer instanceof ArrayBuffer)
  nowhere.postMessage(null, [...new Set(owned)])
}
