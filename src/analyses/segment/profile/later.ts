/** Columns that are measured after the first order: they are value itself, or follow from it (definition S8). */

import { laterAttribute } from '../../../errors/index.ts'

/** By their usual names, without case and signs. */
const LATER: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^(orders?count|numberoforders|norders|orders|purchases|repeat.*)$/, 'it counts orders'],
  [
    /^(amount|price|total.*|net.*|gross.*|revenue|sales|spend.*|spent|ltv|clv|lifetime.*|aov|average.*)$/,
    'it is value itself',
  ],
  [
    /^(last.*|dayssince.*|recency|frequency|monetary|rfm.*|segment|tier|stage|state|status|churn.*)$/,
    'it is measured later',
  ],
]

/** A UserError for the first of them. */
export function checkAttributes(columns: readonly string[]): void {
  for (const name of columns) {
    const plain = name.toLowerCase().replace(/[^a-z]/g, '')
    const found = LATER.find(([pattern]) => pattern.test(plain))
    if (found) throw laterAttribute(name, found[1])
  }
}
