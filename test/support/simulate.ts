/** Customers who buy as a model says, from a seeded source of random numbers. */

/** Gamma(shape) of rate 1: Marsaglia & Tsang (2000), with their step from below 1. */
export function gammaVariate(shape: number, random: () => number): number {
  if (shape < 1) return gammaVariate(shape + 1, random) * random() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const cube = (1 + normal / Math.sqrt(9 * d)) ** 3
    if (cube <= 0) continue
    if (Math.log(1 - random()) < normal ** 2 / 2 + d - d * cube + d * Math.log(cube)) return d * cube
  }
}

export interface Truth {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/** (x, t_x, T) of customers of a BG/NBD, each observed for a time between half of `longest` and all of it. */
export function simulateBgNbd(
  { r, alpha, a, b }: Truth,
  customers: number,
  longest: number,
  random: () => number,
) {
  const [x, tx, T] = [0, 0, 0].map(() => new Float64Array(customers)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let c = 0; c < customers; c++) {
    const rate = gammaVariate(r, random) / alpha
    const [left, right] = [gammaVariate(a, random), gammaVariate(b, random)]
    T[c] = Math.ceil(longest * (0.5 + 0.5 * random()))
    for (let at = 0; ; x[c]!++) {
      at -= Math.log(1 - random()) / rate
      if (at > T[c]!) break
      tx[c] = at
      if (random() < left / (left + right)) {
        x[c]!++
        break
      }
    }
  }
  return { customers, x, tx, T }
}

/** How many purchases, 1 to 5, and their mean, for customers of a Gamma-Gamma model. */
export function simulateSpend(
  { p, q, v }: { p: number; q: number; v: number },
  customers: number,
  random: () => number,
) {
  const purchases = Float64Array.from({ length: customers }, (_, c) => 1 + (c % 5))
  const mean = purchases.map(x => gammaVariate(p * x, random) / ((gammaVariate(q, random) / v) * x))
  return { customers, purchases, mean }
}
