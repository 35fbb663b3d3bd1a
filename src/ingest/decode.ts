/** Raw cells → batches: codes, instants and exact money; rows with a cell that cannot be read are set aside. */

import { type Batch, type LeftOutMarks, makeBatch } from '../batches/batch.ts'
import type { Dictionary } from '../batches/dictionary.ts'
import { formWithout, numbersIn } from '../batches/id-form.ts'
import { pickCells } from '../batches/batch.ts'
import type { RawBatch, RawColumn } from '../batches/raw.ts'
import type { TextRole, TimeRole } from '../batches/roles.ts'
import { Scratch } from '../batches/scratch.ts'
import { tooManyDistinct } from '../errors/index.ts'
import type { Zone } from '../math/zone.ts'
import { withoutPointZero } from './ids.ts'
import { EXCLUDED, type LeaveOut, plainValue } from './leave-out.ts'
import { type MoneyColumns, MoneyReader } from './money-reader.ts'
import type { BadRow, BadRowReason } from './reader.ts'
import type { RepeatedRows } from './repeated-rows.ts'
import { isNoDateOrNumber } from './values/no-value.ts'
import { firstBytes, isPlainText, plainTimes } from './values/plain-columns.ts'
import { parseTime, type TimeFormat } from './values/times.ts'

/** How one file is decoded; decided before its first batch. */
export interface DecodePlan {
  readonly file: number
  readonly fileName: string
  readonly zone: Zone
  /** Decimals kept of amounts. */
  readonly scale: number
  readonly texts: ReadonlyMap<TextRole, string>
  readonly time: TimeColumn | null
  /** Of the other roles of time; their cells may be empty. */
  readonly furtherTimes: ReadonlyMap<TimeRole, TimeColumn>
  readonly money: MoneyColumns
  readonly refundPattern: RegExp | null
  readonly idNormalise: boolean
  /** Rows that are left out by their cells. */
  readonly leaveOut: LeaveOut
  /** Customers whose rows are left out. */
  readonly excluded: ReadonlySet<string> | null
  /** Rows that are like an earlier one, where they are looked for. */
  readonly repeated: readonly RepeatedRows[]
  /** Rows whose cell of that column has one of those values give money back. */
  readonly refundRows: { readonly column: string; readonly values: ReadonlySet<string> } | null
  /** Ids of customers and orders that mean there is none. */
  readonly noIds: ReadonlySet<string>
  /** Different ids of a role that are held at most. */
  readonly maxDistinct: number
  /** Rows that are set aside carry their text: that of the file, or the cells that were read of a typed one. */
  readonly keepOriginals: boolean
}

export interface TimeColumn {
  readonly column: string
  readonly format: TimeFormat | null
}

export interface Decoded {
  readonly batch: Batch
  readonly bad: readonly BadRow[]
}

export class Decoder {
  readonly money: MoneyReader
  /** Money given back beside amounts, which was taken off them: in units, and in how many rows. */
  takenOff = 0n
  rowsTakenOff = 0
  /** Rows by the word that stands for no id: "customer NULL". */
  readonly withoutId = new Map<string, number>()
  readonly #plan: DecodePlan
  readonly #dictionaries: ReadonlyMap<TextRole, Dictionary>
  readonly #scratch = new Scratch()
  /** By code of a customer. */
  readonly #isExcluded: boolean[] = []

  constructor(plan: DecodePlan, dictionaries: ReadonlyMap<TextRole, Dictionary>) {
    this.#plan = plan
    this.#dictionaries = dictionaries
    this.money = new MoneyReader(plan.money, plan.scale)
  }

  /** The batch is good until the next one is decoded. */
  decode(raw: RawBatch): Decoded {
    const { file, fileName } = this.#plan
    this.money.start(raw)
    const values = this.#commonValues(raw) ?? this.#decodeValues(raw)
    const { kept, times, further, amounts, refunds, marks, bad } = values
    const codes = this.#codes(raw, kept)
    const batch = makeBatch({
      rows: kept.length,
      file,
      fileName,
      codes,
      dictionaries: this.#dictionaries,
      times: new Map<TimeRole, Float64Array>(times ? [['time', times], ...further] : further),
      amounts: this.money.hasMoney ? new Map([['amount', amounts]]) : new Map(),
      numbers: new Map(),
      refunds,
      leftOut: this.#leftOutWithRepeated(raw, kept, this.#leftOut(marks, codes.get('customer'))),
      raw: kept.length === raw.rows ? raw.columns : raw.columns.map(column => pickCells(column, kept)),
      rowNumber: row => raw.rowNumber(kept[row]!),
    })
    return { batch, bad }
  }

  /** The values of all rows, where the reader has read them and none is out of the ordinary; else null. */
  #commonValues(raw: RawBatch): Values | null {
    const { time, furtherTimes, leaveOut } = this.#plan
    const times = time && this.#timesOfAll(columnNamed(raw, time.column), raw.rows)
    if (!times || furtherTimes.size > 0 || this.#refundTest(raw) || !leaveOut.isEmpty) return null
    for (let row = 0; row < raw.rows; row++) if (Number.isNaN(times[row])) return null
    const money = this.money.readAll(raw.rows)
    return money && { kept: placesTo(raw.rows), times, further: [], ...money, marks: null, bad: [] }
  }

