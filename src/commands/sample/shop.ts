/** What a made-up shop sells, where, and to whom: few things make up most of it, as in real ones. */

import type { Random } from '../../math/random.ts'
import { weighted } from '../../math/samplers.ts'

/** Texts, and how to draw one of them: its place. */
export interface Choice {
  readonly texts: readonly string[]
  draw(random: Random): number
}

const choiceOf = (weights: Readonly<Record<string, number>>): Choice => ({
  texts: Object.keys(weights),
  draw: weighted(Object.values(weights)),
})

export const channels = choiceOf({ web: 46, app: 27, store: 14, marketplace: 9, phone: 4 })

export const visitSources = choiceOf({ direct: 28, search: 26, email: 17, ads: 15, social: 9, referral: 5 })

export const countries = choiceOf({ DE: 34, FR: 17, GB: 15, NL: 10, ES: 8, IT: 7, AT: 4, SE: 3, PL: 2 })

const PRODUCTS = 240

/** Sales fall with the rank a little slower than Zipf's law. */
const RANK_POWER = 0.85

export const products = choiceOf(
  Object.fromEntries(
    Array.from({ length: PRODUCTS }, (_, i) => [
      `P-${String(i + 1).padStart(4, '0')}`,
      Math.exp(-RANK_POWER * Math.log(i + 1)),
    ]),
  ),
)
