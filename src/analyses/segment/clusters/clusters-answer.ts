/** Histories → groups of customers who are alike, in words, and the tables of them. */

import { ExactSums } from '../../../math/exact-sums.ts'
import type { Grouping } from '../../../measures/grouping.ts'
import { membersOf } from '../../../measures/groups.ts'
import { pickGrouping } from '../../../measures/pick-grouping.ts'
import { measuresOf } from '../../../measures/rfm-measures.ts'
import { rfmValues, type RfmValues } from '../../../measures/rfm-values.ts'
import type { Table } from '../../../report.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown, withGroups } from '../../breakdown.ts'
import { breakdownRequest } from '../../breakdown-flags.ts'
import { column } from '../../columns.ts'
import { customerColumns } from '../../customer-columns.ts'
import { leftOutNotes } from '../../left-out.ts'
import { windowNote } from '../../segment-basis.ts'
import { segmentsTable } from '../../segments-table.ts'
import type { ClustersOptions } from './clusters-flags.ts'
import { type Found, findGroups } from './find-groups.ts'
import { groupNames } from './name-groups.ts'
import { type Scale, scalesOf } from './scaling.ts'
import { thousands } from '../../../math/thousands.ts'

export const clustersAnswer: Answer<ClustersOptions, { histories: Histories }> = {
  specs: () => ({ histories: { rollup: 'histories', options: { grain: 'day' } } }),
  attributes: breakdownRequest,
  report({ histories }, run, options, attributes) {
    const values = rfmValues(histories, { asOf: run.asOf, windowDays: options.window })
    const measures = measuresOf(values, run, options.monetary)
    const scales = scalesOf(measures)
    const found = findGroups(scales, values.customers, options)
    const grouping = named({ values, measures, ...ranked(found, values) }, scales)
    const groups = breakdownGroups(attributes, histories, options)
    const tables: Table[] = [
      brokenDown(groups, customers => ({
        ...segmentsTable(pickGrouping(grouping, customers), run, CAPTION),
        show: 'wrap',
      })),
      trialsTable(found),
      scalingTable(scales),
    ]
    const customers = () => withGroups(groups, customersTable(grouping, histories, run), values.places)
    return {
      tables: options.detail ? [customers(), ...tables] : tables,
      notes: [
        ...methodNotes(found, scales, options),
        windowNote(values, run, options.window),
        ...leftOutNotes(histories.totals),
        ...breakdownNotes(groups, attributes, histories),
      ].filter(note => note !== null),
    }
  },
}

const CAPTION =
  'Names compare the medians of a group with the quartiles of all customers: very is the outer quarter.'

/** Groups numbered by what a customer of theirs brings, most first; by size where there is no money. */
function ranked({ groups, centres }: Found, { netRevenue, customers }: RfmValues) {
  const sizes = new Float64Array(centres.length)
  const sums = new ExactSums(centres.length)
  for (let customer = 0; customer < customers; customer++) {
    sizes[groups[customer]!]!++
    sums.add(groups[customer]!, netRevenue[customer]!)
  }
  const mean = (group: number) => (sizes[group] === 0 ? 0 : Number(sums.total(group)) / sizes[group]!)
  const order = centres
    .map((_, group) => group)
    .sort((a, b) => mean(b) - mean(a) || sizes[b]! - sizes[a]! || a - b)
  const places = Uint16Array.from(centres, (_, group) => order.indexOf(group))
  return { segments: groups.map(group => places[group]!), names: order.map(String) }
}

function named(grouping: Grouping, scales: readonly Scale[]): Grouping {
  const members = membersOf(grouping.segments, grouping.names.length)
  const kept = members.filter(own => own.length > 0)
  const names = groupNames(
    scales.map(({ measure }) => measure),
    kept,
  )
  return { ...grouping, names: members.map(own => (own.length === 0 ? 'nobody' : names[kept.indexOf(own)]!)) }
}

function trialsTable({ trials, centres }: Found): Table {
  return {
    name: 'trials',
    title: 'How many groups',
    rows: trials.length,
    columns: [
      column('groups', 'integer', row => trials[row]!.groups),
      column('silhouette', 'number', row => trials[row]!.silhouette, { decimals: 4 }),
      column('chosen', 'boolean', row => trials[row]!.groups === centres.length),
    ],
    caption:
      'Silhouette: near 1 where groups are apart, 0 where they touch; below about 0.25 there is little structure.',
  }
}

function scalingTable(scales: readonly Scale[]): Table {
  const at = (row: number) => scales[row]!
  return {
    name: 'scaling',
    title: 'What groups are made of',
    rows: scales.length,
    columns: [
      column('measure', 'text', row => at(row).measure.name),
      column('skewness', 'number', row => at(row).skewness, { decimals: 2 }),
      column('transform', 'text', row => (at(row).isLog ? 'log(1 + x)' : 'x')),
      column('mean', 'number', row => at(row).mean, { decimals: 4 }),
      column('deviation', 'number', row => at(row).deviation, { decimals: 4 }),
    ],
    caption:
      'Mean and standard deviation of the transformed values; each measure then has mean 0 and deviation 1.',
  }
}

function customersTable(grouping: Grouping, histories: Histories, run: Run): Table {
  const { values, names, segments } = grouping
  return {
    name: 'customers',
    title: 'The group of every customer',
    rows: values.customers,
    columns: [
      ...customerColumns(grouping, histories, run),
      column('group', 'integer', row => segments[row]! + 1),
      column('segment', 'text', row => names[segments[row]!]!),
    ],
  }
}

function methodNotes(
  { trials, fitted, centres }: Found,
  scales: readonly Scale[],
  { groups, seed }: ClustersOptions,
): string[] {
  if (trials.length === 0) return ['All customers are alike in R, F and M: one group.']
  const logged = scales.filter(({ isLog }) => isLog).map(({ measure }) => measure.name)
  const chosen =
    groups === null
      ? `${centres.length} groups have the greatest mean silhouette`
      : `${centres.length} groups were asked for`
  return [
    `k-means on standardised R, F and M, seed ${seed}, fitted to ${thousands(fitted)} customers; ${chosen}.`,
    ...(logged.length > 0 ? [`Skewed, so taken as log(1 + x), below zero as 0: ${logged.join(', ')}.`] : []),
  ]
}
