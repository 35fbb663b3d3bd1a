/** What happens in a visit: a walk down the funnel that may end at each step. */

import type { Random } from '../../../math/random.ts'
import { exponential, gamma, geometric } from '../../../math/samplers.ts'
import { products, visitSources } from '../shop.ts'

/** In the order of the funnel. */
export const STEPS = ['visit', 'product_view', 'add_to_cart', 'checkout', 'purchase'] as const

/** The chance to reach each step from the one before it. */
export interface VisitParams {
  readonly view: number
  readonly cart: number
  readonly checkout: number
  readonly purchase: number
}

/** An event by places and numbers; a cell without a value is NaN. */
export interface VisitEvent {
  /** Seconds since the visit began. */
  readonly second: number
  /** Of STEPS. */
  readonly step: number
  readonly channel: number
  readonly product: number
  /** What was bought. */
  readonly cents: number
}

/** Products looked at beside the first: the chance to stop after each. */
const ENOUGH_VIEWS = 0.4

/** Seconds between events: at least one, so that no two of a visit fall together, and on average so many more. */
const MEAN_FURTHER_SECONDS = 40

/** Baskets are worth gamma(2, 2 / 45): 45 on average, most of them less. */
const BASKET_SHAPE = 2
const MEAN_BASKET = 45

/** The events of one visit, the first at second 0. */
export function visitEvents({ view, cart, checkout, purchase }: VisitParams, random: Random): VisitEvent[] {
  const channel = visitSources.draw(random)
  const events: VisitEvent[] = [{ second: 0, step: 0, channel, product: Number.NaN, cents: Number.NaN }]
  let second = 0
  const add = (step: number, product: number, cents = Number.NaN) => {
    second += 1 + Math.floor(exponential(random, 1 / MEAN_FURTHER_SECONDS))
    events.push({ second, step, channel, product, cents })
  }
  if (random.uniform() >= view) return events
  let product = products.draw(random)
  add(1, product)
  for (let further = geometric(random, ENOUGH_VIEWS); further > 0; further--) {
    product = products.draw(random)
    add(1, product)
  }
  if (random.uniform() >= cart) return events
  add(2, product)
  if (random.uniform() >= checkout) return events
  add(3, product)
  if (random.uniform() >= purchase) return events
  add(4, product, basketCents(random))
  return events
}

const basketCents = (random: Random) =>
  Math.max(1, Math.round(gamma(random, BASKET_SHAPE, BASKET_SHAPE / MEAN_BASKET) * 100))
