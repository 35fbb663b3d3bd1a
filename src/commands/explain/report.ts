/** What was gathered, as a report: numbers first, then what they rest on. */

import { knownOf } from '../../analyses/customers/known.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Report, Table } from '../../report.ts'
import type { CommandContext } from '../context.ts'
import { isCounted } from './evidence.ts'
import type { ExplainOptions } from './explain-flags.ts'
import type { Explained } from './explained.ts'
import type { Gathered } from './gather.ts'
import { ordersOf, ordersTable } from './orders-table.ts'
import { rowsTable } from './rows-table.ts'
import { scoresTable } from './scores-table.ts'
import { segmentsTried } from './segments-tried.ts'
import { stageHistoryTable, stagesTried } from './stages-tried.ts'
import { tiersTried } from './tiers-tried.ts'
import { whyTable } from './why-table.ts'

/** Pure. A customer none of whose orders counts has rows, and no numbers. */
export function reportOf(gathered: Gathered, options: ExplainOptions, context: CommandContext): Report {
  const { summaries, run, rows, attributes } = gathered
  const report = { command: 'explain', options: context.stated, facts: run.facts }
  const place = placeOf(summaries.histories, gathered.customer)
  if (place === -1) {
    const notes = [...gathered.notes, 'No order of this customer counts, so there are no numbers to explain.']
    return { ...report, tables: [rowsTable(gathered)], notes }
  }
  const known = knownOf(summaries, run, options, attributes)
  const orders = ordersOf(gathered, rows.filter(isCounted))
  return {
    ...report,
    tables: tablesOf({ ...known, gathered, options, place, orders }),
    notes: [...gathered.notes, ...known.states.notes, ...known.stages.notes, ...known.predicted.notes],
  }
}

const tablesOf = (explained: Explained): Table[] => [
  whyTable(explained),
  ordersTable(explained.gathered, explained.orders),
  rowsTable(explained.gathered),
  scoresTable(explained),
  segmentsTried(explained),
  ...tiersTried(explained),
  stagesTried(explained),
  ...stageHistoryTable(explained),
]

/** -1 where no order of the customer counts. */
function placeOf({ customers, id }: Histories, customer: string): number {
  for (let place = 0; place < customers; place++) if (id(place) === customer) return place
  return -1
}
