/** Typed arrays that grow by doubling; only the part that is written takes memory. */

type Numbers = Int32Array | Float64Array | Uint8Array

/** The same array where it is long enough, else a copy at least twice as long; new places hold `fill`. */
export function grown<A extends Numbers>(values: A, length: number, fill = 0): A {
  if (length <= values.length) return values
  const Type = values.constructor as new (length: number) => A
  const longer = new Type(Math.max(length, values.length * 2))
  longer.set(values)
  if (fill !== 0) longer.fill(fill, values.length)
  return longer
}
