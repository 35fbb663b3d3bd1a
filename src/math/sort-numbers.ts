/** Numbers in ascending order. */

/** A range this many times as long as there are numbers is still counted faster than they are compared. */
const SPREAD = 4

/** Sorts in place, as `values.sort()` does. Few different whole numbers, such as days or orders, are counted instead. */
export function sortNumbers(values: Float64Array): Float64Array {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    // A zero below zero stands before others, which counting would not tell apart.
    if (value !== Math.floor(value) || (value === 0 && 1 / value < 0)) return values.sort()
    if (value < least) least = value
    if (value > most) most = value
  }
  const isNarrow = most >= least && most - least <= SPREAD * values.length
  return isNarrow ? sortByCounts(values, least, most) : values.sort()
}

function sortByCounts(values: Float64Array, least: number, most: number): Float64Array {
  const counts = new Uint32Array(most - least + 1)
  for (let i = 0; i < values.length; i++) counts[values[i]! - least]!++
  let size = 0
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue
    values.fill(least + i, size, size + counts[i]!)
    size += counts[i]!
  }
  return values
}
