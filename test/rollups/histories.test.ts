import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../src/math/calendar.ts'
import type { Histories } from '../../src/rollups/histories.ts'
import { historiesRollup } from '../../src/rollups/histories-rollup.ts'
import type { RollupContext } from '../../src/rollups/rollup.ts'
import { type Line, randomNumbers, RULES, rolledUp, shuffled } from '../support/batches.ts'

const rollUp = (parts: readonly (readonly Line[])[], rules: Partial<RollupContext['orders']> = {}) =>
  rolledUp(historiesRollup, { grain: 'day' }, parts, { ...RULES, ...rules })

/** What a summary says, as plain data. */
function told(histories: Histories) {
  const { customers, offsets, at, orders, amounts, totals } = histories
  return {
    totals,
    customers: Array.from({ length: customers }, (_, customer) => ({
      id: histories.id(customer),
      entries: Array.from({ length: offsets[customer + 1]! - offsets[customer]! }, (_, i) => {
        const entry = offsets[customer]! + i
        return [at[entry], orders[entry], amounts[entry]]
      }),
    })),
  }
}

const day = (number: number, hour = 0) => number * DAY_MS + hour * 3_600_000

describe('order lines become orders (definitions G5 to G8)', () => {
  const LINES: Line[] = [
    { customer: 'b', order: '1', at: day(3), amount: 5 },
    { customer: 'b', order: '1', at: day(3), amount: 7 },
    { customer: 'a', order: '2', at: day(2), amount: 0 },
    { customer: 'a', order: '3', at: day(2), amount: 9 },
    { customer: null, order: '4', at: day(2), amount: 100 },
    { customer: 'b', order: '1', at: day(9), amount: -2 },
    { customer: 'z', order: '8', at: day(9), amount: -4 },
  ]

  it('by order id, refunds on their own date', () => {
    const { customers, totals } = told(rollUp([LINES], { key: 'column' }))
    expect(customers).toEqual([
      { id: 'a', entries: [[2, 2, 9]] },
      {
        id: 'b',
        entries: [
          [3, 1, 12],
          [9, 0, -2],
        ],
      },
    ])
    expect(totals).toMatchObject({
      orders: 4,
      net: 115n,
      refundRows: 2,
      refunds: -6n,
      zeroOrders: 1,
      ordersWithoutCustomer: 1,
      netWithoutCustomer: 100n,
      refundOnly: ['z'],
    })
  })

  it('refunds on the date of their order', () => {
    const { customers } = told(rollUp([LINES], { key: 'column', refundDate: 'order' }))
    expect(customers[1]).toEqual({ id: 'b', entries: [[3, 1, 10]] })
  })

  it('a row is an order, or a customer and day is', () => {
    expect(told(rollUp([LINES])).totals.orders).toBe(5)
    expect(told(rollUp([LINES], { key: 'customer+day' })).totals.orders).toBe(3)
  })

  it('an order that was refunded in full is none with --drop-voided', () => {
    const lines: Line[] = [
      { customer: 'a', order: '1', at: day(1), amount: 5 },
      { customer: 'a', order: '1', at: day(2), amount: -5 },
      { customer: 'a', order: '2', at: day(3), amount: 1 },
    ]
    expect(told(rollUp([lines], { key: 'column' })).totals.orders).toBe(2)
    expect(told(rollUp([lines], { key: 'column', dropVoided: true })).totals).toMatchObject({
      orders: 1,
      net: 1n,
    })
  })

  it.each<[string, Line[], Partial<RollupContext['orders']>, RegExp]>([
    [
      'the same order in two files',
      [
        { customer: 'a', order: '1', at: day(1), amount: 5 },
        { customer: 'a', order: '1', at: day(1), amount: 5, file: 1 },
      ],
      {},
      /1 orders stand in more than one input file, first: 1/,
    ],
    [
      'an order of two customers',
      [
        { customer: 'a', order: '1', at: day(1), amount: 5 },
        { customer: 'b', order: '1', at: day(1), amount: 6 },
      ],
      {},
      /1 order id belongs to more than one customer, first: 1/,
    ],
    [
      'lines that repeat one amount',
      [
        { customer: 'a', order: '1', at: day(1), amount: 5 },
        { customer: 'a', order: '1', at: day(1), amount: 5 },
      ],
      { amountIs: null },
      /all lines of each of the 1 orders with several lines repeat one amount/,
    ],
    [
      'a sum past 2^53, also where it comes back',
      [
        { customer: 'a', at: day(1), amount: 2 ** 53 - 1 },
        { customer: 'a', at: day(1), amount: 2 ** 53 - 1 },
        { customer: 'a', at: day(1), amount: -(2 ** 53 - 1) },
      ],
      { key: 'row' },
      /the amounts of customer a add up to more than can be kept exactly/,
    ],
  ])('stops at %s', (_what, lines, rules, message) => {
    expect(() => rollUp([lines], { key: 'column', ...rules })).toThrow(message)
  })

  it('takes the repeated amount once where it is that of the order', () => {
    const lines: Line[] = [
      { customer: 'a', order: '1', at: day(1), amount: 5 },
      { customer: 'a', order: '1', at: day(1), amount: 5 },
    ]
    expect(told(rollUp([lines], { key: 'column', amountIs: 'order' })).totals).toMatchObject({
      orders: 1,
      net: 5n,
    })
  })
})

