/**
 * Thrift's compact protocol, in which the footer and the page headers of Parquet are written: any struct as a tree,
 * whatever its fields mean, and back again byte for byte.
 */

/** Codes of the protocol for the types of a value. */
export const THRIFT = {
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
} as const

/** Fields by their ids. */
export type ThriftStruct = Map<number, ThriftValue>

export interface ThriftList {
  readonly of: number
  readonly items: readonly ThriftValue['value'][]
}

export interface ThriftValue {
  readonly type: number
  readonly value: bigint | Uint8Array | ThriftList | ThriftStruct | null
}

/** Deeper structs are in no Parquet file, and would cost the stack. */
const MOST_LEVELS = 32

export class ThriftReader {
  at: number
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  struct(level = 0): ThriftStruct {
    if (level > MOST_LEVELS) throw new Error('it nests too deep')
    const fields: ThriftStruct = new Map()
    let id = 0
    for (;;) {
      const head = this.#byte()
      const type = head & 15
      if (type === 0) return fields
      id = head >> 4 === 0 ? Number(this.#zigzag()) : id + (head >> 4)
      fields.set(id, { type, value: this.#value(type, level) })
    }
  }

  #value(type: number, level: number): ThriftValue['value'] {
    switch (type) {
      case THRIFT.true:
      case THRIFT.false:
        return null
      case THRIFT.byte:
        return BigInt(this.#byte())
      case THRIFT.i16:
      case THRIFT.i32:
      case THRIFT.i64:
        return this.#zigzag()
      case THRIFT.double:
        return this.#take(8)
      case THRIFT.binary:
        return this.#take(Number(this.#varint()))
      case THRIFT.list:
      case THRIFT.set:
        return this.#list(level)
      case THRIFT.struct:
        return this.struct(level + 1)
      default:
        throw new Error(`no type ${type}`)
    }
  }

  #list(level: number): ThriftList {
    const head = this.#byte()
    const of = head & 15
    const size = head >> 4 === 15 ? Number(this.#varint()) : head >> 4
    // Each item takes a byte at least: a size past the end is no reason to make room for it.
    if (size > this.#bytes.length - this.at) throw new Error('a list ends past the end')
    const items: ThriftValue['value'][] = []
    for (let i = 0; i < size; i++) {
      const isBoolean = of === THRIFT.true || of === THRIFT.false
      items.push(isBoolean ? BigInt(this.#byte()) : this.#value(of, level + 1))
    }
    return { of, items }
  }

  #byte(): number {
    const byte = this.#bytes[this.at++]
    if (byte === undefined) throw new ThriftEnd()
    return byte
  }

  #take(count: number): Uint8Array {
    if (count > this.#bytes.length - this.at) throw new ThriftEnd()
    this.at += count
    return this.#bytes.subarray(this.at - count, this.at)
  }

  #varint(): bigint {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#byte()
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return value
    }
    throw new Error('a number of more than 64 bits')
  }

  #zigzag(): bigint {
    const value = this.#varint()
    return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n))
  }
}

/** The bytes end within a struct: more of them may help. */
export class ThriftEnd extends Error {
  constructor() {
    super('it ends too early')
  }
}

/** The bytes of a struct. */
export function thriftBytes(struct: ThriftStruct): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = []
  writeStruct(struct, pieces)
  return new Uint8Array(Buffer.concat(pieces))
}

function writeStruct(struct: ThriftStruct, pieces: Uint8Array[]): void {
  let last = 0
  for (const [id, { type, value }] of [...struct].sort(([a], [b]) => a - b)) {
    const step = id - last
    if (step > 0 && step < 16) pieces.push(Uint8Array.of((step << 4) | type))
    else pieces.push(Uint8Array.of(type), zigzagBytes(BigInt(id)))
    writeValue(type, value, pieces)
    last = id
  }
  pieces.push(Uint8Array.of(0))
}

function writeValue(type: number, value: ThriftValue['value'], pieces: Uint8Array[]): void {
  if (value === null) return
  if (typeof value === 'bigint') {
    pieces.push(type <= THRIFT.byte ? Uint8Array.of(Number(value)) : zigzagBytes(value))
  } else if (value instanceof Uint8Array) {
    if (type === THRIFT.binary) pieces.push(varintBytes(BigInt(value.length)))
    pieces.push(value)
  } else if (value instanceof Map) writeStruct(value, pieces)
  else {
    const { of, items } = value
    const isShort = items.length < 15
    pieces.push(Uint8Array.of(((isShort ? items.length : 15) << 4) | of))
    if (!isShort) pieces.push(varintBytes(BigInt(items.length)))
    for (const item of items) writeValue(of, item, pieces)
  }
}

const zigzagBytes = (value: bigint) => varintBytes(BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)))

function varintBytes(value: bigint): Uint8Array {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
  bytes.push(Number(rest))
  return Uint8Array.from(bytes)
}
