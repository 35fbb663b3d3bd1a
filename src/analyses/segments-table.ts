/** Table `segments`: how many customers each has, what they bring, and what they are like. */

import { ExactSums } from '../math/exact-sums.ts'
import { median } from '../math/quantile.ts'
import { sortNumbers } from '../math/sort-numbers.ts'
import type { Column, Table } from '../report.ts'
import type { Run } from '../rollups/run.ts'
import { column } from './columns.ts'
import { type Grouping, membersOf } from '../measures/grouping.ts'

/** A row per segment, best first; a segment without customers has empty shares of nothing and no medians. */
export function segmentsTable(grouping: Grouping, run: Run, caption: string): Table {
  const { names, values } = grouping
  const members = membersOf(grouping)
  const customers = (row: number) => members[row]!.length
  return {
    name: 'segments',
    title: `Segments of ${values.customers.toLocaleString('en-US')} customers`,
    rows: names.length,
    columns: [
      column('segment', 'text', row => names[row]!),
      column('customers', 'integer', customers),
      column('customers_total', 'integer', () => values.customers),
      column('share_of_customers', 'share', row => ratio(customers(row), values.customers)),
      ...revenueColumns(grouping, run),
      ...medianColumns(grouping, members, run),
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

function medianColumns(
  { measures: { r, f, m } }: Grouping,
  members: Uint32Array[],
  { money }: Run,
): Column[] {
  const columns = [r, f].map(({ name, values, unit }) => {
    const medians = members.map(own => (own.length === 0 ? null : median(sortedOf(values, own))))
    return column(`median_${name}`, 'number', row => medians[row]!, {
      decimals: 1,
      ...(unit ? { unit } : {}),
    })
  })
  if (!m) return columns
  // Halves of units are exact; means are kept to the decimals of the run.
  const toUnits = (value: number) => BigInt(Math.round(value * 10 ** money.scale))
  const medians = members.map(own => {
    if (own.length === 0) return null
    const sorted = sortedOf(m.values, own)
    const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!]
    return money.toNumber(toUnits(low) + toUnits(high), 2)
  })
  const unit = m.unit ? { unit: m.unit } : {}
  return [...columns, column(`median_${m.name}`, 'money', row => medians[row]!, unit)]
}

function sortedOf(values: ArrayLike<number>, members: Uint32Array): Float64Array {
  const sorted = new Float64Array(members.length)
  for (let i = 0; i < members.length; i++) sorted[i] = values[members[i]!]!
  return sortNumbers(sorted)
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)
