import { expect, it } from 'vitest'
import { ExactSums } from '../../src/math/exact-sums.ts'

it.each([
  ['small', [1, -2, 30]],
  ['at the digit and beside it', [2 ** 40, -(2 ** 40), 2 ** 40 - 1, 1 - 2 ** 40, 2 ** 40 + 1]],
  ['past what one number holds', Array.from({ length: 5000 }, (_, i) => Number.MAX_SAFE_INTEGER - i)],
  ['many that are just small', Array.from({ length: 5000 }, (_, i) => 2 ** 40 - 1 - i)],
  ['far below zero', Array.from({ length: 5000 }, (_, i) => i - 2 ** 40)],
])('totals never round: %s', (_, parts) => {
  const sums = new ExactSums(2)
  for (const part of parts) sums.add(1, part)
  expect(sums.total(1)).toBe(parts.reduce((sum, part) => sum + BigInt(part), 0n))
  expect(sums.total(0)).toBe(0n)
})
