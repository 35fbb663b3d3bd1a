/** Table `rules`: how many customers each rule took, and how many it would have taken first. */

import type { Table } from '../../../report.ts'
import type { Matched } from '../../../rules/match-rules.ts'
import { type RuleFile, ruleText } from '../../../rules/rule-file.ts'
import { column } from '../../columns.ts'

/** A row per rule, in the order of the file. */
export function rulesTable({ rules }: RuleFile, { rules: matched, fitting }: Matched): Table {
  const taken = rules.map(() => 0)
  for (const rule of matched) taken[rule]!++
  return {
    name: 'rules',
    title: 'Rules in their order',
    rows: rules.length,
    columns: [
      column('rule', 'integer', row => row + 1),
      column('segment', 'text', row => rules[row]!.name),
      column('when', 'text', row => ruleText(rules[row]!)),
      column('customers', 'integer', row => taken[row]!),
      column('fitting', 'integer', row => fitting[row]!),
    ],
    show: 'wrap',
    caption:
      'customers: those whose first fitting rule it is. fitting: all it fits, those of earlier rules too.',
  }
}
