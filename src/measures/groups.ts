/** Customers in groups by their attributes: every customer in exactly one, so that groups add up to the whole. */

import type { AttributeColumn } from './attribute-columns.ts'

export interface Groups {
  /** The columns that make the groups; a group has a value in each. */
  readonly columns: readonly string[]
  /** Group → its values; sorted by them, NO_VALUE after all others, OTHER last. */
  readonly names: readonly (readonly string[])[]
  /** Group → its customers, ascending. */
  readonly members: readonly Uint32Array[]
  /** Customer → group. */
  readonly of: Int32Array
  /** Groups that OTHER stands for, being smaller than those named; 0 where all are. */
  readonly merged: number
}

/** The value of customers whose cell is empty, or who have no row. */
export const NO_VALUE = '(none)'
/** The values of the groups that are too many to be named. */
export const OTHER = '(other)'

/** Groups by the combinations of values that occur; beyond `maxGroups` the smallest become one. */
export function groupsOf(columns: readonly AttributeColumn[], customers: number, maxGroups: number): Groups {
  const { named, of } = combine(columns, customers)
  const sizes = new Int32Array(named.length)
  for (const combination of of) sizes[combination]!++
  const order = [...named.keys()]
  const byName = (a: number, b: number) => compareValues(named[a]!, named[b]!)
  const isEmpty = (combination: number) => (named[combination]!.every(value => value === NO_VALUE) ? 1 : 0)
  order.sort((a, b) => isEmpty(b) - isEmpty(a) || sizes[b]! - sizes[a]! || byName(a, b))
  const kept = order.slice(0, maxGroups).sort(byName)
  const rankOf = new Int32Array(named.length).fill(kept.length)
  for (const [rank, combination] of kept.entries()) rankOf[combination] = rank
  const merged = named.length - kept.length
  const names = kept.map(combination => named[combination]!)
  if (merged > 0) names.push(columns.map(() => OTHER))
  const ranks = of.map(combination => rankOf[combination]!)
  return {
    columns: columns.map(({ name }) => name),
    names,
    members: membersOf(ranks, names.length),
    of: ranks,
    merged,
  }
}

interface Combinations {
  /** Combination → its values, each different from the others. */
  readonly named: readonly (readonly string[])[]
  /** Customer → combination. */
  readonly of: Int32Array
}

/** Column by column: what customers have so far, and the next value. A value called NO_VALUE is none. */
function combine(columns: readonly AttributeColumn[], customers: number): Combinations {
  let named: readonly (readonly string[])[] = customers === 0 ? [] : [[]]
  let of = new Int32Array(customers)
  for (const { codes, distinct, text } of columns) {
    const pairs = new Map<number, number>()
    const names = new Map<string, number>()
    const longer: (readonly string[])[] = []
    const nameOf = (before: number, code: number): number => {
      const values = [...named[before]!, code === -1 ? NO_VALUE : text(code)]
      const key = JSON.stringify(values)
      const known = names.get(key)
      if (known !== undefined) return known
      names.set(key, longer.length)
      return longer.push(values) - 1
    }
    of = of.map((before, customer) => {
      const code = codes[customer]!
      const pair = before * (distinct + 1) + code + 1
      const known = pairs.get(pair) ?? nameOf(before, code)
      pairs.set(pair, known)
      return known
    })
    named = longer
  }
  return { named, of }
}

function compareValues(a: readonly string[], b: readonly string[]): number {
  for (const [column, value] of a.entries()) {
    const other = b[column]!
    if (value === other) continue
    if (value === NO_VALUE || other === NO_VALUE) return value === NO_VALUE ? 1 : -1
    return value < other ? -1 : 1
  }
  return 0
}

/** The customers of each group; 4 bytes a customer. */
export function membersOf(of: ArrayLike<number>, groups: number): Uint32Array[] {
  const sizes = new Uint32Array(groups)
  for (let customer = 0; customer < of.length; customer++) sizes[of[customer]!]!++
  const members = Array.from(sizes, size => new Uint32Array(size))
  for (let customer = of.length - 1; customer >= 0; customer--) {
    const group = of[customer]!
    members[group]![--sizes[group]!] = customer
  }
  return members
}
