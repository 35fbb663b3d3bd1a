/** Fisher's exact test of a two-by-two table (Fisher 1922), two-sided. */

import { logGamma } from './gamma.ts'

export interface Draw {
  /** Of `all`, how many have the property, and how many were drawn. */
  readonly all: number
  readonly having: number
  readonly drawn: number
  /** Of those drawn, how many have it. */
  readonly hits: number
}

/** Tables that are as likely but for rounding count as likely, as in R. */
const SLACK = 1 + 1e-7

/** Probability of all tables with the same margins that are at most as likely as this one. */
export function fisherExact({ all, having, drawn, hits }: Draw): number {
  const fewest = Math.max(0, drawn + having - all)
  const most = Math.min(drawn, having)
  const logProbability = (k: number) =>
    logChoose(having, k) + logChoose(all - having, drawn - k) - logChoose(all, drawn)
  const limit = Math.exp(logProbability(hits)) * SLACK
  let sum = 0
  for (let k = fewest; k <= most; k++) {
    const probability = Math.exp(logProbability(k))
    if (probability <= limit) sum += probability
  }
  return Math.min(1, sum)
}

const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
