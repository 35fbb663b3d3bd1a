/** Counts of what became of the rows of one file. */

import { LEFT_OUT } from '../batches/filter.ts'
import { shortened, strictBadRow, tooManyBadRows, type UserError } from '../errors/index.ts'
import { type RowsOrShare, rowsAllowed } from '../math/rows-or-share.ts'
import type { InputFacts } from '../report.ts'
import type { UsedRows } from './other-threads.ts'
import type { BadRow, BadRowReason } from './reader.ts'

/** The reasons in words, for people; the codes are stable. */
const IN_WORDS: Readonly<Record<BadRowReason, string>> = {
  ragged: 'wrong number of cells',
  quote: 'a quote within quotes is not doubled',
  'time-missing': 'no date',
  'time-unreadable': 'date cannot be read',
  'amount-missing': 'no amount',
  'amount-unreadable': 'amount cannot be read',
  'amount-too-large': 'amount too large to be exact',
  'quantity-missing': 'no quantity',
  'quantity-unreadable': 'quantity cannot be read',
}

export const reasonInWords = (reason: BadRowReason) => IN_WORDS[reason]

const placeAndDetail = ({ row, column, detail }: BadRow) =>
  `row ${row}${column === null ? '' : `, column ${column}`}${detail === '' ? '' : `: ${shortened(detail)}`}`

/** Reasons that come after all others, and in this order, whichever was met first. */
const FILTERS: readonly string[] = Object.values(LEFT_OUT)

const EXAMPLES_KEPT = 5

/** Without --max-errors this many rows of a run may be bad, or this share of them, whichever is more. */
const TOLERATED_ROWS = 100
const TOLERATED_SHARE = 0.001

export interface Tolerance {
  /** Null is the default: the larger of 100 rows and 0.1%. */
  readonly maxErrors: RowsOrShare | null
  readonly strict: boolean
}

export class Tally {
  rowsRead = 0
  /** Those of them that the file itself says enough of: they count as read. */
  rowsUnread = 0
  rowsUsed = 0
  readonly leftOut = new Map<string, number>()
  readonly setAside = new Map<BadRowReason, number>()
  readonly #firsts = new Map<BadRowReason, string>()
  readonly examples: string[] = []
  readonly file: string
  readonly #format: string
  readonly #tolerance: Tolerance

  constructor(file: string, format: string, tolerance: Tolerance) {
    this.file = file
    this.#format = format
    this.#tolerance = tolerance
  }

  addBad(bad: BadRow): void {
    this.setAside.set(bad.reason, (this.setAside.get(bad.reason) ?? 0) + 1)
    if (!this.#firsts.has(bad.reason)) this.#firsts.set(bad.reason, placeAndDetail(bad))
    if (this.#tolerance.strict) throw strictBadRow(this.#locate(bad))
    if (this.examples.length < EXAMPLES_KEPT) this.examples.push(this.#locate(bad))
  }

  addLeftOut(reason: string, rows: number): void {
    if (rows > 0) this.leftOut.set(reason, (this.leftOut.get(reason) ?? 0) + rows)
  }

  /** What became of rows, but for those that are bad. */
  addUsed({ rowsRead, rowsUnread = 0, rowsUsed, leftOut }: Omit<UsedRows, 'bad'>): void {
    this.rowsRead += rowsRead
    this.rowsUnread += rowsUnread
    this.rowsUsed += rowsUsed
    for (const [reason, rows] of leftOut) this.addLeftOut(reason, rows)
  }

  /** So many rows that were left out are looked at once more. */
  takeBack(reason: string, rows: number): void {
    const left = this.leftOut.get(reason)! - rows
    if (left === 0) this.leftOut.delete(reason)
    else this.leftOut.set(reason, left)
  }

  get bad(): number {
    let rows = 0
    for (const count of this.setAside.values()) rows += count
    return rows
  }

  /** The first row that was set aside for that reason: "row 17, column date: 2024-13-01". */
  firstOf(reason: BadRowReason): string | null {
    return this.#firsts.get(reason) ?? null
  }

  facts(): InputFacts {
    return {
      file: this.file,
      format: this.#format,
      rowsRead: this.rowsRead,
      rowsUsed: this.rowsUsed,
      leftOut: Object.fromEntries(
        [...this.leftOut].sort(([a], [b]) => FILTERS.indexOf(a) - FILTERS.indexOf(b)),
      ),
      setAside: Object.fromEntries(this.setAside),
      examples: this.examples,
    }
  }

  toPlain() {
    const { rowsRead, rowsUnread, rowsUsed, leftOut, setAside, examples } = this
    return { rowsRead, rowsUnread, rowsUsed, leftOut, setAside, firsts: this.#firsts, examples }
  }

  /** Goes on where another run stopped. */
  restore({ rowsRead, rowsUnread, rowsUsed, leftOut, setAside, firsts, examples }: PlainTally): void {
    this.rowsRead = rowsRead
    this.rowsUnread = rowsUnread
    this.rowsUsed = rowsUsed
    for (const [reason, rows] of leftOut) this.leftOut.set(reason, rows)
    for (const [reason, rows] of setAside) this.setAside.set(reason, rows)
    for (const [reason, place] of firsts) this.#firsts.set(reason, place)
    this.examples.push(...examples)
  }

  #locate({ row, column, reason, detail }: BadRow): string {
    return `${this.file} row ${row}${column === null ? '' : `, column ${column}`}: ${IN_WORDS[reason]}${detail === '' ? '' : `: ${shortened(detail)}`}`
  }
}

/** Plain data: `structuredClone` copies it as it is. */
export type PlainTally = ReturnType<Tally['toPlain']>

/** The error to stop with where more rows of all files are bad than is tolerated, else null. */
export function excessOf(tallies: readonly Tally[], { maxErrors }: Tolerance): UserError | null {
  const sum = (of: (tally: Tally) => number) => tallies.reduce((rows, tally) => rows + of(tally), 0)
  const [bad, read] = [sum(tally => tally.bad), sum(tally => tally.rowsRead)]
  const limit = maxErrors ? rowsAllowed(maxErrors, read) : Math.max(TOLERATED_ROWS, read * TOLERATED_SHARE)
  // An export of which nothing is left is unusable, however few its rows.
  const nothingLeft = maxErrors === null && bad > 0 && bad === read
  if (bad <= limit && !nothingLeft) return null
  const files = tallies.filter(tally => tally.bad > 0)
  const place = files.length === 1 ? files[0]!.file : `${tallies.length} files`
  return tooManyBadRows(place, bad, read, files[0]!.examples[0]!)
}
