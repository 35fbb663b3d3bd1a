import { expect, it } from 'vitest'
import { grown, grownAlone } from '../../src/batches/grow.ts'

it('arrays grow with what they hold, and new places hold what they should', () => {
  const values = Int32Array.of(1, 2, 3)
  expect(grown(values, 3)).toBe(values)
  expect(Array.from(grown(values, 4, -1))).toEqual([1, 2, 3, -1, -1, -1])
  expect(grownAlone(values, 2)).toBe(values)
  expect(Array.from(grownAlone(Int32Array.of(1, 2), 3, -1))).toEqual([1, 2, -1, -1])
  expect(Array.from(grownAlone(Float64Array.of(1.5), 2))).toEqual([1.5, 0, 0, 0])
})

it('what an array leaves behind is given back only where nobody else looks at it', () => {
  const shared = Int32Array.of(1)
  const alone = Int32Array.of(1)
  grown(shared, 2)
  grownAlone(alone, 2)
  expect([shared.length, alone.length]).toEqual([1, 0])
})
