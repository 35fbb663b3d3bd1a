/** How often each value of a column occurs, as long as there are few of them. */

/** A status, a channel or a country has fewer. */
const MOST_VALUES = 30

export class ValueCounts {
  readonly #counts = new Map<string, number>()
  #areMany = false

  add(value: string): void {
    if (this.#areMany) return
    const count = this.#counts.get(value)
    if (count === undefined && this.#counts.size === MOST_VALUES) {
      this.#areMany = true
      return
    }
    this.#counts.set(value, (count ?? 0) + 1)
  }

  /** Every value with its count, the most frequent first; null where there are too many to keep. */
  get all(): readonly (readonly [value: string, count: number])[] | null {
    return this.#areMany ? null : [...this.#counts].sort(([, a], [, b]) => b - a)
  }

  /** Some values: the most frequent, or the first that were seen where there are many. */
  first(count: number): string[] {
    return (this.all ?? [...this.#counts]).slice(0, count).map(([value]) => value)
  }
}
