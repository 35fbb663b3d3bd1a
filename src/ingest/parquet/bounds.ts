/** What a footer says of the values in its row groups: the least, the greatest, and how many are missing. */

import { type Footer, type RowGroup, numberOf, structOf } from './footer.ts'
import type { ColumnBounds, ValueBounds } from './protocol.ts'
import type { ThriftStruct } from './thrift.ts'

/** Ids of fields in parquet.thrift. */
const STATISTICS = { nulls: 3, greatest: 5, least: 6 } as const
const ELEMENT = { type: 1, repetition: 3, converted: 6, logical: 10 } as const
const REPEATED = 2
const TYPE = { int32: 1, int64: 2, double: 5, bytes: 6 } as const

/** Row group → for each of the columns what is known; only of those that are not within others. */
export function boundsOf(footer: Footer, columns: readonly string[]): (ColumnBounds | null)[][] {
  return footer.rowGroups.map(group => columns.map(column => columnBounds(footer, group, column)))
}

function columnBounds({ leaves }: Footer, { chunks }: RowGroup, column: string): ColumnBounds | null {
  const place = chunks.findIndex(({ path }) => path.length === 1 && path[0] === column)
  const statistics = chunks[place]?.statistics
  const element = leaves[place]
  if (!statistics || !element || optional(element, ELEMENT.repetition) === REPEATED) return null
  return { missing: optional(statistics, STATISTICS.nulls), values: valueBounds(statistics, element) }
}

function valueBounds(statistics: ThriftStruct, element: ThriftStruct): ValueBounds | null {
  const least = statistics.get(STATISTICS.least)?.value
  const greatest = statistics.get(STATISTICS.greatest)?.value
  const read = valueReader(element)
  if (!read || !(least instanceof Uint8Array) || !(greatest instanceof Uint8Array)) return null
  try {
    return { as: read.as, least: read.value(least), greatest: read.value(greatest) } as ValueBounds
  } catch {
    // Too few bytes, or no UTF-8: nothing is known.
    return null
  }
}

interface ValueReader {
  readonly as: ValueBounds['as']
  value(bytes: Uint8Array): string | number
}

/** How the bytes of a value are read; null for types of which the order, or the text, is another matter. */
function valueReader(element: ThriftStruct): ValueReader | null {
  const type = optional(element, ELEMENT.type)
  const meaning = meaningOf(element)
  if (meaning === null) return null
  if (type === TYPE.bytes) return meaning === 'text' ? { as: 'text', value: textOf } : null
  if (type === TYPE.double) return meaning === 'none' ? { as: 'number', value: doubleOf } : null
  const whole = type === TYPE.int32 ? int32Of : type === TYPE.int64 ? int64Of : null
  if (!whole) return null
  if (meaning === 'none') return { as: 'number', value: bytes => Number(whole(bytes)) }
  if (meaning === 'day') return { as: 'day', value: bytes => Number(whole(bytes)) * DAY_MS }
  if (typeof meaning === 'string') return null
  return { as: 'moment', value: bytes => Math.floor(Number(whole(bytes)) / meaning) }
}

const DAY_MS = 86_400_000

/** Codes of converted types; whole numbers with a sign mean no more than their physical type. */
const CONVERTED: Readonly<Record<number, 'none' | 'text' | 'day' | number>> = {
  0: 'text',
  6: 'day',
  9: 1,
  10: 1000,
  15: 'none',
  16: 'none',
  17: 'none',
  18: 'none',
}

/** Fields of the union of logical types. */
const LOGICAL = { text: 1, date: 6, timestamp: 8, integer: 10 } as const
const PER_MS: Readonly<Record<number, number>> = { 1: 1, 2: 1000, 3: 1_000_000 }

/** Text, a day, a timestamp of so many units a millisecond, or no more than its physical type; null is anything else. */
function meaningOf(element: ThriftStruct): 'none' | 'text' | 'day' | number | null {
  if (element.has(ELEMENT.converted)) return CONVERTED[numberOf(element, ELEMENT.converted)] ?? null
  if (!element.has(ELEMENT.logical)) return 'none'
  const logical = structOf(element, ELEMENT.logical)
  if (logical.has(LOGICAL.text)) return 'text'
  if (logical.has(LOGICAL.date)) return 'day'
  if (!logical.has(LOGICAL.timestamp)) return null
  const [unit] = structOf(structOf(logical, LOGICAL.timestamp), 2).keys()
  return PER_MS[unit ?? 0] ?? null
}

const optional = (struct: ThriftStruct, id: number) => (struct.has(id) ? numberOf(struct, id) : null)

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const textOf = (bytes: Uint8Array) => decoder.decode(bytes)
const viewOf = ({ buffer, byteOffset, length }: Uint8Array) => new DataView(buffer, byteOffset, length)
const doubleOf = (bytes: Uint8Array) => viewOf(bytes).getFloat64(0, true)
const int32Of = (bytes: Uint8Array) => BigInt(viewOf(bytes).getInt32(0, true))
const int64Of = (bytes: Uint8Array) => viewOf(bytes).getBigInt64(0, true)
