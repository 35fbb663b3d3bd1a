/** The amount of each row: a column of its own, or a unit price times a quantity; and which rows are refunds. */

import type { RawBatch, RawColumn } from '../batches/raw.ts'
import { Scratch } from '../batches/scratch.ts'
import { divideRounded } from '../math/money.ts'
import type { BadRowReason } from './reader.ts'
import { plainAmounts } from './values/plain-columns.ts'
import { AmountParser, type DecimalSign, type Thousands, TOO_LARGE } from './values/amounts.ts'
import { isNoDateOrNumber } from './values/no-value.ts'

/** Decimals kept of a quantity: grams of a kilogram, and one more. */
export const QUANTITY_SCALE = 4
const QUANTITY_UNIT = 10 ** QUANTITY_SCALE

/** Which columns money is read from, and how each is written. */
export interface MoneyColumns {
  readonly amount: NumberColumn | null
  readonly price: NumberColumn | null
  readonly quantity: NumberColumn | null
  /** Money given back beside the amount, which is taken off it. */
  readonly refunded?: NumberColumn | null
}

export interface NumberColumn {
  readonly name: string
  readonly decimal: DecimalSign
  readonly thousands: Thousands | null
}

/** Why the row at hand has no amount; its column is `column`. */
export interface MoneyFault {
  readonly reason: BadRowReason
  readonly column: string
  readonly cell: string
}

export class MoneyReader {
  readonly hasMoney: boolean
  /** Units of the row read last: at most 0 where it is a refund. */
  units = 0
  isRefund = false
  /** What was taken off the amount of the row read last. */
  takenOff = 0
  readonly #columns: MoneyColumns
  readonly #main: AmountParser | null
  readonly #quantities: AmountParser | null
  readonly #refundeds: AmountParser | null
  #amounts: RawColumn | null = null
  #refunded: RawColumn | null = null
  #quantity: RawColumn | null = null
  readonly #scale: number
  readonly #scratch = new Scratch()
  #plainAmounts: Float64Array | null = null
  #plainQuantities: Float64Array | null = null

  constructor(columns: MoneyColumns, scale: number) {
    this.#scale = scale
    const main = columns.amount ?? columns.price
    this.#columns = columns
    this.hasMoney = main !== null
    this.#main = main && new AmountParser(main.decimal, scale, main.thousands)
    const { quantity, refunded } = columns
    this.#refundeds = refunded ? new AmountParser(refunded.decimal, scale, refunded.thousands) : null
    this.#quantities = quantity && new AmountParser(quantity.decimal, QUANTITY_SCALE, quantity.thousands)
  }

  /** Cells with more decimals than the scale keeps. */
  get rounded(): number {
    return this.#main?.rounded ?? 0
  }

  /** The currency signs seen around amounts. */
  get signs(): ReadonlySet<string> {
    return this.#main?.signs ?? new Set()
  }

  start(batch: RawBatch): void {
    const named = (column: NumberColumn | null | undefined) =>
      !column ? null : (batch.columns.find(({ name }) => name === column.name) ?? null)
    this.#amounts = named(this.#columns.amount ?? this.#columns.price)
    this.#quantity = named(this.#columns.quantity)
    this.#refunded = named(this.#columns.refunded)
    const plain = (column: NumberColumn | null, raw: RawColumn | null, scale: number) => {
      if (!column || !raw) return null
      if (raw.units) return raw.units(scale)
      return raw.cells ? plainAmounts(raw.cells, batch.rows, column.decimal, scale) : null
    }
    this.#plainAmounts = plain(this.#columns.amount ?? this.#columns.price, this.#amounts, this.#scale)
    this.#plainQuantities = plain(this.#columns.quantity, this.#quantity, QUANTITY_SCALE)
  }

