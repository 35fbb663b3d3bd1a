/** Rows that are good but no sales: by the values of a column, or by their customer. */

import type { RawBatch } from '../batches/raw.ts'
import type { LeftOutMarks } from '../batches/batch.ts'

/** A test of a column's cells: the rows that meet it, or with `keeps` those that do not, are left out. */
export interface LeaveOutRule {
  readonly column: string
  /** Plain values (see `plainValue`); null is any value at all. */
  readonly values: ReadonlySet<string> | null
  readonly keeps: boolean
  /** In words; null where the value says it: "status pending". */
  readonly reason: string | null
}

/** Letters and digits in lower case: `Partially Refunded` and `partially_refunded` are one. */
export const plainValue = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** More reasons than this would be a list of the values. */
const MOST_REASONS = 40
const FURTHER = 'another status'
const NO_VALUE = 'no status'

/** The reason of rows of customers that the user has listed. */
export const EXCLUDED = 'customer in --exclude-customers'

/** The reasons of a run, in the order in which they were met. */
export class Reasons {
  readonly #places: Map<string, number>

  /** Those that were met already, in that order. */
  constructor(texts: readonly string[] = []) {
    this.#places = new Map(texts.map((text, place) => [text, place + 1]))
  }

  get texts(): readonly string[] {
    return [...this.#places.keys()]
  }

  /** The place of a reason, from 1; 0 is none. */
  placeOf(reason: string): number {
    const known = this.#places.get(reason)
    if (known !== undefined) return known
    if (this.#places.size >= MOST_REASONS && reason !== FURTHER) return this.placeOf(FURTHER)
    this.#places.set(reason, this.#places.size + 1)
    return this.#places.size
  }
}

/** Different cells whose verdict is remembered: a status has few, and a column of ids must not fill the memory. */
const REMEMBERED = 10_000

/** The rules of one file, and the values they have met. */
export class LeaveOut {
  readonly #reasons: Reasons
  readonly #rules: readonly { readonly rule: LeaveOutRule; readonly verdicts: Map<string, number> }[]

  constructor(rules: readonly LeaveOutRule[], reasons: Reasons) {
    this.#reasons = reasons
    this.#rules = rules.map(rule => ({ rule, verdicts: new Map() }))
  }

  get isEmpty(): boolean {
    return this.#rules.length === 0
  }

  /** Row → place of its reason, 0 where it counts; null where no rule is there. */
  marksOf(raw: RawBatch): Uint8Array | null {
    if (this.isEmpty) return null
    const marks = new Uint8Array(raw.rows)
    for (const { rule, verdicts } of this.#rules) {
      const column = raw.columns.find(({ name }) => name === rule.column)
      if (!column) continue
      for (let row = 0; row < raw.rows; row++) {
        if (marks[row] === 0) marks[row] = this.#verdict(column.text(row)?.trim() ?? '', rule, verdicts)
      }
    }
    return marks
  }

  /** The place of a reason that is no value of a column. */
  placeOf(reason: string): number {
    return this.#reasons.placeOf(reason)
  }

  /** The marks with the words for them. */
  marked(marks: Uint8Array): LeftOutMarks {
    return { marks, reasons: this.#reasons.texts }
  }

  #verdict(cell: string, rule: LeaveOutRule, verdicts: Map<string, number>): number {
    const known = verdicts.get(cell)
    if (known !== undefined) return known
    if (verdicts.size === REMEMBERED) verdicts.clear()
    const verdict = isLeftOut(cell, rule) ? this.#reasons.placeOf(rule.reason ?? reasonOf(cell)) : 0
    verdicts.set(cell, verdict)
    return verdict
  }
}

function isLeftOut(cell: string, { values, keeps }: LeaveOutRule): boolean {
  const isListed = values === null ? cell !== '' : values.has(plainValue(cell))
  return isListed !== keeps
}

/** A long value is no status; it is cut where it is told. */
const LONGEST = 40

const reasonOf = (cell: string) => (cell === '' ? NO_VALUE : `status ${cell.slice(0, LONGEST)}`)
