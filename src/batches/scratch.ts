/** Memory that is used again for each batch, so that none of it is left to be collected. */

export class Scratch {
  readonly #bytes = new Map<string, ArrayBuffer>()

  /** Numbers of that name, whatever stood there; those that were given before are gone. */
  floats(name: string, length: number): Float64Array {
    return new Float64Array(this.#take(name, 8 * length), 0, length)
  }

  ints(name: string, length: number): Int32Array {
    return new Int32Array(this.#take(name, 4 * length), 0, length)
  }

  bytes(name: string, length: number): Uint8Array {
    return new Uint8Array(this.#take(name, length), 0, length)
  }

  #take(name: string, bytes: number): ArrayBuffer {
    const held = this.#bytes.get(name)
    if (held && held.byteLength >= bytes) return held
    const taken = new ArrayBuffer(Math.max(bytes, 2 * (held?.byteLength ?? 0)))
    this.#bytes.set(name, taken)
    return taken
  }
}

/** Where the numbers of a column go that are good until its next batch. */
export type Room = Pick<Scratch, 'floats'>

/** Nothing is used again. */
export const FRESH: Room = { floats: (_name, length) => new Float64Array(length) }
