import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/math/calendar.ts'
import { purchaseDays } from '../../src/measures/purchase-days.ts'
import { example, type Row } from '../support/histories.ts'

const ROWS: Row[] = [
  ['a', '2024-01-05T09:00', 10],
  ['a', '2024-01-05T18:00', 10],
  ['a', '2024-01-09T12:00', -10],
  ['a', '2024-02-01T12:00', 5],
  ['b', '2023-12-31T23:59', -3],
  ['b', '2024-01-01T00:00', 0],
]

describe.each(['day', 'instant'] as const)('purchase days of histories by %s', grain => {
  const { histories, run } = example(ROWS, { grain })
  const { customers, offsets, days } = purchaseDays(histories, run.zone)

  it('are distinct, and refunds make none', () => {
    expect(customers).toBe(2)
    expect([...offsets]).toEqual([0, 2, 3])
    expect([...days]).toEqual(['2024-01-05', '2024-02-01', '2024-01-01'].map(parseDay))
  })
})
