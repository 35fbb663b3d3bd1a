/** Batches made of plain rows, each with dictionaries of its own, as two workers would have them. */

import { type Batch, makeBatch } from '../../src/batches/batch.ts'
import { Dictionary } from '../../src/batches/dictionary.ts'
import { attributeRole, type TextRole, type TimeRole } from '../../src/batches/roles.ts'
import { zoneNamed, type Zone } from '../../src/math/zone.ts'
import type { Rollup, RollupContext } from '../../src/rollups/rollup.ts'

export interface Line {
  readonly customer: string | null
  readonly order?: string | null
  /** Epoch milliseconds. */
  readonly at: number
  /** Units. */
  readonly amount: number
  readonly file?: number
  /** Its number in its file; that in its part unless given. */
  readonly row?: number
  readonly latestBy?: string | null
  /** A column of no role, coded as an attribute. */
  readonly channel?: string | null
  readonly event?: string | null
  readonly currency?: string | null
  /** Epoch milliseconds. */
  readonly end?: number | null
  readonly acquired?: number | null
}

export type Dictionaries = Map<TextRole, Dictionary>

export const UTC = zoneNamed('UTC') as Zone

export const RULES: RollupContext['orders'] = {
  key: 'row',
  amountIs: 'line',
  refundDate: 'own',
  dropVoided: false,
}

export const CHANNEL = attributeRole('channel')

export function newDictionaries(): Dictionaries {
  return new Map(
    (['customer', 'order', 'latestBy', 'event', 'currency', CHANNEL] as const).map(role => [
      role,
      new Dictionary(),
    ]),
  )
}

/** Coded where any line has one. */
const CODED_COLUMNS = ['order', 'latestBy', 'event', 'currency'] as const
type CodedColumn = (typeof CODED_COLUMNS)[number]

/** The lines as one batch; negative amounts are refunds. */
export function batchOf(lines: readonly Line[], dictionaries: Dictionaries): Batch {
  const has = (key: CodedColumn) => lines.some(line => line[key] !== undefined)
  const codesOf = (role: 'customer' | CodedColumn) =>
    Int32Array.from(lines, line => (line[role] ? dictionaries.get(role)!.intern(line[role]) : -1))
  const codes = new Map<TextRole, Int32Array>([['customer', codesOf('customer')]])
  for (const role of CODED_COLUMNS) if (has(role)) codes.set(role, codesOf(role))
  const channels = lines.map(({ channel }) => (channel ? dictionaries.get(CHANNEL)!.intern(channel) : -1))
  codes.set(CHANNEL, Int32Array.from(channels))
  return makeBatch({
    rows: lines.length,
    file: lines[0]?.file ?? 0,
    fileName: `file ${lines[0]?.file ?? 0}`,
    codes,
    dictionaries,
    times: timesOf(lines),
    amounts: new Map([['amount', Float64Array.from(lines, ({ amount }) => amount)]]),
    numbers: new Map(),
    refunds: Uint8Array.from(lines, ({ amount }) => (amount < 0 ? 1 : 0)),
    raw: [],
    rowNumber: place => lines[place]!.row ?? place + 1,
  })
}

function timesOf(lines: readonly Line[]): Map<TimeRole, Float64Array> {
  const times = new Map<TimeRole, Float64Array>([['time', Float64Array.from(lines, ({ at }) => at)]])
  if (lines.some(({ end }) => end !== undefined))
    times.set(
      'end',
      Float64Array.from(lines, ({ end }) => end ?? Number.NaN),
    )
  if (lines.some(({ acquired }) => acquired !== undefined))
    times.set(
      'acquired',
      Float64Array.from(lines, ({ acquired }) => acquired ?? Number.NaN),
    )
  return times
}

/** Rolls up each part by itself, with its own dictionaries, and merges the parts in order. */
export function rolledUp<Options, State, Summary>(
  rollup: Rollup<Options, State, Summary>,
  options: Options,
  parts: readonly (readonly Line[])[],
  orders: RollupContext['orders'] = RULES,
): Summary {
  const into = newDictionaries()
  const state = rollup.empty(options, { zone: UTC, orders })
  for (const [place, part] of parts.entries()) {
    const own = newDictionaries()
    const other = rollup.empty(options, { zone: UTC, orders })
    for (const lines of byFile(part)) rollup.add(other, batchOf(lines, own))
    // As threads do it, or without their help.
    const isHelped = place % 2 === 0
    const isGathered = orders.key === 'column' && part.every(({ latestBy }) => latestBy === undefined)
    const rest = isHelped && isGathered ? bookWhole(rollup, other, own, parts.toSpliced(place, 1)) : null
    const told = [...own].filter(([role]) => !rest || role !== 'order')
    const recode = new Map(
      told.map(([role, dictionary]) => [role, into.get(role)!.absorb(dictionary.parts())]),
    )
    if (rest)
      recode.set(
        'order',
        Int32Array.from(rest, id => into.get('order')!.intern(id)),
      )
    rollup.merge(state, other, recode, into)
  }
  return rollup.finish(state, into)
}

/** Books the orders of which the other parts have no line; the ids of those that are left. */
function bookWhole<Options, State, Summary>(
  rollup: Rollup<Options, State, Summary>,
  state: State,
  own: Dictionaries,
  others: readonly (readonly Line[])[],
): string[] {
  const elsewhere = new Set(others.flat().map(({ order }) => order))
  const orders = own.get('order')!
  const idOf = (code: number) => orders.text(code)
  const isWhole = Uint8Array.from({ length: orders.size }, (_, code) => (elsewhere.has(idOf(code)) ? 0 : 1))
  rollup.keepOrders?.(state, isWhole)
  const rest = Int32Array.from({ length: orders.size }, (_, code) => code).filter(code => isWhole[code] === 0)
  rollup.bookWhole?.(state, { isWhole, rest })
  return Array.from(rest, idOf)
}

/** A batch is of one file. */
export function byFile(lines: readonly Line[]): Line[][] {
  const files = new Map<number, Line[]>()
  for (const line of lines) files.set(line.file ?? 0, [...(files.get(line.file ?? 0) ?? []), line])
  return [...files.values()]
}

/** A repeatable stream of numbers from 0 to 1: mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
  }
  return copy
}
