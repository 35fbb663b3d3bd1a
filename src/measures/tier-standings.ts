/** The tier of every customer on the as-of date, and what the next one lacks (definition S9). */

import type { Histories } from '../rollups/histories.ts'
import type { Run } from '../rollups/run.ts'
import type { Tier } from '../rules/tier-file.ts'
import { pickAt } from './pick-customers.ts'
import { eachTrailing, type Trailing } from './trailing.ts'

/** By customer of the histories; 32 bytes a customer. */
export interface Standings {
  readonly customers: number
  /** Place in the list of tiers plus 1, 0 for none; `met` without grace. */
  readonly tiers: Uint8Array
  readonly met: Uint8Array
  /** The last day on which a tier better than `met` was met; 0 where there is none. */
  readonly lastMet: Int32Array
  /** Net money in units, orders, and days since the first order, on the as-of date. */
  readonly spend: Float64Array
  readonly orders: Float64Array
  readonly tenureDays: Int32Array
}

export interface StandingOptions {
  /** Days whose spend and orders count, and days that a tier is kept after falling below it. */
  readonly window: number
  readonly grace: number
}

/** A tier is kept `grace` days after falling below it: it is the highest that was met on any of those days. */
export function standingsOf(
  histories: Histories,
  run: Run,
  tiers: readonly Tier[],
  options: StandingOptions,
): Standings {
  const size = histories.customers
  const standings: Standings = {
    customers: size,
    tiers: new Uint8Array(size),
    met: new Uint8Array(size),
    lastMet: new Int32Array(size),
    spend: new Float64Array(size),
    orders: new Float64Array(size),
    tenureDays: new Int32Array(size),
  }
  const span = { from: run.asOf - options.grace, to: run.asOf, windowDays: options.window }
  const unitsOfOne = 10 ** run.money.scale
  const asked = tiers.map(tier => ({
    ...tier,
    minSpend: tier.minSpend === null ? null : tier.minSpend * unitsOfOne,
  }))
  for (let place = 0; place < size; place++) {
    eachTrailing(histories, place, span, (trailing, day) => {
      const met = metBy(trailing, asked)
      if (met >= standings.tiers[place]!) {
        standings.tiers[place] = met
        standings.lastMet[place] = day
      }
      if (day < run.asOf) return
      standings.met[place] = met
      standings.spend[place] = trailing.spend
      standings.orders[place] = trailing.orders
      standings.tenureDays[place] = trailing.tenureDays
    })
  }
  return standings
}

/** Of those places in the histories; all of them where null. */
export function pickStandings(standings: Standings, places: Uint32Array | null): Standings {
  if (places === null) return standings
  const { tiers, met, lastMet, spend, orders, tenureDays } = standings
  return {
    customers: places.length,
    tiers: pickAt(tiers, places),
    met: pickAt(met, places),
    lastMet: pickAt(lastMet, places),
    spend: pickAt(spend, places),
    orders: pickAt(orders, places),
    tenureDays: pickAt(tenureDays, places),
  }
}

/** The highest tier all of whose demands are met, as its place plus 1. */
function metBy({ spend, orders, tenureDays }: Trailing, tiers: readonly Tier[]): number {
  for (let place = tiers.length - 1; place >= 0; place--) {
    const { minSpend, minOrders, minTenureDays } = tiers[place]!
    if (
      spend >= (minSpend ?? Number.NEGATIVE_INFINITY) &&
      orders >= (minOrders ?? 0) &&
      tenureDays >= (minTenureDays ?? 0)
    ) {
      return place + 1
    }
  }
  return 0
}
