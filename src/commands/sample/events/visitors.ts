/** Who starts a visit when: a first visit, and after each visit, with a fixed chance, another some days later. */

import type { Random } from '../../../math/random.ts'
import { exponential } from '../../../math/samplers.ts'
import { Agenda, doubled } from '../agenda.ts'

/** Hears of a visit: whose, and which share of the day had passed. */
export type VisitListener = (user: number, shareOfDay: number) => void

export interface VisitorParams {
  /** The chance that a visit is not the last. */
  readonly return: number
  /** Mean days to the next visit. */
  readonly gap: number
}

/** Memory grows with the users whose next visit is within the days. */
export class Visitors {
  readonly #params: VisitorParams
  readonly #random: Random
  readonly #days: number
  readonly #agenda: Agenda
  #joined = 0
  #users = new Int32Array(1024)
  #due = new Float64Array(1024)

  constructor(params: VisitorParams, days: number, random: Random) {
    this.#params = params
    this.#random = random
    this.#days = days
    this.#agenda = new Agenda(days)
  }

  /** Calls `visit` for every visit that starts on the day, in no order. */
  visitsOf(day: number, newcomers: number, visit: VisitListener): void {
    this.#agenda.take(day, slot => {
      this.#agenda.close(slot)
      this.#visits(this.#users[slot]!, this.#due[slot]!, day, visit)
    })
    for (let i = 0; i < newcomers; i++) {
      this.#visits(++this.#joined, day + this.#random.uniform(), day, visit)
    }
  }

  /** Visits from one on, as far as the day goes; the next after it goes on the agenda. */
  #visits(user: number, from: number, day: number, visit: VisitListener): void {
    const { gap } = this.#params
    let due = from
    for (; due < day + 1; due += exponential(this.#random, 1 / gap)) {
      visit(user, due - day)
      if (this.#random.uniform() >= this.#params.return) return
    }
    if (due < this.#days) this.#wait(user, due)
  }

  #wait(user: number, due: number): void {
    const slot = this.#agenda.open()
    if (slot >= this.#users.length) {
      this.#users = doubled(this.#users)
      this.#due = doubled(this.#due)
    }
    this.#users[slot] = user
    this.#due[slot] = due
    this.#agenda.put(slot, Math.floor(due))
  }
}
