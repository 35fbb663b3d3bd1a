/** Typed arrays that grow; only the part that is written takes memory, and what is left behind until it is collected. */

import { giveBack } from './give-back.ts'

type Numbers = Int32Array | Float64Array | Uint8Array

/** The same array where it is long enough, else a copy at least twice as long; new places hold `fill`. */
export function grown<A extends Numbers>(values: A, length: number, fill = 0, times = 2): A {
  if (length <= values.length) return values
  const Type = values.constructor as new (length: number) => A
  const longer = new Type(Math.max(length, values.length * times))
  longer.set(values)
  if (fill !== 0) longer.fill(fill, values.length)
  return longer
}

/**
 * The same for long arrays that nobody else looks at: their copies take time, and what is not written costs nothing, so
 * that they grow fourfold where new places hold 0; what they leave behind is given back at once.
 */
export function grownAlone<A extends Numbers>(values: A, length: number, fill = 0): A {
  if (length <= values.length) return values
  const longer = grown(values, length, fill, fill === 0 ? 4 : 2)
  giveBack([values])
  return longer
}
