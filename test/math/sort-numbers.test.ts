import { describe, expect, it } from 'vitest'
import { sortNumbers } from '../../src/math/sort-numbers.ts'
import { randomNumbers } from '../support/batches.ts'

const random = randomNumbers(3)
const many = (of: () => number) => Float64Array.from({ length: 5000 }, of)

/** So that zeros of both signs differ. */
const bytesOf = (values: Float64Array) => Buffer.from(values.slice().buffer)

describe('numbers are sorted as the engine sorts them', () => {
  it.each<[what: string, values: Float64Array]>([
    ['none', new Float64Array(0)],
    ['few', Float64Array.of(3, -1, 2)],
    ['whole', many(() => Math.floor(random() * 700))],
    ['whole, on both sides of zero', many(() => Math.floor(random() * 700) - 350)],
    ['all the same', many(() => 7)],
    ['all below zero', many(() => -random())],
    ['fractions of every size', many(() => (random() - 0.5) * 10 ** Math.floor(random() * 600 - 300))],
    ['zeros of both signs', many(() => (random() < 0.5 ? -0 : 0))],
    [
      'infinite',
      many(() => [1 / 0, -1 / 0, Number.MIN_VALUE, Number.MAX_VALUE, -0][Math.floor(random() * 5)]!),
    ],
    ['whole and far apart', many(() => Math.floor(random() * 2) * 2 ** 40)],
    ['no number among them', many(() => (random() < 0.1 ? Number.NaN : 1))],
    ['behind others', many(random).subarray(1)],
  ])('%s', (_, values) => {
    const expected = values.slice().sort()
    expect(bytesOf(sortNumbers(values))).toEqual(bytesOf(expected))
  })
})
