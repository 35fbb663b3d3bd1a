/** Histories and a file of tiers → the tier of every customer, and the tables of them. */

import { flagNeeded, noAmounts } from '../../../errors/index.ts'
import { pickStandings, standingsOf } from '../../../measures/tier-standings.ts'
import type { Histories } from '../../../rollups/histories.ts'
import { parseTiers, type Tier } from '../../../rules/tier-file.ts'
import { formatDay } from '../../../math/calendar.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown, withGroups } from '../../breakdown.ts'
import { breakdownRequest } from '../../breakdown-flags.ts'
import { totalFigure } from '../../headline.ts'
import { leftOutNotes } from '../../left-out.ts'
import { revenueFigure, shareFigures } from '../../segment-headline.ts'
import { tierNames } from '../../tier-columns.ts'
import { customersTable } from './customers-table.ts'
import type { TiersOptions } from './tiers-flags.ts'
import { tiersTable } from './tiers-table.ts'

export const tiersAnswer: Answer<TiersOptions, { histories: Histories }> = {
  specs(options) {
    tiersOf(options)
    return { histories: { rollup: 'histories', options: { grain: 'day' } } }
  },
  attributes: breakdownRequest,
  report({ histories }, run, options, attributes) {
    const tiers = tiersOf(options)
    if (!run.hasAmount && tiers.some(({ minSpend }) => minSpend !== null))
      throw noAmounts('tiers', 'min_spend')
    const { window, grace } = options
    const tiering = { tiers, base: options.base ?? 'none', grace }
    const standings = standingsOf(histories, run, tiers, options)
    const groups = breakdownGroups(attributes, histories, options)
    const detail = options.detail
      ? [withGroups(groups, customersTable(standings, tiering, histories, run))]
      : []
    const span = `Spend and orders are those of ${formatDay(run.asOf - window + 1)} to ${formatDay(run.asOf)}`
    return {
      tables: [
        ...detail,
        brokenDown(groups, customers =>
          tiersTable(pickStandings(standings, customers), tierNames(tiering), run),
        ),
      ],
      notes: [
        `${span}; a refund lowers spend from its own date on.`,
        ...leftOutNotes(histories.totals),
        ...breakdownNotes(groups, attributes, histories),
      ],
      headline: () => [
        totalFigure('customers', 'customers', standings.customers),
        ...(run.hasAmount ? [revenueFigure(standings.spend, run)] : []),
        ...shareFigures(standings.tiers, tierNames(tiering)),
      ],
    }
  },
}

function tiersOf({ tiers }: TiersOptions): Tier[] {
  if (!tiers) throw flagNeeded('segment tiers', 'tiers', 'FILE')
  return parseTiers(tiers)
}
