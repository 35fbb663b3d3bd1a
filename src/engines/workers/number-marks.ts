/** How often each of many numbers was met: a byte each, in pages that are made when a number of theirs is first met. */

const PAGE_BITS = 10
const IN_PAGE = (1 << PAGE_BITS) - 1

export class NumberMarks {
  /** Numbers that were met. */
  size = 0
  readonly #pages: (Uint8Array | undefined)[] = []

  meet(number: number): void {
    const page = this.#pages[number >>> PAGE_BITS] ?? new Uint8Array(1 << PAGE_BITS)
    this.#pages[number >>> PAGE_BITS] = page
    const met = page[number & IN_PAGE]!
    if (met === 0) this.size++
    page[number & IN_PAGE] = met | (met + 1)
  }

  /** One that may never have been met, and is not noted then. */
  meetAgain(number: number): void {
    if (this.of(number) !== 0) this.meet(number)
  }

  /** 0 where it was not met, 1 where it was met once, else more. */
  of(number: number): number {
    return this.#pages[number >>> PAGE_BITS]?.[number & IN_PAGE] ?? 0
  }
}
