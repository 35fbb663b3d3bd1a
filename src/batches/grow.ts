/** Typed arrays that grow by doubling; only the part that is written takes memory, and what is left behind until it is collected. */

type Numbers = Int32Array | Float64Array | Uint8Array

/** Of long arrays, whose copies take time and memory: what is not written costs nothing. */
export const FAR = 4

/** The same array where it is long enough, else a copy at least so many times as long; new places hold `fill`. */
export function grown<A extends Numbers>(values: A, length: number, fill = 0, times = 2): A {
  if (length <= values.length) return values
  const Type = values.constructor as new (length: number) => A
  const longer = new Type(Math.max(length, values.length * times))
  longer.set(values)
  if (fill !== 0) longer.fill(fill, values.length)
  return longer
}
