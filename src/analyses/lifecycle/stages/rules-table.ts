/** Table `rules`: the ordered rules in force, what each needs, and whether the export has it. */

import { ruleText } from '../../../rules/rule-file.ts'
import type { Table } from '../../../report.ts'
import { column } from '../../columns.ts'
import { isEvents, type StageBasis } from '../../stage-basis.ts'
import { termsOfRule } from '../../stage-models.ts'

/** A row per rule, in the order in which they are tried. */
export function rulesTable({ model, summary }: StageBasis): Table {
  const { rules } = model.rules
  const eventsOf = (row: number) => termsOfRule(rules[row]!, model.terms).flatMap(({ events }) => events)
  const found = (names: readonly string[]) =>
    isEvents(summary) ? names.filter(name => summary.names.includes(name)) : []
  const needsMoney = (row: number) => rules[row]!.when.some(condition => condition.column === 'net_revenue')
  const text = (names: readonly string[]) => (names.length === 0 ? null : names.join(', '))
  return {
    name: 'rules',
    title: `Rules of ${model.path}, the first that fits counts`,
    rows: rules.length,
    columns: [
      column('rule', 'integer', row => row + 1),
      column('stage', 'text', row => rules[row]!.name),
      column('when', 'text', row => ruleText(rules[row]!)),
      column(
        'needs_columns',
        'text',
        row =>
          `customer, time${needsMoney(row) ? ', amount' : ''}${eventsOf(row).length > 0 ? ', event' : ''}`,
      ),
      column('needs_one_of_events', 'text', row => text(eventsOf(row))),
      column('events_found', 'text', row => text(found(eventsOf(row)))),
    ],
    show: 'wrap',
    // Orders have what rules on orders need.
    ...(isEvents(summary)
      ? { caption: 'A rule that needs events and finds none of them counts 0 of them.' }
      : { hidden: ['needs_columns', 'needs_one_of_events', 'events_found'] }),
  }
}
