/** Every rollup's state as plain data: packed in the middle and made again, it gives the bits of an uninterrupted run. */

import { describe, expect, it } from 'vitest'
import { Dictionary } from '../../src/batches/dictionary.ts'
import { DAY_MS } from '../../src/math/calendar.ts'
import { BookingLog } from '../../src/rollups/booking-log.ts'
import { rollups } from '../../src/rollups/index.ts'
import { pack, type Packed, unpack } from '../../src/rollups/pack.ts'
import type { RollupContext } from '../../src/rollups/rollup.ts'
import {
  batchOf,
  byFile,
  CHANNEL,
  type Dictionaries,
  type Line,
  newDictionaries,
  randomNumbers,
  RULES,
  UTC,
} from '../support/batches.ts'

/** The options to try each rollup with; one that is missing here fails the first test. */
const OPTIONS: Readonly<Record<string, readonly unknown[]>> = {
  attributes: [
    { roles: [CHANNEL], at: 'first' },
    { roles: [CHANNEL], at: 'last' },
  ],
  events: [null],
  extent: [null],
  histories: [{ grain: 'day' }, { grain: 'instant' }],
  orders: [null],
  signups: [null],
  spells: [null],
}

const ORDER_RULES: readonly Partial<RollupContext['orders']>[] = [
  {},
  { key: 'column', refundDate: 'order', dropVoided: true },
  { key: 'customer+day' },
]

/** What a file must hold for all that a rollup can keep: refunds, ends, versions, empty cells. */
function exportLines(seed: number, hasVersions: boolean): Line[] {
  const random = randomNumbers(seed)
  return Array.from({ length: 600 }, (_, row) => {
    const order = Math.floor(random() * 250)
    const at = (19_700 + Math.floor(random() * 90)) * DAY_MS + Math.floor(random() * DAY_MS)
    const file = hasVersions ? Number(row >= 300) : order % 2
    return {
      customer: order % 11 === 0 ? null : `c${order % 37}`,
      order: order % 13 === 0 ? null : `o${order}`,
      at,
      amount: Math.floor((random() - 0.2) * 1e6),
      file,
      row: row + 1,
      channel: random() < 0.2 ? null : `ch${Math.floor(random() * 7)}`,
      event: random() < 0.1 ? null : ['visit', 'view'][order % 2]!,
      currency: 'EUR',
      end: random() < 0.3 ? null : at + (order % 40) * DAY_MS,
      acquired: random() < 0.2 ? null : at - (order % 60) * DAY_MS,
      ...(hasVersions ? { latestBy: String(file) } : {}),
    }
  })
}

const copied = (dictionaries: Dictionaries): Dictionaries =>
  new Map(
    [...dictionaries].map(([role, one]) => [role, Dictionary.fromPlain(structuredClone(one.toPlain()))]),
  )

const cases = Object.entries(OPTIONS).flatMap(([name, all]) =>
  all.flatMap(options =>
    ORDER_RULES.flatMap(rules =>
      [false, true].map(hasVersions => [name, options, { ...RULES, ...rules }, hasVersions] as const),
    ),
  ),
)

it('every rollup of the list is tried', () => {
  expect(Object.keys(OPTIONS)).toEqual(Object.keys(rollups))
})

