import { describe, expect, it } from 'vitest'
import { sortedAt } from '../../src/math/sorted-at.ts'
import { randomNumbers } from '../support/batches.ts'

const random = randomNumbers(5)
const many = (of: () => number) => Float64Array.from({ length: 5000 }, of)
const PLACES = [0, 999, 1000, 2500, 4999]

/** The bits, so that zeros of both signs differ. */
const bitsOf = (values: Float64Array, places: readonly number[]) =>
  new BigInt64Array(Float64Array.from(places, place => values[place]!).buffer)

/** The place, and all behind it as far as the next greater number. */
function reachOf(place: number, sorted: Float64Array): number[] {
  const reach = [place]
  for (let next = place + 1; next < sorted.length; next++) {
    reach.push(next)
    if (sorted[next]! > sorted[place]!) break
  }
  return reach
}

describe('the asked places are as sorting has them, up to the next greater number', () => {
  it.each<[what: string, values: Float64Array]>([
    ['money', many(() => Math.round(Math.exp(12 * random())) / 100)],
    ['money, refunds among it', many(() => Math.round((random() - 0.3) * 10 ** 6) / 100)],
    ['days, few of them and below zero', many(() => -Math.floor(random() * random() * 40))],
    ['all the same', many(() => 7)],
    ['fractions of every size', many(() => (random() - 0.5) * 10 ** Math.floor(random() * 600 - 300))],
    ['alike as 32-bit floats', many(() => 1 + random() * 1e-9)],
    ['zeros of both signs', many(() => [-0, 0, 1][Math.floor(random() * 3)]!)],
    ['infinite', many(() => [1 / 0, -1 / 0, 0][Math.floor(random() * 3)]!)],
    ['few', Float64Array.from({ length: 5000 }, random).subarray(4200)],
  ])('%s', (_, values) => {
    const before = values.slice()
    const expected = values.slice().sort()
    const places = PLACES.filter(place => place < values.length)
    const checked = places.flatMap(place => reachOf(place, expected))
    expect(bitsOf(sortedAt(values, places), checked)).toEqual(bitsOf(expected, checked))
    expect(values).toEqual(before)
  })
})
