/** The checks of one field over the cells of its column. */

import type { RawBatch, RawColumn } from '../../batches/raw.ts'
import type { Field } from '../../schema/schema.ts'
import { type CellTest, type Clock, cellTests } from './cell-tests.ts'
import { Check } from './check.ts'
import { KeyLog } from './key-log.ts'

export interface FieldContext extends Clock {
  readonly missing: ReadonlySet<string>
  /** Bytes of keys held in memory. */
  readonly memory: number
}

export class FieldChecks {
  readonly name: string
  readonly #tests: readonly { readonly test: CellTest; readonly check: Check }[]
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
    this.name = name
    this.#missing = context.missing
    this.#maxEmpty = maxEmpty
    this.#tests = cellTests(field, context).map(test => ({
      test,
      check: new Check(test.code, name, severity, test.rule),
    }))
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
    for (let row = 0; row < batch.rows; row++) {
      const cell = column.text(row)?.trim() ?? ''
      this.#cells++
      if (cell === '' || this.#missing.has(cell)) {
        this.#empty++
        this.#required?.broken.add({ file, row: batch.rowNumber(row), value: cell })
        continue
      }
      for (const { test, check } of this.#tests) {
        if (!test.holds(cell)) check.broken.add({ file, row: batch.rowNumber(row), value: cell })
      }
      this.#keys?.add(cell, file, batch.rowNumber(row))
    }
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
