/** Table `segments`: how many customers each has, what they bring, and what they are like. */

import { ExactSums } from '../math/exact-sums.ts'
import { median } from '../math/quantile.ts'
import { sortedAt } from '../math/sorted-at.ts'
import type { Column, Table } from '../report.ts'
import type { Run } from '../rollups/run.ts'
import { column } from './columns.ts'
import { type Grouping, sizesOf, valuesBySegment } from '../measures/grouping.ts'
import type { Measure } from '../measures/rfm-measures.ts'
import { thousands } from '../math/thousands.ts'

/** A row per segment, best first; a segment without customers has empty shares of nothing and no medians. */
export function segmentsTable(grouping: Grouping, run: Run, caption: string): Table {
  const { names, values } = grouping
  const sizes = sizesOf(grouping)
  const customers = (row: number) => sizes[row]!
  return {
    name: 'segments',
    title: `Segments of ${thousands(values.customers)} customers`,
    rows: names.length,
    columns: [
      column('segment', 'text', row => names[row]!),
      column('customers', 'integer', customers),
      column('customers_total', 'integer', () => values.customers),
      column('share_of_customers', 'share', row => ratio(customers(row), values.customers)),
      ...revenueColumns(grouping, run),
      ...medianColumns(grouping, sizes, run),
    ],
    hidden: ['customers_total', 'revenue_total'],
    caption: `${caption} Median: half of the customers have less, half more.`,
  }
}

function revenueColumns({ names, values, segments, measures }: Grouping, { money, facts }: Run): Column[] {
  if (!measures.m) return []
  const sums = new ExactSums(names.length + 1)
  const all = names.length
  for (let customer = 0; customer < values.customers; customer++)
    sums.add(segments[customer]!, values.netRevenue[customer]!)
  for (let segment = 0; segment < all; segment++) sums.addTotal(all, sums, segment)
  const unit = facts.currency === null ? {} : { unit: facts.currency }
  // A share of a total that is not positive would say nothing.
  const total = Math.max(0, Number(sums.total(all)))
  return [
    column('revenue', 'money', row => money.toNumber(sums.total(row)), unit),
    column('revenue_total', 'money', () => money.toNumber(sums.total(all)), unit),
    column('share_of_revenue', 'share', row => ratio(Number(sums.total(row)), total)),
  ]
}

function medianColumns(grouping: Grouping, sizes: Uint32Array, { money }: Run): Column[] {
  const { r, f, m } = grouping.measures
  const ofEach = ({ values }: Measure, middle: (sorted: Float64Array) => number) =>
    valuesBySegment(grouping, sizes, values).map(own => (own.length === 0 ? null : middle(inTheMiddle(own))))
  const columns = [r, f].map(measure => {
    const medians = ofEach(measure, median)
    return column(`median_${measure.name}`, 'number', row => medians[row]!, {
      decimals: 1,
      ...(measure.unit ? { unit: measure.unit } : {}),
    })
  })
  if (!m) return columns
  // Halves of units are exact; means are kept to the decimals of the run.
  const toUnits = (value: number) => BigInt(Math.round(value * 10 ** money.scale))
  const medians = ofEach(m, sorted => {
    const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!]
    return money.toNumber(toUnits(low) + toUnits(high), 2)
  })
  const unit = m.unit ? { unit: m.unit } : {}
  return [...columns, column(`median_${m.name}`, 'money', row => medians[row]!, unit)]
}

/** Sorted as far as a median looks. */
const inTheMiddle = (values: Float64Array) => sortedAt(values, [(values.length - 1) >> 1, values.length >> 1])

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)