  /** Instants of all rows, where no text need be read for them. */
  #timesOfAll({ cells, ms, moments, zoned }: RawColumn, rows: number): Float64Array | null {
    if (!ms) return cells?.values ?? null
    const { zone } = this.#plan
    if (moments && (zoned || zone.name === 'UTC')) return moments()
    const times = this.#scratch.floats('time', rows)
    for (let row = 0; row < rows; row++) {
      const at = ms(row)
      times[row] = zoned || Number.isNaN(at) ? at : zone.toInstant(at)
    }
    return times
  }

  #decodeValues(raw: RawBatch): Values {
    const { time, leaveOut } = this.#plan
    const timeOf = time && this.#timeReader(columnNamed(raw, time.column), time.format, raw.rows)
    const kept = new Int32Array(raw.rows)
    const times = timeOf && new Float64Array(raw.rows)
    const further = this.#furtherTimes(raw)
    const amounts = new Float64Array(raw.rows)
    const refunds = new Uint8Array(raw.rows)
    const marks = leaveOut.marksOf(raw)
    const keptMarks = marks && new Uint8Array(raw.rows)
    const isRefund = this.#refundTest(raw)
    const bad: BadRow[] = []
    const setAside = (row: number, reason: BadRowReason, column: string, detail: string) =>
      bad.push({ row: raw.rowNumber(row), reason, column, detail, ...this.#original(raw, row) })
    let rows = 0
    for (let row = 0; row < raw.rows; row++) {
      if (timeOf) {
        const at = timeOf(row)
        if (Number.isNaN(at) && !marks?.[row]) {
          const cell = columnNamed(raw, time.column).text(row)?.trim() ?? ''
          const isMissing = cell === '' || isNoDateOrNumber(cell)
          setAside(row, isMissing ? 'time-missing' : 'time-unreadable', time.column, cell)
          continue
        }
        times![rows] = at
      }
      const unreadable = further.length === 0 ? null : further.find(({ readInto }) => !readInto(row, rows))
      if (unreadable && !marks?.[row]) {
        setAside(row, 'time-unreadable', unreadable.column.name, unreadable.column.text(row)?.trim() ?? '')
        continue
      }
      const fault = this.money.read(row, isRefund?.(row) ?? false)
      if (fault && !marks?.[row]) {
        setAside(row, fault.reason, fault.column, fault.cell)
        continue
      }
      // A row that is left out is not bad, whatever stands in it.
      amounts[rows] = fault ? 0 : this.money.units
      refunds[rows] = this.money.isRefund ? 1 : 0
      if (this.money.takenOff !== 0 && !marks?.[row]) this.#addTakenOff(this.money.takenOff)
      if (keptMarks) keptMarks[rows] = marks![row]!
      kept[rows++] = row
    }
    return {
      kept: kept.subarray(0, rows),
      times: times ? times.subarray(0, rows) : null,
      further: further.map(({ role, times }) => [role, times.subarray(0, rows)] as const),
      amounts: amounts.subarray(0, rows),
      refunds: refunds.subarray(0, rows),
      marks: keptMarks?.subarray(0, rows) ?? null,
      bad,
    }
  }

  /** Columns of time that may be empty; `readInto` is false where a cell is neither empty nor a time. */
  #furtherTimes(raw: RawBatch) {
    return [...this.#plan.furtherTimes].map(([role, { column: name, format }]) => {
      const column = columnNamed(raw, name)
      const timeOf = this.#timeReader(column, format, raw.rows)
      const times = new Float64Array(raw.rows)
      const readInto = (row: number, place: number) => {
        times[place] = timeOf(row)
        if (!Number.isNaN(times[place])) return true
        const text = column.text(row)?.trim()
        return !text || isNoDateOrNumber(text)
      }
      return { role, column, times, readInto }
    })
  }

  /** Rows that give money back by their order id, or by what stands in a column; null where neither says so. */
  #refundTest(raw: RawBatch): ((row: number) => boolean) | null {
    const { refundPattern, refundRows, texts } = this.#plan
    const orders = refundPattern && texts.has('order') ? columnNamed(raw, texts.get('order')!) : null
    const kinds = refundRows && columnNamed(raw, refundRows.column)
    if (!orders && !kinds) return null
    return row =>
      (orders !== null && refundPattern!.test(orders.text(row) ?? '')) ||
      (kinds !== null && refundRows!.values.has(plainValue(kinds.text(row) ?? '')))
  }

  #addTakenOff(units: number): void {
    this.takenOff += BigInt(units)
    this.rowsTakenOff++
  }

  #leftOut(marks: Uint8Array | null, customers: Int32Array | undefined): LeftOutMarks | null {
    const { excluded, leaveOut } = this.#plan
    if (!excluded || !customers) return marks && leaveOut.marked(marks)
    const all = marks ?? new Uint8Array(customers.length)
    const dictionary = this.#dictionaries.get('customer')!
    for (let code = this.#isExcluded.length; code < dictionary.size; code++) {
      this.#isExcluded.push(excluded.has(dictionary.text(code)))
    }
    const place = leaveOut.placeOf(EXCLUDED)
    for (let row = 0; row < all.length; row++) {
      const customer = customers[row]!
      if (customer !== -1 && all[row] === 0 && this.#isExcluded[customer]) all[row] = place
    }
    return leaveOut.marked(all)
  }

  /** They come last of all reasons: a row is told of by what it is before by what stands elsewhere. */
  #leftOutWithRepeated(raw: RawBatch, kept: Int32Array, leftOut: LeftOutMarks | null): LeftOutMarks | null {
    const { repeated, file, fileName, leaveOut } = this.#plan
    if (repeated.length === 0) return leftOut
    const marks = leftOut?.marks ?? new Uint8Array(kept.length)
    for (const rows of repeated) {
      const isRepeated = rows.look(raw, file)
      for (let i = 0; i < kept.length; i++) {
        const row = kept[i]!
        if (!isRepeated[row] || marks[i] !== 0) continue
        rows.count(fileName, raw.rowNumber(row))
        if (rows.sought.isLeftOut) marks[i] = leaveOut.placeOf(rows.sought.reason)
      }
    }
    return leaveOut.marked(marks)
  }

  #timeReader(column: RawColumn, format: TimeFormat | null, rows: number): (row: number) => number {
    const { zone } = this.#plan
    const { ms } = column
    if (ms && column.zoned) return ms
    if (ms) {
      return row => {
        const local = ms(row)
        // No zone knows an instant for an empty cell.
        return Number.isNaN(local) ? local : zone.toInstant(local)
      }
    }
    const plain = format === 'iso' && column.cells ? plainTimes(column.cells, rows, zone) : null
    return row => {
      if (plain && !Number.isNaN(plain[row])) return plain[row]!
      const text = column.text(row)
      return text === null ? Number.NaN : parseTime(text, format ?? 'iso', zone)
    }
  }

  #codes(raw: RawBatch, kept: Int32Array): Map<TextRole, Int32Array> {
    const all = new Map<TextRole, Int32Array>()
    for (const [role, name] of this.#plan.texts) {
      const column = columnNamed(raw, name)
      const dictionary = this.#dictionaries.get(role)!
      const normalise = role === 'customer' && this.#plan.idNormalise
      const noIds = role === 'customer' || role === 'order' ? this.#plan.noIds : NONE
      const codes = this.#scratch.ints(role, kept.length)
      const noIdStarts = firstBytes(noIds)
      const { cells } = column
      const form = cells && !cells.numbers ? formWithout(dictionary.form, this.#plan.noIds) : null
      const numbers = form === null ? (cells?.numbers ?? null) : numbersIn(form, cells!, raw.rows)
      const isWhole = kept.length === raw.rows
      for (let i = 0; i < kept.length; i++) {
        if (numbers && isWhole) i = dictionary.internNumbers(numbers, i, codes)
        if (i === kept.length) break
        const row = kept[i]!
        const number = numbers === null ? -1 : numbers[row]!
        if (number !== -1) {
          codes[i] = dictionary.internNumber(number)
          continue
        }
        if (cells && !normalise && isPlainText(cells, row, noIdStarts)) {
          codes[i] = dictionary.internBytes(cells.bytes, cells.starts[row]!, cells.ends[row]!)
          continue
        }
        const text = column.text(row)?.trim()
        if (text && noIds.has(text)) this.#countWithoutId(`${role} ${text}`)
        const hasText = text && !noIds.has(text)
        codes[i] = hasText ? dictionary.intern(normalise ? withoutPointZero(text) : text) : -1
      }
      const { maxDistinct, fileName } = this.#plan
      if (dictionary.size > maxDistinct) throw tooManyDistinct(fileName, name, maxDistinct)
      all.set(role, codes)
    }
    return all
  }

  #original(raw: RawBatch, row: number): Pick<BadRow, 'original'> {
    if (!this.#plan.keepOriginals) return {}
    return { original: raw.original?.(row) ?? raw.columns.map(({ text }) => text(row) ?? '').join(',') }
  }

  #countWithoutId(word: string): void {
    this.withoutId.set(word, (this.withoutId.get(word) ?? 0) + 1)
  }
}

interface Values {
  /** Rows of the file that are rows of the batch. */
  readonly kept: Int32Array
  readonly times: Float64Array | null
  readonly further: readonly (readonly [TimeRole, Float64Array])[]
  readonly amounts: Float64Array
  readonly refunds: Uint8Array
  readonly marks: Uint8Array | null
  readonly bad: readonly BadRow[]
}

let places = new Int32Array(0)

/** 0, 1, 2 … */
function placesTo(rows: number): Int32Array {
  if (places.length < rows) {
    places = new Int32Array(rows)
    for (let row = 0; row < rows; row++) places[row] = row
  }
  return places.subarray(0, rows)
}

const NONE: ReadonlySet<string> = new Set()

function columnNamed(raw: RawBatch, name: string): RawColumn {
  const column = raw.columns.find(candidate => candidate.name === name)
  if (!column) throw new Error(`the column ${name} was not read`)
  return column
}
