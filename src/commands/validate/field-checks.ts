/** The checks of one field over the cells of its column. */

import type { RawBatch, RawColumn } from '../../batches/raw.ts'
import { isPlainText } from '../../ingest/values/plain-columns.ts'
import type { Zone } from '../../math/zone.ts'
import type { Field } from '../../schema/schema.ts'
import { type CellTest, type Clock, cellTests, type Measure } from './cell-tests.ts'
import { Check } from './check.ts'
import { GoodCells } from './good-cells.ts'
import { KeyLog } from './key-log.ts'
import { plainValues } from './plain-values.ts'

export interface FieldContext extends Clock {
  readonly missing: ReadonlySet<string>
  /** Bytes of keys held in memory. */
  readonly memory: number
}

const NO_WORDS = new Uint8Array(256)

const textOf = (column: RawColumn, row: number): string => column.text(row)?.trim() ?? ''

export class FieldChecks {
  readonly name: string
  readonly #field: Field
  readonly #zone: Zone
  readonly #measure: Measure | null
  readonly #tests: readonly { readonly test: CellTest; readonly check: Check }[]
  /** Whether no test needs the text of a cell whose value is known. */
  readonly #byValue: boolean
  readonly #good: GoodCells | null
  readonly #required: Check | null
  readonly #emptyShare: Check | null
  readonly #unique: Check | null
  readonly #keys: KeyLog | null
  readonly #maxEmpty: number | null
  readonly #missing: ReadonlySet<string>
  #cells = 0
  #empty = 0

  constructor(field: Field, context: FieldContext) {
    const { name, severity, maxEmpty } = field
    const { tests, measure } = cellTests(field, context)
    this.name = name
    this.#field = field
    this.#zone = context.zone
    this.#missing = context.missing
    this.#maxEmpty = maxEmpty
    this.#measure = measure
    this.#tests = tests.map(test => ({ test, check: new Check(test.code, name, severity, test.rule) }))
    this.#byValue = tests.every(({ byValue }) => byValue) && [...context.missing].every(text => text === '')
    this.#good = field.unique ? null : new GoodCells()
    this.#required = field.required ? new Check('required', name, severity, 'never empty') : null
    this.#emptyShare =
      maxEmpty === null ? null : new Check('empty-share', name, severity, `at most ${maxEmpty * 100} % empty`)
    this.#unique = field.unique ? new Check('unique', name, severity, 'no value twice') : null
    this.#keys = field.unique ? new KeyLog(context.memory) : null
  }

  add(batch: RawBatch, file: number): void {
    const column = batch.columns.find(one => one.name === this.name)
    if (column) this.#addColumn(column, batch, file)
  }

  #addColumn(column: RawColumn, batch: RawBatch, file: number): void {
    const { cells } = column
    const values = cells ? plainValues(cells, batch.rows, this.#field, this.#zone) : null
    this.#cells += batch.rows
    for (let row = 0; row < batch.rows; row++) {
      if (cells && this.#good?.has(cells, row)) continue
      const known = values ? values[row]! : Number.NaN
      const cell = this.#byValue && !Number.isNaN(known) ? null : textOf(column, row)
      if (cell !== null && (cell === '' || this.#missing.has(cell))) {
        this.#empty++
        this.#required?.broken.add({ file, row: batch.rowNumber(row), value: cell })
        continue
      }
      const value = Number.isNaN(known) && this.#measure && cell !== null ? this.#measure(cell) : known
      let isGood = true
      for (const { test, check } of this.#tests) {
        if (test.holds(cell ?? '', value)) continue
        isGood = false
        check.broken.add({ file, row: batch.rowNumber(row), value: cell ?? textOf(column, row) })
      }
      if (isGood && cells) this.#good?.learn()
      if (this.#keys) this.#addKey(column, row, file, batch.rowNumber(row))
    }
  }

  #addKey(column: RawColumn, row: number, file: number, place: number): void {
    const { cells } = column
    if (cells && isPlainText(cells, row, NO_WORDS)) {
      this.#keys!.addBytes(cells.bytes, cells.starts[row]!, cells.ends[row]!, file, place)
    } else this.#keys!.add(textOf(column, row), file, place)
  }

  /** Complete after the last batch. */
  finish(): Check[] {
    const full = this.#cells - this.#empty
    for (const { check } of this.#tests) check.of = full
    if (this.#required) this.#required.of = this.#cells
    if (this.#unique && this.#keys) {
      this.#unique.of = full
      this.#unique.broken.addAll(this.#keys.repeats())
      this.#keys.close()
    }
    if (this.#emptyShare) {
      const share = this.#cells === 0 ? 0 : this.#empty / this.#cells
      this.#emptyShare.settle(share <= this.#maxEmpty!, `${(100 * share).toFixed(2)} % empty`)
    }
    const one = (check: Check | null) => (check ? [check] : [])
    return [
      ...this.#tests.map(({ check }) => check),
      ...one(this.#required),
      ...one(this.#emptyShare),
      ...one(this.#unique),
    ]
  }
}
