/** Columns of predicted money. */

import type { Column } from '../../report.ts'
import type { Run } from '../../rollups/run.ts'
import { column } from '../columns.ts'

/** A column of money that is no exact sum but a prediction, rounded like money. */
export function predictedColumn(name: string, at: (row: number) => number | null, run: Run): Column {
  const { money } = run
  const round = (value: number) => money.toNumber(BigInt(Math.round(value * 10 ** money.scale)))
  return moneyColumn(
    name,
    row => {
      const value = at(row)
      return value === null ? null : round(value)
    },
    run,
  )
}

/** A column of money in the currency of the run. */
export function moneyColumn(name: string, at: (row: number) => number | null, { facts }: Run): Column {
  return column(name, 'money', at, facts.currency === null ? {} : { unit: facts.currency })
}
