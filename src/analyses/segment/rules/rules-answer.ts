/** Histories and a file of rules → segments, and the tables of them. */

import { flagNeeded } from '../../../errors/index.ts'
import { attributeColumns } from '../../../measures/attribute-columns.ts'
import type { Grouping } from '../../../measures/grouping.ts'
import { pickGrouping } from '../../../measures/pick-grouping.ts'
import { measuresOf } from '../../../measures/rfm-measures.ts'
import { type RfmValues, rfmValues } from '../../../measures/rfm-values.ts'
import type { Table } from '../../../report.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import { type Matched, ruleTests } from '../../../rules/match-rules.ts'
import { parseRules, type RuleFile } from '../../../rules/rule-file.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown, withGroups } from '../../breakdown.ts'
import { breakdownRequest } from '../../breakdown-flags.ts'
import { column } from '../../columns.ts'
import { customerColumns } from '../../customer-columns.ts'
import { leftOutNotes } from '../../left-out.ts'
import { ruleSegments } from '../../rule-segments.ts'
import { columnMeasures, namedByRules, ruleColumns, ruleMeasures } from '../../rule-measures.ts'
import { segmentHeadline } from '../../segment-headline.ts'
import { windowNote } from '../../segment-basis.ts'
import { segmentsTable } from '../../segments-table.ts'
import type { RulesOptions } from './rules-flags.ts'
import { rulesTable } from './rules-table.ts'
import { thousands } from '../../../math/thousands.ts'

export const rulesAnswer: Answer<RulesOptions, { histories: Histories }> = {
  specs(options) {
    rulesOf(options)
    return { histories: { rollup: 'histories', options: { grain: 'day' } } }
  },
  attributes: options => {
    const rules = rulesOf(options)
    const columns = [...new Set([...options.by, ...ruleColumns(rules)])]
    return { ...breakdownRequest(options), columns, rules: namedByRules(rules) }
  },
  report({ histories }, run, options, attributes) {
    const rules = rulesOf(options)
    const values = rfmValues(histories, { asOf: run.asOf, windowDays: options.window })
    const compared = attributeColumns({ ...attributes, columns: ruleColumns(rules) }, histories)
    const tests = ruleTests(rules, [
      ...ruleMeasures(rules, values, run, options.scores),
      ...columnMeasures(compared, values),
    ])
    const { matched, segments } = ruleSegments(rules, tests, values, histories)
    const grouping: Grouping = {
      values,
      measures: measuresOf(values, run, options.monetary),
      segments,
      names: rules.names,
    }
    const parted = { ...attributes, columns: options.by }
    const groups = breakdownGroups(parted, histories, options)
    const tables = [
      brokenDown(groups, customers => segmentsTable(pickGrouping(grouping, customers), run, CAPTION)),
      rulesTable(rules, matched),
    ]
    const customers = () =>
      withGroups(groups, customersTable(grouping, matched, histories, run), values.places)
    return {
      tables: options.detail ? [customers(), ...tables] : tables,
      headline: () => segmentHeadline(grouping, run),
      notes: [
        ...notesOf(rules, matched, values, histories, run, options),
        ...breakdownNotes(groups, parted, histories),
      ],
    }
  },
}

const CAPTION = 'Segments in the order of the file.'

function rulesOf({ rules }: RulesOptions): RuleFile {
  if (!rules) throw flagNeeded('segment rules', 'rules', 'FILE')
  return parseRules(rules)
}

function customersTable(grouping: Grouping, { rules }: Matched, histories: Histories, run: Run): Table {
  const { values, names, segments } = grouping
  return {
    name: 'customers',
    title: 'Rule and segment of every customer',
    rows: values.customers,
    columns: [
      ...customerColumns(grouping, histories, run),
      column('rule', 'integer', row => rules[row]! + 1),
      column('segment', 'text', row => names[segments[row]!]!),
    ],
  }
}

function notesOf(
  { rules }: RuleFile,
  { rules: matched, fitting }: Matched,
  values: RfmValues,
  { totals }: Histories,
  run: Run,
  { window }: RulesOptions,
): string[] {
  const taken = new Set(matched)
  const hidden = rules.flatMap((_, i) => (fitting[i]! > 0 && !taken.has(i) ? [i + 1] : []))
  const last = rules.length - 1
  const unmatched = matched.reduce((count, rule) => count + (rule === last ? 1 : 0), 0)
  const isElse = rules[last]!.when.length === 0
  return [
    isElse
      ? `Unmatched by any condition, so of the last rule: ${thousands(unmatched)} of ${thousands(values.customers)} customers.`
      : null,
    hidden.length > 0
      ? `Hidden by earlier rules, which take all whom they fit: rule ${hidden.join(', ')}.`
      : null,
    windowNote(values, run, window),
    ...leftOutNotes(totals),
  ].filter(note => note !== null)
}
