import { expect, it } from 'vitest'
import { stabilityIndex } from '../../src/math/psi.ts'

const counts = (a: number, b: number) =>
  new Map([
    ['a', a],
    ['b', b],
  ])

// By Python on the counts, half a cell added to each: sum((p - q) * log(p / q)).
it.each([
  [counts(50, 50), counts(50, 50), 0],
  [counts(50, 50), counts(60, 40), 0.0397368],
  [counts(900, 100), counts(500, 500), 0.8762407],
])('case %#', (before, now, index) => expect(stabilityIndex(before, now)).toBeCloseTo(index, 6))

it('a class that is gone leaves it finite', () => {
  expect(stabilityIndex(counts(10, 10), new Map([['a', 20]]))).toBeGreaterThan(0.25)
})
