/** A few places of what sorting would give, in less time than sorting takes. */

import { sortNumbers } from './sort-numbers.ts'

/** Fewer are sorted faster than buckets are walked. */
const FEW = 1000

/** Buckets of the 32-bit floats next to the numbers, sixteen for every power of two; the upper half is below zero. */
const BUCKET_BITS = 13
const BUCKETS = 2 ** BUCKET_BITS

/**
 * A copy in which each of the places, which ascend, has what sorting would put there, and so have those after it up to the
 * next greater number; other places hold anything. No number is NaN.
 */
export function sortedAt(values: Float64Array, places: readonly number[]): Float64Array {
  if (values.length < FEW) return values.slice().sort()
  const bits = new Uint32Array(new Float32Array(values).buffer)
  const { starts, ranges } = rangesAt(places, countsOf(bits))
  const sorted = new Float64Array(values.length)
  scatter(values, bits, starts, sorted)
  for (const [from, to] of ranges) sortNumbers(sorted.subarray(from, to))
  return sorted
}

const bucketOf = (bits: number) => bits >>> (32 - BUCKET_BITS)

function countsOf(bits: Uint32Array): Uint32Array {
  const counts = new Uint32Array(BUCKETS)
  for (let i = 0; i < bits.length; i++) counts[bucketOf(bits[i]!)]!++
  return counts
}

/** Where the buckets begin that hold a place, or a number that follows one of theirs; -1 of others. */
function rangesAt(places: readonly number[], counts: Uint32Array) {
  const starts = new Int32Array(BUCKETS).fill(-1)
  const ranges: [from: number, to: number][] = []
  let from = 0
  let next = 0
  let isNext = false
  for (let i = 0; i < BUCKETS; i++) {
    const bucket = i < BUCKETS / 2 ? BUCKETS - 1 - i : i - BUCKETS / 2
    const to = from + counts[bucket]!
    if (to === from) continue
    const holdsOne = next < places.length && places[next]! < to
    while (next < places.length && places[next]! < to) next++
    if (holdsOne || isNext) {
      starts[bucket] = from
      ranges.push([from, to])
    }
    isNext = holdsOne
    from = to
  }
  return { starts, ranges }
}

function scatter(values: Float64Array, bits: Uint32Array, starts: Int32Array, sorted: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const bucket = bucketOf(bits[i]!)
    if (starts[bucket] !== -1) sorted[starts[bucket]!++] = values[i]!
  }
}
