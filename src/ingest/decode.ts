/** Raw cells → batches: codes, instants and exact money; rows with a cell that cannot be read are set aside. */

import { type Batch, makeBatch } from '../batches/batch.ts'
import type { Dictionary } from '../batches/dictionary.ts'
import { pickCells } from '../batches/batch.ts'
import type { RawBatch, RawColumn } from '../batches/raw.ts'
import type { TextRole, TimeRole } from '../batches/roles.ts'
import type { Zone } from '../math/zone.ts'
import { type MoneyColumns, MoneyReader } from './money-reader.ts'
import type { BadRow, BadRowReason } from './reader.ts'
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
  readonly #plan: DecodePlan
  readonly #dictionaries: ReadonlyMap<TextRole, Dictionary>

  constructor(plan: DecodePlan, dictionaries: ReadonlyMap<TextRole, Dictionary>) {
    this.#plan = plan
    this.#dictionaries = dictionaries
    this.money = new MoneyReader(plan.money, plan.scale)
  }

  decode(raw: RawBatch): Decoded {
    const { file, fileName } = this.#plan
    const { kept, times, further, amounts, refunds, bad } = this.#decodeValues(raw)
    const rowNumbers = new Float64Array(kept.length)
    for (let i = 0; i < kept.length; i++) rowNumbers[i] = raw.rowNumber(kept[i]!)
    const batch = makeBatch({
      rows: kept.length,
      file,
      fileName,
      codes: this.#codes(raw, kept),
      dictionaries: this.#dictionaries,
      times: new Map<TimeRole, Float64Array>(times ? [['time', times], ...further] : further),
      amounts: this.money.hasMoney ? new Map([['amount', amounts]]) : new Map(),
      numbers: new Map(),
      refunds,
      raw: kept.length === raw.rows ? raw.columns : raw.columns.map(column => pickCells(column, kept)),
      rowNumbers,
    })
    return { batch, bad }
  }

  #decodeValues(raw: RawBatch) {
    const { time, texts, refundPattern } = this.#plan
    const timeOf = time && this.#timeReader(columnNamed(raw, time.column), time.format)
    const orderColumn = refundPattern && texts.has('order') ? columnNamed(raw, texts.get('order')!) : null
    const kept = new Int32Array(raw.rows)
    const times = timeOf && new Float64Array(raw.rows)
    const further = this.#furtherTimes(raw)
    const amounts = new Float64Array(raw.rows)
    const refunds = new Uint8Array(raw.rows)
    const bad: BadRow[] = []
    const setAside = (row: number, reason: BadRowReason, column: string, detail: string) =>
      bad.push({ row: raw.rowNumber(row), reason, column, detail })
    let rows = 0
    this.money.start(raw)
    for (let row = 0; row < raw.rows; row++) {
      if (timeOf) {
        const at = timeOf(row)
        if (Number.isNaN(at)) {
          const cell = columnNamed(raw, time.column).text(row)?.trim() ?? ''
          setAside(row, cell === '' ? 'time-missing' : 'time-unreadable', time.column, cell)
          continue
        }
        times![rows] = at
      }
      const unreadable = further.length === 0 ? null : further.find(({ readInto }) => !readInto(row, rows))
      if (unreadable) {
        setAside(row, 'time-unreadable', unreadable.column.name, unreadable.column.text(row)?.trim() ?? '')
        continue
      }
      const fault = this.money.read(row, refundPattern?.test(orderColumn?.text(row) ?? '') ?? false)
      if (fault) {
        setAside(row, fault.reason, fault.column, fault.cell)
        continue
      }
      amounts[rows] = this.money.units
      refunds[rows] = this.money.isRefund ? 1 : 0
      kept[rows++] = row
    }
    return {
      kept: kept.subarray(0, rows),
      times: times ? times.subarray(0, rows) : null,
      further: further.map(({ role, times }) => [role, times.subarray(0, rows)] as const),
      amounts: amounts.subarray(0, rows),
      refunds: refunds.subarray(0, rows),
      bad,
    }
  }

  /** Columns of time that may be empty; `readInto` is false where a cell is neither empty nor a time. */
  #furtherTimes(raw: RawBatch) {
    return [...this.#plan.furtherTimes].map(([role, { column: name, format }]) => {
      const column = columnNamed(raw, name)
      const timeOf = this.#timeReader(column, format)
      const times = new Float64Array(raw.rows)
      const readInto = (row: number, place: number) => {
        times[place] = timeOf(row)
        return !Number.isNaN(times[place]) || !column.text(row)?.trim()
      }
      return { role, column, times, readInto }
    })
  }

  #timeReader(column: RawColumn, format: TimeFormat | null): (row: number) => number {
    const { zone } = this.#plan
    const { ms } = column
    if (ms) return column.zoned ? ms : row => zone.toInstant(ms(row))
    return row => {
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
      const codes = new Int32Array(kept.length)
      for (let i = 0; i < kept.length; i++) {
        const text = column.text(kept[i]!)?.trim()
        codes[i] = text ? dictionary.intern(normalise ? withoutPointZero(text) : text) : -1
      }
      all.set(role, codes)
    }
    return all
  }
}

/** 12346.0 → 12346: what a spreadsheet or a data frame makes of a whole number beside an empty cell. */
const withoutPointZero = (id: string) => id.replace(/^(\d+)\.0+$/, '$1')

function columnNamed(raw: RawBatch, name: string): RawColumn {
  const column = raw.columns.find(candidate => candidate.name === name)
  if (!column) throw new Error(`the column ${name} was not read`)
  return column
}
