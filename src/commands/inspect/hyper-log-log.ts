/**
 * How many different hashes there were, in 16 KB: HyperLogLog (Flajolet et al. 2007), with the estimator of Ertl 2017,
 * "New cardinality estimation algorithms for HyperLogLog sketches", algorithm 6, which has no bias at either end.
 */

const INDEX_BITS = 14
const REGISTERS = 1 << INDEX_BITS

/** Bits of the other half of a hash, whose leading zeros are counted. */
const RANK_BITS = 32

/** One standard error of the estimate, as a share of it: 1.04 / sqrt(16,384). */
export const STANDARD_ERROR = 1.04 / Math.sqrt(REGISTERS)

export class HyperLogLog {
  readonly #ranks = new Uint8Array(REGISTERS)

  add(low: number, high: number): void {
    const register = low >>> (32 - INDEX_BITS)
    const rank = Math.clz32(high) + 1
    if (rank > this.#ranks[register]!) this.#ranks[register] = rank
  }

  estimate(): number {
    const counts = new Uint32Array(RANK_BITS + 2)
    for (const rank of this.#ranks) counts[rank]!++
    let sum = REGISTERS * tau(1 - counts[RANK_BITS + 1]! / REGISTERS)
    for (let rank = RANK_BITS; rank >= 1; rank--) sum = (sum + counts[rank]!) / 2
    sum += REGISTERS * sigma(counts[0]! / REGISTERS)
    return Math.round(REGISTERS ** 2 / (2 * Math.LN2 * sum))
  }
}

/** Registers that nothing has reached: x + Σ x^(2^k) 2^(k-1). */
function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY
  let [power, weight, sum, before] = [share, 1, share, Number.NaN]
  while (sum !== before) {
    before = sum
    power *= power
    sum += power * weight
    weight *= 2
  }
  return sum
}

/** Registers that are full: (1 - x - Σ (1 - x^(2^-k))² 2^-k) / 3. */
function tau(share: number): number {
  if (share === 0 || share === 1) return 0
  let [root, weight, sum, before] = [share, 1, 1 - share, Number.NaN]
  while (sum !== before) {
    before = sum
    root = Math.sqrt(root)
    weight /= 2
    sum -= (1 - root) ** 2 * weight
  }
  return sum / 3
}
