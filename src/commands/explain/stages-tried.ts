/** Tables `stages_tried` and `stage_history`: each rule of stages on the as-of date, and the stages so far. */

import { column } from '../../analyses/columns.ts'
import { formatDay } from '../../math/calendar.ts'
import { stageTrial } from '../../measures/stages/stage-history.ts'
import type { Table } from '../../report.ts'
import { ruleText } from '../../rules/rule-file.ts'
import type { Explained } from './explained.ts'
import { hasText, type Tried, triedTable } from './tried.ts'

/** Where there are no thresholds, rules that name them cannot be tried. */
export function stagesTried({ stages, place, run }: Explained): Table {
  const { model, traces, options, history } = stages
  const table = { name: 'stages_tried', title: `Rules of ${model.path}, in their order` }
  if (history === null) {
    const caption = 'Not tried: the rules name t1 and t2, and there are none.'
    return triedTable({ ...table, caption }, 'stage', [], -1)
  }
  const { rules, measures, tests } = stageTrial(traces, model, options, place)
  const tried = rules.map(
    (rule, index): Tried => ({
      name: rule.name,
      rule: ruleText(rule),
      has: hasText(rule, measures, place),
      fits: tests[index]!(place),
    }),
  )
  const caption = `The first that fits is taken; what the customer has is as of ${formatDay(run.asOf)}.`
  return triedTable(
    { ...table, caption },
    'stage',
    tried,
    tried.findIndex(({ fits }) => fits),
  )
}

/** A row for each stay in a stage, from the first day known. */
export function stageHistoryTable({ stages: { model, history }, place }: Explained): Table[] {
  if (history === null) return []
  const first = history.offsets[place]!
  const rows = history.offsets[place + 1]! - first
  const start = (row: number) => history.starts[first + row]!
  const end = (row: number) => (row + 1 < rows ? start(row + 1) - 1 : null)
  return [
    {
      name: 'stage_history',
      title: 'Stages so far',
      rows,
      columns: [
        column('stage', 'text', row => model.stages[history.stages[first + row]!]!),
        column('from', 'date', row => formatDay(start(row))),
        column('to', 'date', row => (end(row) === null ? null : formatDay(end(row)!))),
        column('days', 'integer', row => (end(row) ?? history.asOf) - start(row) + 1),
      ],
      glance: ROWS_SHOWN,
      caption: 'The last one is open; its days are those to the as-of date.',
    },
  ]
}

/** Rows that people see of a long table. */
const ROWS_SHOWN = 20
