/** Sums of columns of numbers, exact to the decimals that money is kept with. */

import type { RawBatch, RawColumn } from '../../batches/raw.ts'
import { AmountParser, type DecimalSign } from '../../ingest/values/amounts.ts'
import { ExactSum } from '../../math/exact-sum.ts'
import type { Schema } from '../../schema/schema.ts'
import { Check } from './check.ts'
import { plainUnits } from './plain-values.ts'

const SCALE = 6

interface RunningSum {
  readonly rule: Schema['rules']['sums'][number]
  readonly decimal: DecimalSign
  readonly parser: AmountParser
  readonly sum: ExactSum
}

export class Sums {
  readonly #sums: readonly RunningSum[]

  constructor({ rules, fields }: Schema) {
    this.#sums = rules.sums.map(rule => {
      const decimal = fields.find(({ name }) => name === rule.field)!.decimalSign
      return { rule, decimal, parser: new AmountParser(decimal, SCALE), sum: new ExactSum() }
    })
  }

  add(batch: RawBatch): void {
    for (const sum of this.#sums) {
      const column = batch.columns.find(({ name }) => name === sum.rule.field)
      if (column) addColumn(sum, column, batch.rows)
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

/** A cell that is empty or no number adds nothing: it breaks another check. */
function addColumn({ decimal, parser, sum }: RunningSum, { cells, text }: RawColumn, rows: number): void {
  const plain = cells ? plainUnits(cells, rows, decimal, SCALE) : null
  for (let row = 0; row < rows; row++) {
    let units = plain ? plain[row]! : Number.NaN
    if (Number.isNaN(units)) units = parser.parse(text(row)?.trim() || '0')
    if (Number.isFinite(units)) sum.add(units)
  }
}

export const boundsText = (min: number | null, max: number | null): string =>
  [min === null ? '' : `at least ${min}`, max === null ? '' : `at most ${max}`].filter(Boolean).join(', ') ||
  'any'
