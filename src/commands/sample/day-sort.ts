/** The happenings of one day in the order of their seconds. */

/** Above it stands the second, below it the place: both fit the 53 bits of a number that sorts natively. */
const PLACES = 2 ** 36

export class DaySort {
  length = 0
  #keys = new Float64Array(1024)

  clear(): void {
    this.length = 0
  }

  /** A second of the day or of those after it, and a place below 2^36 that decides between equal ones. */
  add(second: number, place: number): void {
    if (this.length === this.#keys.length) {
      const longer = new Float64Array(this.length * 2)
      longer.set(this.#keys)
      this.#keys = longer
    }
    this.#keys[this.length++] = second * PLACES + place
  }

  finish(): void {
    this.#keys.subarray(0, this.length).sort()
  }

  secondAt(i: number): number {
    return Math.floor(this.#keys[i]! / PLACES)
  }

  placeAt(i: number): number {
    return this.#keys[i]! % PLACES
  }
}
