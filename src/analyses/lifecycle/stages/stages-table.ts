/** Table `stages`: how many customers are in each stage, what they have brought, how many were ever in it. */

import { ExactSums } from '../../../math/exact-sums.ts'
import { bestUpTo, runOn } from '../../../measures/stages/stage-on-day.ts'
import type { Column, Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, moneyExtra } from '../../columns.ts'
import { hasMoney, type StageBasis } from '../../stage-basis.ts'
import { thousands } from '../../../math/thousands.ts'

/** A row per stage, best first; every customer is in one. */
export function stagesTable(basis: StageBasis, run: Run): Table {
  const { stages } = basis.model
  const { customers, ever, best, revenue } = countStages(basis)
  const total = basis.traces.customers
  return {
    name: 'stages',
    title: `Stages of ${thousands(total)} customers`,
    rows: stages.length,
    columns: [
      column('stage', 'text', row => stages[row]!),
      column('customers', 'integer', row => customers[row]!),
      column('customers_total', 'integer', () => total),
      column('share_of_customers', 'share', row => ratio(customers[row]!, total)),
      ...(hasMoney(basis.summary, run) ? revenueColumns(revenue, stages.length, run) : []),
      column('ever', 'integer', row => ever[row]!, { unit: 'customers' }),
      column('best_stage_ever', 'integer', row => best[row]!, { unit: 'customers' }),
    ],
    hidden: ['customers_total', 'revenue_total'],
    caption:
      'ever: customers who were in the stage on any day; best_stage_ever: those for whom it is the best they were in; ' +
      'stages are listed best first.',
  }
}

interface StageCounts {
  readonly customers: Int32Array
  readonly ever: Int32Array
  readonly best: Int32Array
  /** By stage, and of all. */
  readonly revenue: ExactSums
}

function countStages({ model, traces, history }: StageBasis): StageCounts {
  const size = model.stages.length
  const counts = { customers: new Int32Array(size), ever: new Int32Array(size), best: new Int32Array(size) }
  const revenue = new ExactSums(size + 1)
  const { offsets, amounts } = traces.orders
  const lastIn = new Int32Array(size).fill(-1)
  for (let customer = 0; customer < traces.customers; customer++) {
    const stage = history.stages[runOn(history, customer, history.asOf)]!
    counts.customers[stage]!++
    counts.best[bestUpTo(history, customer, history.asOf)]!++
    for (let run = history.offsets[customer]!; run < history.offsets[customer + 1]!; run++) {
      const was = history.stages[run]!
      if (lastIn[was] === customer) continue
      lastIn[was] = customer
      counts.ever[was]!++
    }
    for (let entry = offsets[customer]!; entry < offsets[customer + 1]!; entry++)
      revenue.add(stage, amounts[entry]!)
  }
  for (let stage = 0; stage < size; stage++) revenue.addTotal(size, revenue, stage)
  return { ...counts, revenue }
}

function revenueColumns(revenue: ExactSums, all: number, run: Run): Column[] {
  const { money } = run
  const extra = moneyExtra(run)
  // A share of a total that is not positive would say nothing.
  const total = Math.max(0, Number(revenue.total(all)))
  return [
    column('revenue', 'money', row => money.toNumber(revenue.total(row)), extra),
    column('revenue_total', 'money', () => money.toNumber(revenue.total(all)), extra),
    column('share_of_revenue', 'share', row => ratio(Number(revenue.total(row)), total)),
  ]
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)
