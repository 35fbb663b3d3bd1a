/** A first schema for exports like this one: what holds of it, with room for later ones. */

import { DAY_MS, formatDay } from '../../math/calendar.ts'
import { yamlText } from '../../rules/write-yaml.ts'
import type { CommandContext } from '../context.ts'
import type { ColumnProfile } from './column-profile.ts'
import type { Look } from './look.ts'

const COMMENT = `What this export should be: a Frictionless Table Schema, with checks of the export as a whole under tenure.
Made from one export: loosen what may differ, tighten what may not, then
  tenure validate FILE --schema THIS`

/** Later values may be so many times as large. */
const ROOM = 3

/** A column of few values lists them where each stands for at least so many cells. */
const CELLS_OF_A_VALUE = 10
const MOST_LISTED = 20

/** An export that is older says nothing of how fresh exports are. */
const FRESH_DAYS = 7

/** Pure: the same look and context give the same text. */
export function firstSchema(look: Look, { engine }: CommandContext): string {
  const { profile, source, run, histories } = look
  const { columns, rowHashes } = profile
  const rows = source.tallies.reduce((sum, { rowsRead }) => sum + rowsRead, 0)
  const timeColumn = look.columnOf('time')
  const today = engine.asOf ?? run.zone.dayOf(engine.now)
  const isFresh = timeColumn !== null && today - run.lastDay <= FRESH_DAYS
  return yamlText(COMMENT, {
    fieldsMatch: ['exact'],
    fields: columns.map(column => fieldOf(column, look)),
    tenure: {
      rows: { min: Math.floor(rows / 2), max: rows * 2 },
      ...(isFresh ? { freshness: { field: timeColumn, days: Math.max(1, today - run.lastDay + 1) } } : {}),
      ...(rowHashes.repeated === 0 ? { maxDuplicates: 0 } : {}),
      changes: {
        rows: 0.3,
        ...(histories.customers > 0 ? { customers: 0.3 } : {}),
        ...(run.hasAmount ? { revenue: 0.5 } : {}),
        psi: 0.25,
        fields: columns.filter(column => isListed(column) || isMeasure(column)).map(({ name }) => name),
      },
      severities: { 'column-order': 'warn' },
    },
  })
}

function fieldOf(column: ColumnProfile, look: Look) {
  const { type, ...format } = typeOf(column, look)
  const constraints = { ...presence(column, look), ...range(column, type), ...shape(column, type) }
  return {
    name: column.name,
    type,
    ...format,
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
    ...extras(column, type),
  }
}

function typeOf(column: ColumnProfile, look: Look) {
  const isTime = column.name === look.columnOf('time')
  const reading = look.source.readings.find(({ what }) => what === 'date format')
  if (isTime && reading)
    return { type: 'datetime', ...(reading.value === 'iso' ? {} : { format: reading.value }) }
  if (isId(column, look)) return { type: 'string' }
  switch (column.kind) {
    case 'date':
      return { type: 'datetime' }
    case 'integer':
    case 'decimal':
      return column.isPlainNumber
        ? { type: column.kind === 'integer' ? 'integer' : 'number' }
        : { type: 'string' }
    default:
      return { type: 'string' }
  }
}

/** Ids are texts, whatever they look like. */
const isId = ({ name }: ColumnProfile, { columnOf }: Look) =>
  name === columnOf('customer') ||
  name === columnOf('order') ||
  name === columnOf('product') ||
  /(?:^|_)id$/i.test(name)

function presence(column: ColumnProfile, look: Look) {
  const { empty, cells, distinct, isApproximate } = column
  const isUnique =
    isId(column, look) &&
    cells > 1 &&
    distinct === cells - empty &&
    !isApproximate &&
    look.source.files.length === 1
  return {
    ...(empty === 0 && cells > 0 ? { required: true } : {}),
    ...(isUnique && empty === 0 ? { unique: true } : {}),
  }
}

function range(column: ColumnProfile, type: string) {
  if (type === 'datetime') {
    const first = Date.parse(column.range.least ?? '')
    // Earlier rows may be added, but not those of another century.
    return Number.isNaN(first) ? {} : { minimum: formatDay(Math.floor(first / DAY_MS) - 366) }
  }
  if (type !== 'integer' && type !== 'number') return {}
  const [low, high] = [Number(column.range.least), Number(column.range.greatest)]
  return { minimum: low >= 0 ? 0 : -roomy(-low), maximum: high <= 0 ? 0 : roomy(high) }
}

/** The next of 1, 2, 5, 10, … above what there is room for. */
function roomy(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value * ROOM))
  return ([1, 2, 5, 10].find(step => step * power >= value * ROOM) ?? 10) * power
}

function shape(column: ColumnProfile, type: string) {
  if (type !== 'string') return {}
  if (isListed(column)) return { enum: (column.values.all ?? []).map(([value]) => value).sort() }
  return column.shapes.pattern === null ? {} : { pattern: column.shapes.pattern }
}

function extras({ empty, cells }: ColumnProfile, type: string) {
  const share = cells === 0 ? 0 : empty / cells
  const extra = {
    ...(type === 'datetime' ? { future: false } : {}),
    ...(empty > 0 ? { maxEmpty: Math.min(1, Math.ceil(share * 200 + 1) / 100) } : {}),
  }
  return Object.keys(extra).length > 0 ? { tenure: extra } : {}
}

function isListed({ kind, values, cells, empty }: ColumnProfile): boolean {
  const { all } = values
  if (kind !== 'text' && kind !== 'boolean') return false
  return all !== null && all.length <= MOST_LISTED && cells - empty >= all.length * CELLS_OF_A_VALUE
}

const isMeasure = ({ kind, isPlainNumber, name }: ColumnProfile) =>
  (kind === 'integer' || kind === 'decimal') && isPlainNumber && !/(?:^|_)id$/i.test(name)