describe('a state that is packed and made again', () => {
  it.each(cases)('%s %j %j, versions: %s', (name, options, orders, hasVersions) => {
    const rollup = rollups[name]!
    const context: RollupContext = { zone: UTC, orders }
    const again = (state: unknown) => unpack(structuredClone(pack(state, context)), context)
    const lines = exportLines(name.length, hasVersions)
    const added = (state: unknown, dictionaries: Dictionaries, some: readonly Line[]) => {
      for (const part of byFile(some)) rollup.add(state, batchOf(part, dictionaries))
      return state
    }
    /** Faults are part of what must not change: the lines hold orders that contradict themselves. */
    const finished = (state: unknown, dictionaries: Dictionaries) => {
      const faults: string[] = []
      const summary = rollup.finish(state, dictionaries, fault => void faults.push(fault.message))
      return [told(summary), faults]
    }

    const whole = newDictionaries()
    const uninterrupted = added(rollup.empty(options, context), whole, lines)
    const packed = structuredClone(pack(uninterrupted, context))
    const expected = finished(uninterrupted, whole)
    expect(finished(unpack(packed, context), copied(whole))).toEqual(expected)

    for (const cut of [0, 1, 250, 600]) {
      const own = newDictionaries()
      const before = added(again(rollup.empty(options, context)), own, lines.slice(0, cut))
      const dictionaries = copied(own)
      const after = added(again(before), dictionaries, lines.slice(cut))
      expect(finished(after, dictionaries)).toEqual(expected)
    }

    const into = newDictionaries()
    const other = newDictionaries()
    const first = again(added(rollup.empty(options, context), into, lines.slice(0, 250)))
    const second = again(added(rollup.empty(options, context), other, lines.slice(250)))
    const recode = new Map(
      [...copied(other)].map(([role, one]) => [role, into.get(role)!.absorb(one.parts())]),
    )
    rollup.merge(first, second, recode, into)
    expect(finished(first, into)).toEqual(expected)
  })
})

/** What a summary says: its columns as they are, its look-ups by the answers they give. */
function told(summary: unknown): unknown {
  const {
    id,
    ids: listed,
    find,
    dayOf,
    customers,
    values,
    ...rest
  } = summary as {
    id?(customer: number): string
    ids?(): string[]
    find?(id: string): number
    dayOf?(id: string): number | null
    customers?: number
    values?: readonly Dictionary[]
    codes?: readonly Int32Array[]
  }
  const ids = Array.from({ length: 37 }, (_, i) => `c${i}`)
  const { codes = [], ...columns } = rest
  return {
    customers,
    columns,
    listed: listed?.(),
    ids: id && Array.from({ length: customers! }, (_, i) => id(i)),
    days: dayOf && ids.map(one => dayOf(one)),
    cells: find && ids.map(one => cellsOf(find(one), codes, values!)),
  }
}

const cellsOf = (customer: number, codes: readonly Int32Array[], values: readonly Dictionary[]) =>
  customer === -1
    ? null
    : values.map((texts, column) => {
        const code = codes[column]![customer]!
        return code === -1 ? null : texts.text(code)
      })

it('bookings of several chunks, summed on the way, go on', () => {
  const context: RollupContext = { zone: UTC, orders: RULES }
  const uninterrupted = new BookingLog('instant', 180_000)
  let log = new BookingLog('instant', 180_000)
  for (let i = 0; i < 300_000; i++) {
    if (i === 150_000) log = unpack(structuredClone(pack(log, context)), context) as BookingLog
    // The customers with the highest codes have come before, and must still be known then.
    const customer = i % (i < 150_000 ? 1000 : 10)
    for (const one of [uninterrupted, log]) one.add(customer, i % 777, 1, i % 5)
  }
  expect(sums(log)).toEqual(sums(uninterrupted))
  expect(sums(log)[0]).toBe(300_000)
})

/** Orders booked, and a sum in which every column counts. */
function sums(log: BookingLog): [orders: number, all: number] {
  let all = 0
  let booked = 0
  for (const { size, customers, at, orders, amounts } of log.parts()) {
    for (let i = 0; i < size; i++) {
      const own = orders === null ? 1 : orders[i]!
      booked += own
      all += (customers[i]! + 1) * (at[i]! + 1) * amounts[i]! + own * at[i]!
    }
  }
  return [booked, all]
}

it('what cannot be packed is an error, not left out', () => {
  const context: RollupContext = { zone: UTC, orders: RULES }
  for (const odd of [new Map(), () => 1, undefined, { inside: [new Date(0)] }])
    expect(() => pack(odd, context)).toThrow('cannot be packed')
  const plain: Packed = { a: [1, null, 'x', 5n, Number.POSITIVE_INFINITY], b: new Int32Array(3) }
  expect(unpack(structuredClone(pack(plain, context)), context)).toEqual(plain)
})
