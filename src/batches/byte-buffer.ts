/** Bytes written one after the other, in memory that grows as they need it. */

const ZERO = 48
const MINUS = 45

export class ByteBuffer {
  bytes: Uint8Array<ArrayBuffer>
  end = 0
  readonly #encoder = new TextEncoder()

  constructor(size: number) {
    this.bytes = new Uint8Array(size)
  }

  /** Makes sure that so many bytes can be written at `end`. */
  reserve(count: number): void {
    if (this.end + count <= this.bytes.length) return
    const longer = new Uint8Array(Math.max(this.bytes.length * 2, this.end + count))
    longer.set(this.bytes.subarray(0, this.end))
    this.bytes = longer
  }

  byte(value: number): void {
    this.reserve(1)
    this.bytes[this.end++] = value
  }

  text(text: string): void {
    // A UTF-16 unit takes at most three bytes of UTF-8.
    this.reserve(text.length * 3)
    this.end += this.#encoder.encodeInto(text, this.bytes.subarray(this.end)).written
  }

  /** A copy of all of `from` from one place to before another. */
  copy(from: Uint8Array, start: number, stop: number): void {
    this.reserve(stop - start)
    const { bytes } = this
    let { end } = this
    for (let i = start; i < stop; i++) bytes[end++] = from[i]!
    this.end = end
  }

  /** A whole number of at least so many digits, none of them in doubt: at most 2^53 either way. */
  integer(value: number, digits = 1): void {
    this.reserve(18 + digits)
    const { bytes } = this
    if (value < 0) bytes[this.end++] = MINUS
    let rest = Math.abs(value)
    let width = digits
    for (let limit = 10 ** digits; limit <= rest; limit *= 10) width++
    for (let place = this.end + width - 1; place >= this.end; place--) {
      const tenth = Math.floor(rest / 10)
      bytes[place] = ZERO + rest - tenth * 10
      rest = tenth
    }
    this.end += width
  }

  /** The bytes so far; those that follow go into new memory, so that these may be kept. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.subarray(0, this.end)
    this.bytes = new Uint8Array(this.bytes.length)
    this.end = 0
    return taken
  }
}
