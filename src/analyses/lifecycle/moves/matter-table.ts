/** Table `matter`: which moves are followed by more than staying is, as an association. */

import type { Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, moneyExtra } from '../../columns.ts'
import { matchedDifference } from './matched.ts'
import type { MoveStrata } from './strata.ts'

export interface MatterOptions {
  readonly within: number
  readonly minN: number
  readonly hasMoney: boolean
}

/** A row per move that anybody made, by customers × difference, largest first whatever its sign. */
export function matterTable(
  strata: MoveStrata,
  stages: readonly string[],
  run: Run,
  { within, minN, hasMoney }: MatterOptions,
): Table {
  const rows = [...strata]
    .sort(([a], [b]) => a - b)
    .map(([move, own]) => {
      const found = matchedDifference(own)
      const weight = found.difference === null ? null : found.movers * found.difference
      return { from: Math.floor(move / stages.length), to: move % stages.length, ...found, weight }
    })
    .sort((a, b) => Math.abs(b.weight ?? 0) - Math.abs(a.weight ?? 0))
  const type = hasMoney ? 'money' : 'number'
  const extra = hasMoney ? moneyExtra(run) : { decimals: 3 }
  const what = hasMoney ? 'revenue' : 'orders'
  return {
    name: 'matter',
    title: `Which moves matter: ${what} of the ${within} days after, movers against matched customers who stayed`,
    rows: rows.length,
    columns: [
      column('from', 'text', row => stages[rows[row]!.from]!),
      column('to', 'text', row => stages[rows[row]!.to]!),
      column('customers', 'integer', row => rows[row]!.movers),
      column('matched', 'integer', row => rows[row]!.matched, { unit: 'customers' }),
      column('stayed', 'integer', row => rows[row]!.stayers, { unit: 'customers' }),
      column(`${what}_movers`, type, row => rows[row]!.moverMean, extra),
      column(`${what}_stayed`, type, row => rows[row]!.stayerMean, extra),
      column('difference', type, row => rows[row]!.difference, extra),
      column('difference_low', type, row => rows[row]!.low, extra),
      column('difference_high', type, row => rows[row]!.high, extra),
      column('customers_x_difference', type, row => rows[row]!.weight, extra),
      column('low_n', 'boolean', row => Math.min(rows[row]!.matched, rows[row]!.stayers) < minN),
    ],
    caption:
      `${what} per customer; matched: movers for whom somebody with the same stage, R, F and M scores at the start stayed; ` +
      'an association, not an effect of the move.',
  }
}
