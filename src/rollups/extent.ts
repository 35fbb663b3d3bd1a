/**
 * What every run must know of its rows: how many there are, from when to when they reach, which currencies
 * they are in. Grows with the number of currencies.
 */

import type { Batch, Location } from '../batches/batch.ts'
import type { Dictionaries, Rollup } from './rollup.ts'

export interface Extent {
  readonly rows: number
  /** Epoch milliseconds; infinite where there is no row. */
  readonly first: number
  readonly latest: number
  /** The row before the latest in time: of the same time where two rows share it, -Infinity where there is one row. */
  readonly beforeLatest: number
  /** Where the latest row stands; of several the first by file and row. */
  readonly latestPlace: Location | null
  /** Codes of the currencies in use, sorted. */
  readonly currencies: readonly string[]
}

export interface ExtentState {
  rows: number
  first: number
  latest: number
  beforeLatest: number
  latestFile: number
  latestPlace: Location | null
  readonly currencies: Set<number>
}

export const extentRollup: Rollup<null, ExtentState, Extent> = {
  roles: { needed: ['time'], wanted: ['currency'] },
  empty: () => ({
    rows: 0,
    first: Number.POSITIVE_INFINITY,
    latest: Number.NEGATIVE_INFINITY,
    beforeLatest: Number.NEGATIVE_INFINITY,
    latestFile: 0,
    latestPlace: null,
    currencies: new Set(),
  }),
  add(state, batch) {
    addTimes(state, batch)
    if (batch.has('currency')) {
      const codes = batch.codes('currency')
      for (let row = 0; row < batch.rows; row++) if (codes[row] !== -1) state.currencies.add(codes[row]!)
    }
  },
  merge(into, other, recode) {
    into.rows += other.rows
    into.first = Math.min(into.first, other.first)
    joinLatest(into, other)
    for (const code of other.currencies) into.currencies.add(recode.get('currency')![code]!)
  },
  finish: ({ rows, first, latest, beforeLatest, latestPlace, currencies }, dictionaries: Dictionaries) => ({
    rows,
    first,
    latest,
    beforeLatest,
    latestPlace,
    currencies: [...currencies].map(code => dictionaries.get('currency')!.text(code)).sort(),
  }),
}

function addTimes(state: ExtentState, batch: Batch): void {
  const times = batch.times('time')
  let { first, latest, beforeLatest } = state
  let latestRow = -1
  for (let row = 0; row < batch.rows; row++) {
    const time = times[row]!
    if (time < first) first = time
    if (time <= beforeLatest) continue
    if (time > latest) {
      beforeLatest = latest
      latest = time
      latestRow = row
    } else beforeLatest = time
  }
  state.rows += batch.rows
  state.first = first
  state.latest = latest
  state.beforeLatest = beforeLatest
  if (latestRow === -1) return
  state.latestFile = batch.file
  state.latestPlace = batch.location(latestRow)
}

type Latest = Pick<ExtentState, 'latest' | 'beforeLatest' | 'latestFile' | 'latestPlace'>

function joinLatest(into: Latest, other: Latest): void {
  const isLater = other.latest > into.latest || (other.latest === into.latest && isBefore(other, into))
  into.beforeLatest = Math.max(Math.min(into.latest, other.latest), into.beforeLatest, other.beforeLatest)
  if (!isLater) return
  into.latest = other.latest
  into.latestFile = other.latestFile
  into.latestPlace = other.latestPlace
}

/** Of rows of the same time the first by file and row is named, whichever part saw it. */
function isBefore(a: Latest, b: Latest): boolean {
  if (!a.latestPlace || !b.latestPlace) return a.latestPlace !== null
  return (
    a.latestFile - b.latestFile < 0 ||
    (a.latestFile === b.latestFile && a.latestPlace.row < b.latestPlace.row)
  )
}
