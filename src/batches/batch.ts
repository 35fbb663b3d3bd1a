/** Rows of an export, with the columns that play a role decoded: what rollups read. */

import type { Dictionary } from './dictionary.ts'
import type { RawColumn } from './raw.ts'
import type { AmountRole, NumberRole, Role, TextRole, TimeRole } from './roles.ts'

/** Where a row stands, for messages. */
export interface Location {
  readonly file: string
  /** 1 is the first row under the header. */
  readonly row: number
}

/** Good rows that are not to be used, and why. */
export interface LeftOutMarks {
  /** Row → place of its reason in `reasons`, counted from 1; 0 where the row counts. */
  readonly marks: Uint8Array
  readonly reasons: readonly string[]
}

/** Columnar: hot loops read typed arrays, never row objects. */
export interface Batch {
  readonly rows: number
  /** The place of the file among the inputs; orders that come twice are told apart by it. */
  readonly file: number
  has(role: Role | TextRole): boolean
  /** Row → code into `dictionary(role)`, which only grows during a run; -1 where empty. */
  codes(role: TextRole): Int32Array
  dictionary(role: TextRole): Dictionary
  /** Row → epoch milliseconds, UTC; NaN where empty, which `time` never is. */
  times(role: TimeRole): Float64Array
  /** Row → money in units of the run's scale: exact integers, so that sums do not depend on order. */
  amounts(role: AmountRole): Float64Array
  numbers(role: NumberRole): Float64Array
  /** Row → 1 where the row gives money back (definitions G6); its amount is then at most 0. */
  refunds(): Uint8Array
  /** Rows that are left out by what they are (status, customer); null where none is. */
  readonly leftOut: LeftOutMarks | null
  /** A column bound to no role, for filters and checks; null where the file has none of that name. */
  column(name: string): RawColumn | null
  /** The row's number in its file; 1 is the first under the header. */
  rowNumber(row: number): number
  location(row: number): Location
}

/** The decoded columns of a batch. */
export interface BatchColumns {
  readonly rows: number
  readonly file: number
  readonly fileName: string
  readonly codes: ReadonlyMap<TextRole, Int32Array>
  readonly dictionaries: ReadonlyMap<TextRole, Dictionary>
  readonly times: ReadonlyMap<TimeRole, Float64Array>
  readonly amounts: ReadonlyMap<AmountRole, Float64Array>
  readonly numbers: ReadonlyMap<NumberRole, Float64Array>
  readonly refunds: Uint8Array
  readonly leftOut?: LeftOutMarks | null
  readonly raw: readonly RawColumn[]
  rowNumber(row: number): number
}

export function makeBatch(columns: BatchColumns): Batch {
  const { rows, file, fileName, codes, dictionaries, times, amounts, numbers, refunds, raw, rowNumber } =
    columns
  return {
    rows,
    file,
    leftOut: columns.leftOut ?? null,
    has: role =>
      codes.has(role as TextRole) ||
      times.has(role as TimeRole) ||
      amounts.has(role as AmountRole) ||
      numbers.has(role as NumberRole),
    codes: role => bound(codes.get(role), role),
    dictionary: role => bound(dictionaries.get(role), role),
    times: role => bound(times.get(role), role),
    amounts: role => bound(amounts.get(role), role),
    numbers: role => bound(numbers.get(role), role),
    refunds: () => refunds,
    column: name => raw.find(column => column.name === name) ?? null,
    rowNumber,
    location: row => ({ file: fileName, row: rowNumber(row) }),
  }
}

function bound<T>(values: T | undefined, role: Role | TextRole): T {
  if (values === undefined) throw new Error(`no column is bound to the role ${role}`)
  return values
}

/** The batch of those rows alone, in that order. */
export function pickRows(batch: Batch, rows: Int32Array): Batch {
  const pick = <A extends Int32Array | Float64Array | Uint8Array>(values: A, into: A): A => {
    for (let i = 0; i < rows.length; i++) into[i] = values[rows[i]!]!
    return into
  }
  const ints = (values: Int32Array) => pick(values, new Int32Array(rows.length))
  const floats = (values: Float64Array) => pick(values, new Float64Array(rows.length))
  const { leftOut } = batch
  return {
    ...batch,
    rows: rows.length,
    leftOut: leftOut && { ...leftOut, marks: pick(leftOut.marks, new Uint8Array(rows.length)) },
    codes: role => ints(batch.codes(role)),
    times: role => floats(batch.times(role)),
    amounts: role => floats(batch.amounts(role)),
    numbers: role => floats(batch.numbers(role)),
    refunds: () => pick(batch.refunds(), new Uint8Array(rows.length)),
    column: name => {
      const column = batch.column(name)
      return column && pickCells(column, rows)
    },
    rowNumber: row => batch.rowNumber(rows[row]!),
    location: row => batch.location(rows[row]!),
  }
}

/** The column's cells at those rows. */
export function pickCells(column: RawColumn, rows: Int32Array): RawColumn {
  const { name, kind, ms, zoned } = column
  return {
    name,
    kind,
    text: row => column.text(rows[row]!),
    ...(ms ? { ms: (row: number) => ms(rows[row]!), zoned: zoned ?? false } : {}),
  }
}
