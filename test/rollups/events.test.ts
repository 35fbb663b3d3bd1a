import { expect, it } from 'vitest'
import { DAY_MS } from '../../src/math/calendar.ts'
import { eventsRollup } from '../../src/rollups/events-rollup.ts'
import { type Line, randomNumbers, rolledUp, shuffled } from '../support/batches.ts'

const line = (customer: string | null, day: number, event: string | null): Line => ({
  customer,
  at: day * DAY_MS,
  amount: 0,
  event,
})

/** What a summary says, as plain data. */
function told(parts: readonly (readonly Line[])[]) {
  const { id, names, pairOffsets, pairEvents, offsets, days, counts, ...rest } = rolledUp(
    eventsRollup,
    null,
    parts,
  )
  const runOf = (pair: number) =>
    Array.from(days.subarray(offsets[pair], offsets[pair + 1]), (day, i) => [day, counts[offsets[pair]! + i]])
  return {
    ...rest,
    names,
    runs: Array.from({ length: rest.customers }, (_, customer) => [
      id(customer),
      ...Array.from(pairEvents.subarray(pairOffsets[customer], pairOffsets[customer + 1]), (event, i) => [
        names[event],
        ...runOf(pairOffsets[customer]! + i),
      ]),
    ]),
  }
}

const LINES = [
  line('b', 3, 'visit'),
  line('a', 2, 'visit'),
  line('b', 3, 'visit'),
  line('b', 1, 'visit'),
  line('b', 2, 'buy'),
  line(null, 2, 'buy'),
  line('a', 2, null),
]

it('counts by customer, event and day', () => {
  expect(told([LINES])).toEqual({
    customers: 2,
    names: ['buy', 'visit'],
    runs: [
      ['a', ['visit', [2, 1]]],
      ['b', ['buy', [2, 1]], ['visit', [1, 1], [3, 2]]],
    ],
    totals: { rows: 7, rowsWithoutCustomer: 1, rowsWithoutEvent: 1 },
  })
})

it('any split and order of the rows gives the same, empty parts included', () => {
  const random = randomNumbers(7)
  const many = Array.from({ length: 500 }, () =>
    line(
      `c${Math.floor(random() * 20)}`,
      Math.floor(random() * 30),
      ['visit', 'view', 'buy'][Math.floor(random() * 3)]!,
    ),
  )
  const mixed = shuffled(many, random)
  expect(told([[], mixed.slice(0, 40), mixed.slice(40), []])).toEqual(told([many]))
})
