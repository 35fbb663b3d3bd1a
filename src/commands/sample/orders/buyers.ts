/**
 * Customers of the BG/NBD model: Fader, Hardie and Lee (2005), "Counting your customers the easy way", section 2.
 * While alive a customer orders at a rate drawn from gamma(r, alpha); after each repeat order they leave for good
 * with a chance drawn from beta(a, b). What they spend is the Gamma-Gamma model of Fader and Hardie (2013), "The
 * Gamma-Gamma model of monetary value": order values are gamma(p, nu), nu is drawn from gamma(q, v). Days are the
 * unit of time.
 */

import type { Random } from '../../../math/random.ts'
import { beta, exponential, gamma } from '../../../math/samplers.ts'
import { Agenda, doubled } from '../agenda.ts'
import { channels, countries } from '../shop.ts'

export interface BuyerParams {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
  readonly p: number
  readonly q: number
  readonly v: number
}

/** Hears of an order: whose, and which share of the day had passed. */
export type OrderListener = (slot: number, shareOfDay: number) => void

/** Who orders at which moment, day by day. Memory grows with the customers whose next order is within the days. */
export class Buyers {
  readonly #params: BuyerParams
  readonly #random: Random
  readonly #days: number
  readonly #agenda: Agenda
  #joined = 0
  #numbers = new Int32Array(1024)
  #attributes = new Int32Array(1024)
  #rates = new Float64Array(1024)
  #leaving = new Float64Array(1024)
  #spending = new Float64Array(1024)
  #due = new Float64Array(1024)
  readonly #gone: number[] = []

  constructor(params: BuyerParams, days: number, random: Random) {
    this.#params = params
    this.#random = random
    this.#days = days
    this.#agenda = new Agenda(days)
  }

  /** Calls `order` for every order of the day, in no order; slots stay valid until the next day is asked for. */
  ordersOf(day: number, newcomers: number, order: OrderListener): void {
    for (const slot of this.#gone) this.#agenda.close(slot)
    this.#gone.length = 0
    this.#agenda.take(day, slot => this.#repeat(slot, day, order))
    for (let i = 0; i < newcomers; i++) {
      const slot = this.#join()
      const share = this.#random.uniform()
      order(slot, share)
      this.#goOn(slot, day + share, day, order)
    }
  }

  /** The number of the customer in a slot: 1 joined first. */
  numberOf(slot: number): number {
    return this.#numbers[slot]!
  }

  countryOf(slot: number): number {
    return this.#attributes[slot]! >> 8
  }

  /** The channel the customer usually takes. */
  channelOf(slot: number): number {
    return this.#attributes[slot]! & 255
  }

  /** The rate nu of the gamma of the customer's order values. */
  spendingOf(slot: number): number {
    return this.#spending[slot]!
  }

  #join(): number {
    const { r, alpha, a, b, q, v } = this.#params
    const random = this.#random
    const slot = this.#agenda.open()
    if (slot >= this.#numbers.length) this.#grow()
    this.#numbers[slot] = ++this.#joined
    this.#attributes[slot] = (countries.draw(random) << 8) | channels.draw(random)
    this.#rates[slot] = gamma(random, r, alpha)
    this.#leaving[slot] = beta(random, a, b)
    this.#spending[slot] = gamma(random, q, v)
    return slot
  }

  #repeat(slot: number, day: number, order: OrderListener): void {
    const due = this.#due[slot]!
    order(slot, due - day)
    if (this.#leaves(slot)) this.#gone.push(slot)
    else this.#goOn(slot, due, day, order)
  }

  /** Further orders of the same day, then a place on the agenda for the next one. */
  #goOn(slot: number, since: number, day: number, order: OrderListener): void {
    const rate = this.#rates[slot]!
    let due = since + exponential(this.#random, rate)
    for (; due < day + 1; due += exponential(this.#random, rate)) {
      order(slot, due - day)
      if (this.#leaves(slot)) return void this.#gone.push(slot)
    }
    this.#due[slot] = due
    if (due < this.#days) this.#agenda.put(slot, Math.floor(due))
    else this.#gone.push(slot)
  }

  /** Asked after repeat orders only: nobody leaves after the first in this model. */
  #leaves(slot: number): boolean {
    return this.#random.uniform() < this.#leaving[slot]!
  }

  #grow(): void {
    this.#numbers = doubled(this.#numbers)
    this.#attributes = doubled(this.#attributes)
    this.#rates = doubled(this.#rates)
    this.#leaving = doubled(this.#leaving)
    this.#spending = doubled(this.#spending)
    this.#due = doubled(this.#due)
  }
}
