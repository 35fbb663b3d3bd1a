/**
 * Where the frames of zstd data end (RFC 8878), and the checksums that stand there, found without unpacking them: the
 * library that unpacks does not compare them.
 */

export interface ZstdPart {
  readonly bytes: Uint8Array
  /** The frame that ends with its last byte; null where none does. */
  readonly frame: ZstdFrame | null
}

export interface ZstdFrame {
  /** The low 32 bits of the XXH64 of its content; null where it has none. */
  readonly checksum: number | null
}

const FRAME = 0xfd2fb528
/** And the 15 numbers that follow: frames that hold something else. */
const SKIPPABLE = 0x184d2a50

/** A number of the layout: how many bytes it has, and what follows from it. */
interface Step {
  readonly bytes: number
  next(value: number): Next
}

/** Bytes to pass over, then the next number; or the end of a frame. */
interface Next {
  readonly skip: number
  readonly step: Step
  readonly frame?: ZstdFrame
}

const MAGIC: Step = {
  bytes: 4,
  next: value => ({ skip: 0, step: value === FRAME ? HEADER : isSkippable(value) ? SKIPPED : MAGIC }),
}

const isSkippable = (value: number) => value >= SKIPPABLE && value < SKIPPABLE + 16

const SKIPPED: Step = { bytes: 4, next: size => ({ skip: size, step: MAGIC }) }

const DICTIONARY_BYTES = [0, 1, 2, 4]

const HEADER: Step = {
  bytes: 1,
  next: flags => {
    const isSingle = (flags & 32) !== 0
    const size = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6]!
    const skip = (isSingle ? 0 : 1) + DICTIONARY_BYTES[flags & 3]! + size
    return { skip, step: blockOf((flags & 4) !== 0) }
  },
}

const RUN = 1

/** A block of one byte many times holds that byte alone. */
const blockOf = (hasChecksum: boolean): Step => ({
  bytes: 3,
  next: value => {
    const isLast = (value & 1) === 1
    const skip = ((value >> 1) & 3) === RUN ? 1 : value >> 3
    if (!isLast) return { skip, step: blockOf(hasChecksum) }
    return hasChecksum ? { skip, step: CHECKSUM } : { skip, step: MAGIC, frame: { checksum: null } }
  },
})

const CHECKSUM: Step = { bytes: 4, next: checksum => ({ skip: 0, step: MAGIC, frame: { checksum } }) }

export class ZstdFrames {
  #step = MAGIC
  #value = 0
  #held = 0
  #skip = 0
  #frame: ZstdFrame | null = null

  #take(byte: number): void {
    this.#value += byte * 2 ** (8 * this.#held++)
    if (this.#held < this.#step.bytes) return
    const { skip, step, frame = null } = this.#step.next(this.#value)
    this.#skip = skip
    this.#step = step
    this.#frame = frame
    this.#value = 0
    this.#held = 0
  }

  /** Cuts a piece behind each frame that ends in it. */
  *cut(piece: Uint8Array): Generator<ZstdPart> {
    let start = 0
    for (let at = 0; at < piece.length; ) {
      if (this.#skip > 0) {
        const passed = Math.min(this.#skip, piece.length - at)
        this.#skip -= passed
        at += passed
      } else this.#take(piece[at++]!)
      if (this.#skip > 0 || this.#frame === null) continue
      yield { bytes: piece.subarray(start, at), frame: this.#frame }
      this.#frame = null
      start = at
    }
    if (start < piece.length) yield { bytes: piece.subarray(start), frame: null }
  }
}
