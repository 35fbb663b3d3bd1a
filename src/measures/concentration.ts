/** How unevenly customers bring money: ranks, cumulated value, Gini and the Lorenz curve (definition S7). */

export interface Concentration {
  readonly customers: number
  /** Customers by value, highest first; of equal values in the order of their ids. */
  readonly ranked: Uint32Array
  /** Sum of the first i of them, i from 0, in units; negative values count as 0. */
  cumulated(first: number): bigint
  readonly total: bigint
  /** Customers whose value is below 0. */
  readonly negative: number
  /** Null where there is no value at all. */
  readonly gini: number | null
}

/** `units` by customer, in the order of ids; 20 bytes a customer. */
export function concentrationOf(units: Float64Array): Concentration {
  const customers = units.length
  const ranked = Uint32Array.from(units, (_, customer) => customer)
  const values = units.map(value => Math.max(0, value))
  ranked.sort((a, b) => values[b]! - values[a]! || a - b)
  const sums = cumulatedSums(values, ranked)
  const total = BigInt(sums.high[customers]!) * BASE + BigInt(sums.low[customers]!)
  return {
    customers,
    ranked,
    cumulated: first => BigInt(sums.high[first]!) * BASE + BigInt(sums.low[first]!),
    total,
    negative: units.reduce((count, value) => count + (value < 0 ? 1 : 0), 0),
    gini: giniOf(values, ranked, total),
  }
}

/** The fewest customers who bring `percent` of the total; null where there is no total. */
export function customersFor({ customers, cumulated, total }: Concentration, percent: number): number | null {
  if (total === 0n) return null
  const goal = total * BigInt(percent)
  let [few, many] = [0, customers]
  while (few < many) {
    const middle = (few + many) >> 1
    if (cumulated(middle) * 100n >= goal) many = middle
    else few = middle + 1
  }
  return many
}

/** Share of the total that the poorest `share` of customers bring; straight between customers. */
export function lorenz({ customers, cumulated, total }: Concentration, part: number, parts: number): number {
  const whole = Math.floor((customers * part) / parts)
  const rest = ((customers * part) % parts) / parts
  const poorest = (count: number) => Number(total - cumulated(customers - count))
  const low = poorest(whole)
  const high = rest === 0 ? low : poorest(whole + 1)
  return (low + (high - low) * rest) / Number(total)
}

const BASE = 2n ** 40n
const SMALL_BASE = 2 ** 40

/** Prefix sums that never round, as a digit of base 2^40 and the rest. */
function cumulatedSums(values: Float64Array, ranked: Uint32Array) {
  const high = new Float64Array(ranked.length + 1)
  const low = new Float64Array(ranked.length + 1)
  for (let i = 0; i < ranked.length; i++) {
    const value = values[ranked[i]!]!
    const sum = low[i]! + (value % SMALL_BASE)
    const carried = sum >= SMALL_BASE ? 1 : 0
    low[i + 1] = sum - carried * SMALL_BASE
    high[i + 1] = high[i]! + Math.floor(value / SMALL_BASE) + carried
  }
  return { high, low }
}

/** Σ (2i - n - 1) x_i / (n Σ x), x ascending from i = 1; exact until the one division. */
function giniOf(values: Float64Array, ranked: Uint32Array, total: bigint): number | null {
  if (total === 0n) return null
  const n = ranked.length
  let sum = 0n
  for (let rank = 0; rank < n; rank++) {
    const value = values[ranked[rank]!]!
    if (value > 0) sum += BigInt(n - 1 - 2 * rank) * BigInt(value)
  }
  return Number(sum) / (n * Number(total))
}
