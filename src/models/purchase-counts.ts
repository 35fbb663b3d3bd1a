/** What repeat-buying models are fitted to: a customer's repeat purchases and when they were (definition P1). */

/** By customer, times in one unit from the first purchase. */
export interface PurchaseCounts {
  readonly customers: number
  /** Whole numbers: purchases after the first. */
  readonly x: ArrayLike<number>
  /** When the last purchase was; 0 where x is 0. */
  readonly tx: ArrayLike<number>
  /** How long the customer was observed; at least t_x. */
  readonly T: ArrayLike<number>
}

/** Customers who are alike to a model, counted; sorted, so that the order of customers does not matter. */
export interface PurchaseGroups {
  readonly size: number
  readonly x: Float64Array
  /** Indices into `times`. */
  readonly tx: Uint32Array
  readonly T: Uint32Array
  /** Customers of each group. */
  readonly count: Float64Array
  /** Every t_x and T there is, ascending, so that a model takes their logarithms once. */
  readonly times: Float64Array
  readonly customers: number
  readonly mostPurchases: number
}

/** Groups customers by (x, t_x, T). */
export function groupPurchases({ customers, x, tx, T }: PurchaseCounts): PurchaseGroups {
  const times = distinct(customers, [tx, T])
  const indexOf = new Map(Array.from(times, (time, index) => [time, index]))
  const keys = new Float64Array(customers)
  for (let c = 0; c < customers; c++) {
    keys[c] = (x[c]! * times.length + indexOf.get(tx[c]!)!) * times.length + indexOf.get(T[c]!)!
  }
  keys.sort()
  return { ...countRuns(keys, times.length), times, customers }
}

/** The same customers by (x, T) alone, to a model for which it makes no difference when the last purchase was. */
export function withoutLast({ size, x, T, count, times, customers }: PurchaseGroups): PurchaseGroups {
  const keys = new Float64Array(customers)
  let key = 0
  for (let group = 0; group < size; group++) {
    const next = key + count[group]!
    keys.fill(x[group]! * times.length * times.length + T[group]!, key, next)
    key = next
  }
  keys.sort()
  return { ...countRuns(keys, times.length), times, customers }
}

/** Every n-th group. */
export function everyNth(groups: PurchaseGroups, n: number): PurchaseGroups {
  const isChosen = (_: number, group: number) => group % n === 0
  const count = groups.count.filter(isChosen)
  return {
    size: count.length,
    x: groups.x.filter(isChosen),
    tx: groups.tx.filter(isChosen),
    T: groups.T.filter(isChosen),
    count,
    times: groups.times,
    customers: count.reduce((sum, one) => sum + one, 0),
    mostPurchases: groups.mostPurchases,
  }
}

function countRuns(keys: Float64Array, base: number) {
  const firsts = keys.reduce((runs, key, i) => runs + (i === 0 || key !== keys[i - 1] ? 1 : 0), 0)
  const groups = {
    size: firsts,
    x: new Float64Array(firsts),
    tx: new Uint32Array(firsts),
    T: new Uint32Array(firsts),
    count: new Float64Array(firsts),
  }
  let group = -1
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    if (i === 0 || key !== keys[i - 1]) {
      group++
      groups.x[group] = Math.floor(key / (base * base))
      groups.tx[group] = Math.floor(key / base) % base
      groups.T[group] = key % base
    }
    groups.count[group]!++
  }
  return { ...groups, mostPurchases: firsts === 0 ? 0 : groups.x[firsts - 1]! }
}

function distinct(customers: number, columns: readonly ArrayLike<number>[]): Float64Array {
  const found = new Set<number>()
  for (const column of columns) for (let c = 0; c < customers; c++) found.add(column[c]!)
  return Float64Array.from(found).sort()
}
