/**
 * States as plain data, which crosses to another thread or into a file, and states made of it again. Whatever a state
 * is built of is packed here; a state of something else is an error, which the test over all rollups finds.
 */

import { ExactSum } from '../math/exact-sum.ts'
import { BookingLog } from './booking-log.ts'
import { OrderTable } from './order-table.ts'
import { OrderVersions } from './order-versions.ts'
import { PairTable } from './pair-table.ts'
import { RefundList } from './refund-list.ts'
import type { RollupContext } from './rollup.ts'

export type Numbers = Int32Array | Float64Array | Uint8Array | Uint32Array

/** What `structuredClone` copies as it is. */
export type Packed =
  | null
  | boolean
  | number
  | string
  | bigint
  | Numbers
  | readonly Packed[]
  | { readonly [name: string]: Packed }

/** Classes that say themselves what they hold, by the name under which they are packed. */
const CLASSES = { BookingLog, ExactSum, OrderTable, OrderVersions, PairTable, RefundList }
type Named = keyof typeof CLASSES

/** The member that says what else than a plain object is packed in one. */
const KIND = '@'

/** A state as plain data. It shares its memory with the state, which must not go on while the data is looked at. */
export function pack(state: unknown, context: RollupContext): Packed {
  if (state === context.zone) return { [KIND]: 'Zone' }
  if (state instanceof Set) return { [KIND]: 'Set', of: [...state].map(item => pack(item, context)) }
  for (const [name, Class] of Object.entries(CLASSES)) {
    if (state instanceof Class) return { [KIND]: name, of: pack(state.toPlain(), context) }
  }
  if (Array.isArray(state)) return state.map(item => pack(item, context))
  if (isPlainObject(state)) return mapped(state, member => pack(member, context))
  if (isPlain(state)) return state
  throw new Error(`a state holds what cannot be packed: ${String(state)}`)
}

/** The state of that data, whose memory it takes over. The context is that of the state. */
export function unpack(packed: Packed, context: RollupContext): unknown {
  if (Array.isArray(packed)) return packed.map(item => unpack(item, context))
  if (!isPlainObject(packed)) return packed
  const { [KIND]: kind, of } = packed
  if (kind === undefined) return mapped(packed, member => unpack(member as Packed, context))
  if (kind === 'Zone') return context.zone
  const content = unpack(of as Packed, context)
  if (kind === 'Set') return new Set(content as unknown[])
  return CLASSES[kind as Named].fromPlain(content as never)
}

const NUMBERS = [Int32Array, Float64Array, Uint8Array, Uint32Array]

const isPlain = (value: unknown): value is Exclude<Packed, object> | Numbers =>
  value === null ||
  ['boolean', 'number', 'string', 'bigint'].includes(typeof value) ||
  NUMBERS.some(Type => value instanceof Type)

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

const mapped = <To>(members: Readonly<Record<string, unknown>>, to: (member: unknown) => To) =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, to(member)]))