describe('an order that several parts have lines of', () => {
  const line = (order: string, file: number): Line => ({ customer: 'a', order, at: day(1), amount: 5, file })
  // What is merged into a state that holds other orders is told apart by its file too.
  const parts = (file: number) => [
    [line('1', 0)],
    [line('2', 1), line('3', 1)],
    [line('2', file), line('3', 1)],
  ]

  it('may stand in one file', () => {
    const rules = { key: 'column', amountIs: 'line' } as const
    expect(told(rollUp(parts(1), rules)).totals).toMatchObject({ orders: 3, net: 25n })
  })

  it('may not stand in two', () => {
    const rules = { key: 'column', amountIs: 'line' } as const
    expect(() => rollUp(parts(2), rules)).toThrow(/1 orders stand in more than one input file, first: 2/)
  })
})

describe('overlapping exports with --latest-by (definition G7)', () => {
  const version = (order: string, file: number, amount: number, latestBy: string | null): Line => ({
    customer: 'a',
    order,
    at: day(1),
    amount,
    file,
    latestBy,
  })

  it('the latest version of an order wins, with its refunds', () => {
    const lines = [
      version('1', 0, 5, '2024-01-02'),
      version('1', 1, 7, '2024-01-10'),
      version('1', 1, -1, '2024-01-10'),
      version('1', 2, 9, null),
      version('2', 0, 3, '9'),
      version('2', 1, 4, '10'),
    ]
    for (const parts of [[lines], lines.map(line => [line]), [lines.slice(3), lines.slice(0, 3)]]) {
      expect(told(rollUp(parts, { key: 'column' })).totals).toMatchObject({
        orders: 2,
        net: 10n,
        refundRows: 1,
      })
    }
  })

  it('two that are equally late must be alike', () => {
    const alike = [version('1', 0, 5, 'x'), version('1', 1, 5, 'x')]
    expect(told(rollUp([alike], { key: 'column' })).totals).toMatchObject({ orders: 1, net: 5n })
    const unalike = [version('1', 0, 5, 'x'), version('1', 1, 6, 'x')]
    expect(() => rollUp([unalike], { key: 'column' })).toThrow(
      /1 orders stand in several files, equally late/,
    )
  })
})

describe('any split of the rows gives the same bits', () => {
  function randomLines(seed: number): Line[] {
    const random = randomNumbers(seed)
    return Array.from({ length: 400 }, () => {
      const order = Math.floor(random() * 120)
      return {
        // An order has one customer; every 11th has none.
        customer: order % 11 === 0 ? null : `c${order % 17}`,
        order: order % 13 === 0 ? null : `o${order}`,
        at: day(19_700 + Math.floor(random() * 90), Math.floor(random() * 24)),
        amount: Math.floor((random() - 0.15) * 1e9),
      }
    })
  }
  const RULE_SETS: Partial<RollupContext['orders']>[] = [
    {},
    { key: 'column' },
    { key: 'column', refundDate: 'order' },
    { key: 'column', dropVoided: true },
    { key: 'customer+day' },
  ]

  it.each(RULE_SETS)('%j', rules => {
    for (let seed = 1; seed <= 20; seed++) {
      const lines = randomLines(seed)
      const random = randomNumbers(seed + 1000)
      const whole = told(rollUp([lines], rules))
      const cut = Math.floor(random() * lines.length)
      expect(told(rollUp([lines.slice(0, cut), lines.slice(cut)], rules))).toEqual(whole)
      expect(told(rollUp([[], lines], rules))).toEqual(whole)
      expect(told(rollUp([lines, []], rules))).toEqual(whole)
      expect(told(rollUp([shuffled(lines, random)], rules))).toEqual(whole)
      expect(
        told(
          rollUp(
            lines.map(line => [line]),
            rules,
          ),
        ),
      ).toEqual(whole)
    }
  })
})
