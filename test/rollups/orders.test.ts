import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../src/math/calendar.ts'
import { ordersRollup } from '../../src/rollups/orders.ts'
import type { RollupContext } from '../../src/rollups/rollup.ts'
import { type Line, randomNumbers, RULES, rolledUp, shuffled } from '../support/batches.ts'

const rollUp = (parts: readonly (readonly Line[])[], rules: Partial<RollupContext['orders']> = {}) =>
  rolledUp(ordersRollup, null, parts, { ...RULES, ...rules })

/** Customer's place, day, kind and amount of every order. */
function told(parts: readonly (readonly Line[])[], rules: Partial<RollupContext['orders']> = {}) {
  const { size, customers, days, isOrder, amounts } = rollUp(parts, rules)
  return Array.from({ length: size }, (_, i) => [customers[i], days[i], isOrder[i], amounts[i]])
}

describe('every order by itself (definition K2)', () => {
  const LINES: Line[] = [
    { customer: 'b', order: '1', at: 3 * DAY_MS, amount: 5 },
    { customer: 'b', order: '1', at: 3 * DAY_MS, amount: 7 },
    { customer: 'b', order: '1', at: 9 * DAY_MS, amount: -2 },
    { customer: 'a', order: '2', at: 2 * DAY_MS, amount: 4 },
    { customer: 'a', order: '3', at: 2 * DAY_MS, amount: 4 },
    { customer: null, order: '4', at: 2 * DAY_MS, amount: 100 },
    { customer: 'z', order: '8', at: 9 * DAY_MS, amount: -4 },
  ]

  it('takes off the refunds that carry its id, and keeps the others apart', () => {
    expect(told([LINES], { key: 'column' })).toEqual([
      [0, 2, 1, 100],
      [1, 2, 1, 4],
      [1, 2, 1, 4],
      [2, 3, 1, 10],
      [3, 9, 0, -4],
    ])
  })

  it('has a refund on its own where rows carry no order id', () => {
    const rows = told([LINES.map(({ order: _, ...line }) => line)])
    expect(rows.filter(([, , isOrder]) => isOrder === 0).map(([, , , amount]) => amount)).toEqual([-2, -4])
  })

  it('is the latest version alone', () => {
    const version = (file: number, amount: number): Line => ({
      ...{ customer: 'a', order: '1', at: DAY_MS, amount, file },
      latestBy: String(file),
    })
    expect(told([[version(0, 5), version(1, 7), version(1, -1)]], { key: 'column' })).toEqual([[1, 1, 1, 6]])
  })
})

it.each<Partial<RollupContext['orders']>>([{}, { key: 'column' }, { key: 'customer+day' }])(
  'any split of the rows gives the same bits: %j',
  rules => {
    const random = randomNumbers(5)
    const lines: Line[] = Array.from({ length: 400 }, () => {
      const order = Math.floor(random() * 120)
      return {
        customer: order % 11 === 0 ? null : `c${order % 17}`,
        order: order % 13 === 0 ? null : `o${order}`,
        at: Math.floor(random() * 90) * DAY_MS,
        amount: Math.floor((random() - 0.2) * 1e6),
      }
    })
    const whole = told([lines], rules)
    expect(told([lines.slice(0, 150), lines.slice(150)], rules)).toEqual(whole)
    expect(told([[], lines], rules)).toEqual(whole)
    expect(told([shuffled(lines, random)], rules)).toEqual(whole)
    const singly = lines.map(line => [line])
    expect(told(singly, rules)).toEqual(whole)
  },
)
