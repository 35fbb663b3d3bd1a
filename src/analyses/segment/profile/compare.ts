/** Every value of every attribute: how much more frequent it is among the best customers than among all. */

import { benjaminiHochberg } from '../../../math/false-discovery.ts'
import { fisherExact } from '../../../math/fisher-exact.ts'
import type { AttributeColumn } from '../../../measures/attribute-columns.ts'
import type { EarlyValues } from '../../../measures/early-value.ts'

export interface Comparison {
  readonly attribute: string
  readonly value: string
  readonly topCustomers: number
  readonly customers: number
  readonly lift: number
  readonly p: number
  readonly q: number
}

export interface Comparisons {
  /** Those of the least q first, then of the greatest lift. */
  readonly tested: readonly Comparison[]
  /** Values that too few customers have. */
  readonly rare: number
}

/** Customers without a value have none of the values, and count in every total. */
export function compare(
  columns: readonly AttributeColumn[],
  { places }: EarlyValues,
  top: Uint32Array,
  minN: number,
): Comparisons {
  const counted = columns.flatMap(column => countedValues(column, places, top))
  const tested = counted.filter(({ customers }) => customers >= minN)
  const all = places.length
  const drawn = top.length
  const ps = tested.map(({ customers, topCustomers }) =>
    fisherExact({ all, having: customers, drawn, hits: topCustomers }),
  )
  const qs = benjaminiHochberg(ps)
  const comparisons = tested.map((one, i) => ({
    ...one,
    lift: (one.topCustomers * all) / (drawn * one.customers),
    p: ps[i]!,
    q: qs[i]!,
  }))
  comparisons.sort((a, b) => a.q - b.q || a.p - b.p || b.lift - a.lift || compareTexts(a, b))
  return { tested: comparisons, rare: counted.length - tested.length }
}

type Counted = Pick<Comparison, 'attribute' | 'value' | 'topCustomers' | 'customers'>

function countedValues(
  { name, codes, distinct, text }: AttributeColumn,
  places: Uint32Array,
  top: Uint32Array,
): Counted[] {
  const customers = new Float64Array(distinct)
  const topCustomers = new Float64Array(distinct)
  for (const place of places) if (codes[place]! >= 0) customers[codes[place]!]!++
  for (const rank of top) if (codes[places[rank]!]! >= 0) topCustomers[codes[places[rank]!]!]!++
  return Array.from(customers, (count, code) => ({
    attribute: name,
    value: text(code),
    topCustomers: topCustomers[code]!,
    customers: count,
  })).filter(({ customers: count }) => count > 0)
}

const compareTexts = (a: Counted, b: Counted) => {
  const [left, right] = [a, b].map(({ attribute, value }) => `${attribute}\n${value}`) as [string, string]
  return left < right ? -1 : 1
}
