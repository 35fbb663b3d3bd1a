/** Every value of every attribute: how much more frequent it is among the best customers than among all. */

import { benjaminiHochberg } from '../../../math/false-discovery.ts'
import { fisherExact } from '../../../math/fisher-exact.ts'
import type { AttributeColumn } from '../../../measures/attribute-columns.ts'
import { pickAt, ranksOf } from '../../../measures/pick-customers.ts'
import type { EarlyValues } from '../../../measures/early-value.ts'

export interface Comparison {
  readonly attribute: string
  readonly value: string
  readonly topCustomers: number
  readonly customers: number
  /** Null where none of the best is among them. */
  readonly lift: number | null
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
  { places }: Pick<EarlyValues, 'places'>,
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
    lift: drawn === 0 ? null : (one.topCustomers * all) / (drawn * one.customers),
    p: ps[i]!,
    q: qs[i]!,
  }))
  comparisons.sort((a, b) => a.q - b.q || a.p - b.p || (b.lift ?? 0) - (a.lift ?? 0) || compareTexts(a, b))
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

/** Customers observed, and the best of them, as places in those. */
export interface Observed {
  readonly values: Pick<EarlyValues, 'places'>
  readonly top: Uint32Array
}

/** Those of them who are among `members`, who ascend; the best are those of all. All where null. */
export function observedAmong({ values, top }: Observed, members: Uint32Array | null): Observed {
  if (members === null) return { values, top }
  const isTop = new Uint8Array(values.places.length)
  for (const rank of top) isTop[rank] = 1
  const ranks = ranksOf(values.places, members)
  const own = Uint32Array.from({ length: ranks.length }, (_, i) => i).filter(i => isTop[ranks[i]!] === 1)
  return { values: { places: pickAt(values.places, ranks) }, top: own }
}
