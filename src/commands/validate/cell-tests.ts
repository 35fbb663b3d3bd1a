/** A field's constraints as tests of one cell, which is trimmed and not empty. */

import type { CheckCode } from './check.ts'
import type { Field } from '../../schema/schema.ts'
import { DAY_MS } from '../../math/calendar.ts'
import type { Zone } from '../../math/zone.ts'
import { timeEvidence, parseTime } from '../../ingest/values/times.ts'

export interface CellTest {
  readonly code: CheckCode
  readonly rule: string
  /** `value` is what the cell counts as, NaN where it is of another type. */
  holds(cell: string, value: number): boolean
  /** Whether the value says it all, so that no text need be made of a cell whose value is known. */
  readonly byValue: boolean
}

export interface CellTests {
  readonly tests: readonly CellTest[]
  /** Null where the field's type is no number and no date. */
  readonly measure: Measure | null
}

/** What a cell counts as where it is compared; NaN where it is of another type, which the test of types tells. */
export type Measure = (cell: string) => number

export interface Clock {
  readonly zone: Zone
  /** Epoch milliseconds; values later than a day after it lie in the future. */
  readonly now: number
}

export function cellTests(field: Field, clock: Clock): CellTests {
  const measure = measureOf(field, clock.zone)
  const tests = [
    ...typeTest(field, measure),
    ...rangeTests(field, measure, clock.zone),
    ...textTests(field),
    ...futureTest(field, measure, clock),
  ]
  return { tests, measure }
}

function* typeTest(field: Field, measure: Measure | null): Generator<CellTest> {
  const { type, stringFormat, timeFormat } = field
  const shape = stringFormat ? STRING_SHAPES[stringFormat] : SHAPES[type]
  if (shape) {
    yield { code: 'type', rule: stringFormat ?? type, byValue: false, holds: cell => shape.test(cell) }
  } else if (type !== 'any' && type !== 'string' && measure) {
    const rule = timeFormat ? `${type}, ${timeFormat}` : type
    yield { code: 'type', rule, byValue: true, holds: (_, value) => !Number.isNaN(value) }
  }
}

const SHAPES: Partial<Record<Field['type'], RegExp>> = {
  boolean: /^(?:true|True|TRUE|1|false|False|FALSE|0)$/,
  time: /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/,
  year: /^-?\d{4}$/,
  yearmonth: /^\d{4}-(0[1-9]|1[0-2])$/,
}

const STRING_SHAPES = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  uri: /^[a-zA-Z][a-zA-Z\d+.-]*:\S+$/,
  uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
} as const

/** Bounds of dates may be written in the way of ISO, however the cells are. */
function* rangeTests(field: Field, measure: Measure | null, zone: Zone): Generator<CellTest> {
  const { minimum, maximum } = field
  const compared = (bound: string, isWithin: (difference: number) => boolean) => {
    const isDate = field.type === 'date' || field.type === 'datetime'
    const own = measure?.(bound) ?? Number.NaN
    const limit = Number.isNaN(own) && isDate ? parseTime(bound, 'iso', zone) : own
    if (Number.isNaN(limit)) {
      return { byValue: false, holds: (cell: string) => isWithin(cell < bound ? -1 : cell > bound ? 1 : 0) }
    }
    const holds = (_: string, value: number) => Number.isNaN(value) || isWithin(value - limit)
    return { byValue: true, holds }
  }
  if (minimum !== null) {
    yield {
      code: 'minimum',
      rule: `at least ${minimum}`,
      ...compared(minimum, difference => difference >= 0),
    }
  }
  if (maximum !== null) {
    yield { code: 'maximum', rule: `at most ${maximum}`, ...compared(maximum, difference => difference <= 0) }
  }
}

function* textTests({ allowed, pattern, minLength, maxLength }: Field): Generator<CellTest> {
  const test = (code: CheckCode, rule: string, holds: (cell: string) => boolean) => ({
    code,
    rule,
    holds,
    byValue: false,
  })
  if (allowed) {
    const values = new Set(allowed)
    yield test('enum', `one of ${allowed.join(', ')}`, cell => values.has(cell))
  }
  if (pattern !== null) {
    const whole = new RegExp(`^(?:${pattern})$`, 'u')
    yield test('pattern', `matches ${pattern}`, cell => whole.test(cell))
  }
  if (minLength !== null) {
    yield test('min-length', `at least ${minLength} characters`, cell => characters(cell) >= minLength)
  }
  if (maxLength !== null) {
    yield test('max-length', `at most ${maxLength} characters`, cell => characters(cell) <= maxLength)
  }
}

/** Code points: characters beyond U+FFFF are two units of UTF-16. */
function characters(cell: string): number {
  let pairs = 0
  for (let i = 1; i < cell.length; i++) {
    if ((cell.charCodeAt(i) & 0xfc00) === 0xdc00 && (cell.charCodeAt(i - 1) & 0xfc00) === 0xd800) pairs++
  }
  return cell.length - pairs
}

function* futureTest({ type, future }: Field, measure: Measure | null, { now }: Clock): Generator<CellTest> {
  if (future || (type !== 'date' && type !== 'datetime') || !measure) return
  // A day of grace: the export may come from a zone that is ahead.
  const latest = now + DAY_MS
  yield { code: 'future', rule: 'not in the future', byValue: true, holds: (_, value) => !(value > latest) }
}

function measureOf(field: Field, zone: Zone): Measure | null {
  if (field.type === 'integer') return numberReader(field, /^[-+]?\d+$/)
  if (field.type === 'number') return numberReader(field, /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/)
  if (field.type === 'date' || field.type === 'datetime') return instantReader(field, zone)
  return null
}

function numberReader({ decimalSign, groupSign }: Field, shape: RegExp): Measure {
  return cell => {
    const bare = groupSign === null ? cell : cell.replaceAll(groupSign, '')
    const plain = decimalSign === ',' ? bare.replace(',', '.') : bare
    return shape.test(plain) ? Number(plain) : Number.NaN
  }
}

function instantReader({ timeFormat }: Field, zone: Zone): Measure {
  if (timeFormat !== null) return cell => parseTime(cell, timeFormat, zone)
  return cell => {
    const iso = parseTime(cell, 'iso', zone)
    if (!Number.isNaN(iso)) return iso
    const [format] = timeEvidence([cell]).formats.keys()
    return format === undefined ? Number.NaN : parseTime(cell, format, zone)
  }
}
