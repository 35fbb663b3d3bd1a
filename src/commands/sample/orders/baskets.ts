/** What is in an order: its total from the Gamma-Gamma model, split among its lines to the cent. */

import type { Random } from '../../../math/random.ts'
import { exponential, gamma, geometric, poisson } from '../../../math/samplers.ts'

/** Most lines are of one piece: the chance that a line has no further one. */
const NO_FURTHER_PIECE = 0.8

export class Baskets {
  readonly #shape: number
  readonly #meanFurtherLines: number
  readonly #random: Random

  /** `shape` is the p of the Gamma-Gamma model. */
  constructor(shape: number, linesPerOrder: number, random: Random) {
    this.#shape = shape
    this.#meanFurtherLines = linesPerOrder - 1
    this.#random = random
  }

  /** The cents of each line of an order; at least one each, and their sum is a draw of the order's value. */
  cents(spending: number): number[] {
    const value = gamma(this.#random, this.#shape, spending)
    const lines = this.#meanFurtherLines === 0 ? 1 : 1 + poisson(this.#random, this.#meanFurtherLines)
    const total = Math.max(lines, Math.round(value * 100))
    return lines === 1 ? [total] : this.#split(total, lines)
  }

  quantity(): number {
    return 1 + geometric(this.#random, NO_FURTHER_PIECE)
  }

  #split(total: number, lines: number): number[] {
    const weights = Array.from({ length: lines }, () => exponential(this.#random, 1))
    const sum = weights.reduce((so, weight) => so + weight, 0)
    const spare = total - lines
    let weight = 0
    let given = 0
    return weights.map(one => {
      weight += one
      const due = Math.round((spare * weight) / sum)
      const cents = 1 + due - given
      given = due
      return cents
    })
  }
}
