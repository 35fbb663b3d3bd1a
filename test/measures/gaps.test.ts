import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/math/calendar.ts'
import { betweenOrders, completedGaps, firstRepeat } from '../../src/measures/gaps.ts'
import { purchaseDays } from '../../src/measures/purchase-days.ts'
import { example } from '../support/histories.ts'

const { histories, run } = example([
  ['a', '2024-01-01'],
  ['a', '2024-01-11'],
  ['a', '2024-01-16'],
  ['b', '2024-01-10'],
  ['c', '2024-01-31'],
])
const purchases = purchaseDays(histories, run.zone)
const asOf = parseDay('2024-01-31')!

describe('gaps', () => {
  it('that are completed, of all customers together', () => {
    expect([...completedGaps(purchases)]).toEqual([5, 10])
  })

  it('to the first repeat: one a customer', () => {
    const { days, repeated } = firstRepeat(purchases, asOf)
    expect([...days]).toEqual([10, 21, 0])
    expect([...repeated]).toEqual([1, 0, 0])
  })

  it('between orders: one a purchase day, the last one open', () => {
    const { days, repeated } = betweenOrders(purchases, asOf)
    expect([...days]).toEqual([10, 5, 15, 21, 0])
    expect([...repeated]).toEqual([1, 1, 0, 0, 0])
  })
})