  /** The money of all rows, where each is written plainly, good until that of the next batch; null where one is not. */
  readAll(rows: number): { readonly amounts: Float64Array; readonly refunds: Uint8Array } | null {
    const plain = this.#plainAmounts
    const quantities = this.#plainQuantities
    const multiplies = this.#columns.amount === null && this.#columns.quantity !== null
    if (!this.hasMoney && !this.#quantity) {
      return { amounts: new Float64Array(rows), refunds: new Uint8Array(rows) }
    }
    if (!plain || this.#refunded || (this.#quantity && !quantities) || multiplies) return null
    const amounts = this.#scratch.floats('amount', rows)
    const refunds = this.#scratch.bytes('refund', rows)
    for (let row = 0; row < rows; row++) {
      const units = plain[row]!
      const quantity = quantities === null ? 0 : quantities[row]!
      if (Number.isNaN(units) || Number.isNaN(quantity)) return null
      const isRefund = units < 0 || quantity < 0
      amounts[row] = isRefund && units > 0 ? -units : units
      refunds[row] = isRefund ? 1 : 0
    }
    return { amounts, refunds }
  }

  /** Reads a row's money into `units` and `isRefund`; a fault where it cannot be read. */
  read(row: number, isRefundById: boolean): MoneyFault | null {
    if (this.#readPlain(row, isRefundById)) return null
    const quantityText = this.#quantity?.text(row)?.trim()
    const quantity = isEmpty(quantityText) ? null : this.#quantities!.parse(quantityText)
    if (quantity !== null && !Number.isFinite(quantity)) {
      return { reason: 'quantity-unreadable', column: this.#columns.quantity!.name, cell: quantityText! }
    }
    let units = 0
    this.takenOff = 0
    if (this.#amounts) {
      const main = this.#columns.amount ?? this.#columns.price!
      const text = this.#amounts.text(row)?.trim()
      if (isEmpty(text)) return { reason: 'amount-missing', column: main.name, cell: text ?? '' }
      units = this.#main!.parse(text)
      const multiplies = this.#columns.amount === null && this.#columns.quantity !== null
      if (multiplies && quantity === null) {
        return { reason: 'quantity-missing', column: this.#columns.quantity!.name, cell: '' }
      }
      if (multiplies && Number.isFinite(units)) units = times(units, quantity!)
      if (!Number.isFinite(units)) {
        const reason = units === TOO_LARGE ? 'amount-too-large' : 'amount-unreadable'
        return { reason, column: main.name, cell: text }
      }
    }
    this.#take(units, quantity ?? 0, isRefundById)
    return this.#refunded === null ? null : this.#takeOff(row, this.#refunded)
  }

  /** What stands beside the amount as given back: the order is worth that much less, and stays an order (definition G6). */
  #takeOff(row: number, column: RawColumn): MoneyFault | null {
    const text = column.text(row)?.trim()
    if (isEmpty(text) || this.isRefund) return null
    const units = Math.abs(this.#refundeds!.parse(text))
    if (!Number.isFinite(units)) return { reason: 'amount-unreadable', column: column.name, cell: text }
    this.units -= units
    this.takenOff = units
    return null
  }

  /** The common case, without texts; false where a cell is not written plainly. */
  #readPlain(row: number, isRefundById: boolean): boolean {
    if (!this.#plainAmounts || this.#refunded || (this.#quantity && !this.#plainQuantities)) return false
    const quantity = this.#plainQuantities ? this.#plainQuantities[row]! : 0
    const multiplies = this.#columns.amount === null && this.#columns.quantity !== null
    const units = multiplies ? times(this.#plainAmounts[row]!, quantity) : this.#plainAmounts[row]!
    if (Number.isNaN(quantity) || !Number.isFinite(units)) return false
    this.#take(units, quantity, isRefundById)
    this.takenOff = 0
    return true
  }

  #take(units: number, quantity: number, isRefundById: boolean): void {
    this.isRefund = isRefundById || units < 0 || quantity < 0
    this.units = this.isRefund && units > 0 ? -units : units
  }
}

const isEmpty = (text: string | undefined): text is '' | undefined => !text || isNoDateOrNumber(text)

/** Price units × quantity, exact, rounded half away from zero to the scale of the price. */
function times(units: number, quantity: number): number {
  const product = units * quantity
  if (Number.isNaN(product)) return product
  if (Number.isSafeInteger(product) && product % QUANTITY_UNIT === 0) return product / QUANTITY_UNIT
  const exact = divideRounded(BigInt(units) * BigInt(quantity), BigInt(QUANTITY_UNIT))
  return exact > Number.MAX_SAFE_INTEGER || exact < Number.MIN_SAFE_INTEGER ? TOO_LARGE : Number(exact)
}
