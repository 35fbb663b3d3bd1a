/** Columns of result tables, in a line each. */

import { wilson } from '../math/wilson.ts'
import type { Run } from '../rollups/run.ts'
import type { Cell, Column, ColumnType } from '../report.ts'

type Extra = Pick<Column, 'unit' | 'decimals'>

/** A column whose cells are computed when asked for. */
export function column(name: string, type: ColumnType, at: (row: number) => Cell, extra: Extra = {}): Column {
  return { name, type, at, ...extra }
}

/** The unit and decimals of a column of money. */
export function moneyExtra({ money, facts }: Run): Extra {
  return { decimals: money.digits, ...(facts.currency === null ? {} : { unit: facts.currency }) }
}

/** A numerator and a denominator by row; 0 or null as denominator makes the rate empty (definition G9). */
export interface Rate {
  readonly numerator: (row: number) => number | null
  readonly denominator: (row: number) => number | null
}

/** `name`, `name_low` and `name_high`: the rate and its 95 % Wilson interval (definition G9). */
export function rateColumns(name: string, { numerator, denominator }: Rate): Column[] {
  const of = (rate: (hits: number, trials: number) => number) => (row: number) => {
    const trials = denominator(row)
    return trials ? rate(numerator(row) ?? 0, trials) : null
  }
  return [
    column(
      name,
      'share',
      of((hits, trials) => hits / trials),
    ),
    column(
      `${name}_low`,
      'share',
      of((hits, trials) => wilson(hits, trials).low),
    ),
    column(
      `${name}_high`,
      'share',
      of((hits, trials) => wilson(hits, trials).high),
    ),
  ]
}
