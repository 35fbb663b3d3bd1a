/** Whether a filter leaves out every row of a row group, by what its footer says; only where that is certain. */

import { isNumberText } from '../../batches/compare-cells.ts'
import { type Condition, LEFT_OUT } from '../../batches/filter.ts'
import type { RawKind } from '../../batches/raw.ts'
import type { Unneeded } from '../reader.ts'
import type { ColumnBounds, ValueBounds } from './protocol.ts'

/** Every column that decides. */
export const decidingColumns = ({ filter: { where = [] }, time, full }: Unneeded): string[] => [
  ...new Set([time, ...full, ...where.map(({ column }) => column)]),
]

const KINDS: Readonly<Record<ValueBounds['as'], readonly RawKind[]>> = {
  text: ['text'],
  number: ['integer', 'float'],
  day: ['date'],
  moment: ['timestamp'],
}

/** Bounds of values that the reader takes for something else, as a hint of the writer may say, are none. */
export function boundsOfKind(bounds: ColumnBounds | null, kind: RawKind): ColumnBounds | null {
  if (!bounds?.values || KINDS[bounds.values.as].includes(kind)) return bounds
  return { ...bounds, values: null }
}

/** No zone is so far from UTC, and no clock is set by so much. */
const ZONE_MS = 2 * 86_400_000

/** The reason why no row counts; null where one may. In the order in which it is decided row by row. */
export function reasonOutside(
  { filter: { before, since, where = [] }, time, full }: Unneeded,
  boundsOf: (column: string) => ColumnBounds | null,
): string | null {
  if (full.some(column => boundsOf(column)?.missing !== 0)) return null
  const times = boundsOf(time)?.values
  const hasTimes = times?.as === 'moment' || times?.as === 'day'
  // A time of no such year is a bad one.
  if (hasTimes && !isWithinYears(times)) return null
  if (hasTimes && before !== undefined && times.least - ZONE_MS >= before) return LEFT_OUT.before
  if (hasTimes && since !== undefined && times.greatest + ZONE_MS < since) return LEFT_OUT.since
  // Those that the time leaves out, and those that --where does, are counted apart.
  const isWithin =
    (before === undefined || (hasTimes && times.greatest + ZONE_MS < before)) &&
    (since === undefined || (hasTimes && times.least - ZONE_MS >= since))
  const isOutside =
    isWithin && where.some(condition => neverHolds(condition, boundsOf(condition.column)?.values))
  return isOutside ? LEFT_OUT.where : null
}

/** Whether no cell within those bounds can meet the condition, as cells are compared row by row. */
export function neverHolds(condition: Condition, bounds: ValueBounds | null | undefined): boolean {
  if (!bounds) return false
  const { operator, values } = condition
  const each = operator === 'in' || operator === '=' ? values : values.slice(0, 1)
  if (each.length === 0 || operator === '!=') return false
  return each.every(value => {
    const side = sideOf(value, bounds)
    if (operator === 'in' || operator === '=') return side !== null
    return side === (operator === '<' || operator === '<=' ? 'below' : 'above')
  })
}

/** Where a value lies of all cells: below them, above them, or only where none of them is. */
type Side = 'below' | 'above' | 'beside' | null

function sideOf(value: string, bounds: ValueBounds): Side {
  switch (bounds.as) {
    case 'number':
      return isNumberText(value) ? between(Number(value), bounds.least, bounds.greatest) : null
    case 'text':
      return sideOfTexts(value, bounds.least, bounds.greatest)
    case 'day':
      return sideOfTimes(value, bounds, 'YYYY-MM-DD'.length)
    case 'moment':
      // Fractions of a second and a Z may follow, which are not in the order of time.
      return sideOfTimes(value, bounds, 'YYYY-MM-DDTHH:MM:SS'.length)
  }
}

function between<T extends string | number>(value: T, least: T, greatest: T): Side {
  if (value < least) return 'below'
  return value > greatest ? 'above' : null
}

/** Years that are written with four digits, whose texts are in the order of time. */
const FIRST_MS = -62_135_596_800_000
const END_MS = 253_402_300_800_000

interface Span {
  readonly least: number
  readonly greatest: number
}

const isWithinYears = ({ least, greatest }: Span) => least >= FIRST_MS && greatest < END_MS

function sideOfTimes(value: string, span: Span, length: number): Side {
  if (isNumberText(value) || !isWithinYears(span)) return null
  const textOf = (ms: number) => new Date(ms).toISOString().slice(0, length)
  return between(value.slice(0, length), textOf(span.least), textOf(span.greatest))
}

const VISIBLE = /^[!-~]+$/

/**
 * The bounds are in the order of bytes and of whole cells; cells are compared by letters and without spaces around
 * them. Of visible ASCII both orders are one, and spaces before a cell would show in the bounds. Those behind it make
 * it greater: a value may be less than all of them, and yet not less than their letters.
 */
function sideOfTexts(value: string, least: string, greatest: string): Side {
  const areVisible = [value, least, greatest].every(text => VISIBLE.test(text))
  if (!areVisible || isNumberText(value)) return null
  if (value > greatest) return 'above'
  return value < least && !least.startsWith(value) ? 'beside' : null
}
