/** Rows that are like an earlier one in every cell, exactly. */

import type { RawBatch } from '../../batches/raw.ts'
import type { Schema } from '../../schema/schema.ts'
import { Check } from './check.ts'
import { KeyLog, keyOf } from './key-log.ts'

export class DuplicateRows {
  readonly #most: number | null
  readonly #keys: KeyLog | null
  readonly #check: Check
  #rows = 0

  constructor({ rules }: Schema, memory: number) {
    const { maxDuplicates, severities } = rules
    this.#most = maxDuplicates
    this.#keys = maxDuplicates === null ? null : new KeyLog(memory)
    const severity = severities['duplicate-rows'] ?? 'error'
    this.#check = new Check(
      'duplicate-rows',
      null,
      severity,
      `at most ${maxDuplicates} rows like an earlier one`,
    )
  }

  add(batch: RawBatch, file: number): void {
    if (!this.#keys) return
    for (let row = 0; row < batch.rows; row++) {
      const cells = batch.columns.map(column => column.text(row) ?? '')
      this.#keys.add(keyOf(cells), file, batch.rowNumber(row))
    }
    this.#rows += batch.rows
  }

  finish(): Check[] {
    if (!this.#keys || this.#most === null) return []
    const repeats = this.#keys.repeats()
    this.#keys.close()
    this.#check.of = this.#rows
    if (repeats.rows > this.#most) this.#check.broken.addAll(repeats)
    return [this.#check]
  }
}
