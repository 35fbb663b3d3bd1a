/** Sums of columns of numbers, exact to the decimals that money is kept with. */

import type { RawBatch } from '../../batches/raw.ts'
import { AmountParser } from '../../ingest/values/amounts.ts'
import { ExactSum } from '../../math/exact-sum.ts'
import type { Schema } from '../../schema/schema.ts'
import { Check } from './check.ts'

const SCALE = 6

export class Sums {
  readonly #sums: readonly {
    readonly rule: Schema['rules']['sums'][number]
    readonly parser: AmountParser
    readonly sum: ExactSum
  }[]

  constructor({ rules, fields }: Schema) {
    this.#sums = rules.sums.map(rule => {
      const sign = fields.find(({ name }) => name === rule.field)!.decimalSign
      return { rule, parser: new AmountParser(sign, SCALE), sum: new ExactSum() }
    })
  }

  add(batch: RawBatch): void {
    for (const { rule, parser, sum } of this.#sums) {
      const column = batch.columns.find(({ name }) => name === rule.field)
      for (let row = 0; column && row < batch.rows; row++) {
        const cell = column.text(row)?.trim()
        const units = cell ? parser.parse(cell) : 0
        // A cell that is no number breaks the check of its type.
        if (Number.isFinite(units)) sum.add(units)
      }
    }
  }

  finish(): Check[] {
    return this.#sums.map(({ rule, sum }) => {
      const { field, min, max } = rule
      const total = Number(sum.total()) / 10 ** SCALE
      const check = new Check('sum', field, 'error', boundsText(min, max))
      check.settle((min === null || total >= min) && (max === null || total <= max), `sum ${total}`)
      return check
    })
  }
}

export const boundsText = (min: number | null, max: number | null): string =>
  [min === null ? '' : `at least ${min}`, max === null ? '' : `at most ${max}`].filter(Boolean).join(', ') ||
  'any'
