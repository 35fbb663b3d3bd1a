import { expect, it } from 'vitest'
import { silhouette } from '../../src/math/silhouette.ts'

// By hand: points 0, 1 and 10, 12 on a line.
// 0: a 1, b 11 → 10/11; 1: a 1, b 10 → 9/10; 10: a 2, b 9.5 → 7.5/9.5; 12: a 2, b 11.5 → 9.5/11.5.
it('is the mean of (b - a) / max(a, b)', () => {
  const points = [[0], [1], [10], [12]]
  const expected = (10 / 11 + 9 / 10 + 7.5 / 9.5 + 9.5 / 11.5) / 4
  expect(silhouette(points, [0, 0, 1, 1], 2)).toBeCloseTo(expected, 12)
})

it('is 0 for who is alone', () => {
  expect(silhouette([[0], [1], [10]], [0, 0, 1], 2)).toBeCloseTo((9 / 10 + 8 / 9 + 0) / 3, 12)
})
