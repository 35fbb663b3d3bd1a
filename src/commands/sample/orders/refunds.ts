/** Lines that are given back some days later, held until their day comes. */

import type { Random } from '../../../math/random.ts'
import { exponential } from '../../../math/samplers.ts'

/** An order line, by places and numbers. */
export interface Line {
  readonly order: number
  readonly customer: number
  readonly product: number
  readonly channel: number
  readonly country: number
  readonly quantity: number
  readonly cents: number
}

/** A line given back, and the share of the day that had passed. */
export interface Refund {
  readonly line: Line
  readonly share: number
}

/** A parcel goes out, is tried on, and comes back: a day and, on average, so many more. */
const MEAN_FURTHER_DAYS = 9

export class Refunds {
  readonly #share: number
  readonly #random: Random
  readonly #byDay: Refund[][]

  constructor(share: number, days: number, random: Random) {
    this.#share = share
    this.#random = random
    this.#byDay = Array.from({ length: days }, () => [])
  }

  /** Draws whether the line, sold on that day, comes back before the last day is over. */
  consider(line: Line, day: number): void {
    if (this.#random.uniform() >= this.#share) return
    const due = day + 1 + exponential(this.#random, 1 / MEAN_FURTHER_DAYS)
    const dueDay = Math.floor(due)
    this.#byDay[dueDay]?.push({ line, share: due - dueDay })
  }

  take(day: number): Refund[] {
    const refunds = this.#byDay[day]!
    this.#byDay[day] = []
    return refunds
  }
}
