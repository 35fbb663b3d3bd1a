/** One cell: the value all formats carry, and how people read it. */

import type { Cell, Column } from '../report.ts'
import { plainText } from './plain-text.ts'

/** Decimals people see where the column does not say. A share is shown in percent. */
const DECIMALS = { integer: 0, number: 2, money: 2, share: 1 } as const

type NumberType = keyof typeof DECIMALS

/** The head of a column as people see it. */
export interface GridColumn {
  readonly name: string
  /** '' where the name says it. */
  readonly unit: string
  /** Stands on the right, so that digits line up. */
  readonly isNumber: boolean
  /** Only text may be cut: half a number or date is a wrong one. */
  readonly isText: boolean
}

const formats = new Map<string, Intl.NumberFormat>()

/** What every format carries for a cell: null where the number is none (not finite), 0 where it is -0. */
export function valueAt(column: Column, row: number): Cell {
  const cell = column.at(row)
  if (typeof cell !== 'number') return cell
  if (!Number.isFinite(cell)) return null
  return cell === 0 ? 0 : cell
}

/** A cell as people read it: 1,234.50, 12.3%, yes; `empty` where there is no value. */
export function cellText(cell: Cell, column: Column, empty: string): string {
  if (cell === null) return empty
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  if (typeof cell === 'string') return plainText(cell)
  return isNumeric(column) ? numberText(cell, column.type, column.decimals) : String(cell)
}

/** Columns whose cells stand on the right, so that their digits line up. */
export function isNumeric<C extends Column>(column: C): column is C & { readonly type: NumberType } {
  return column.type in DECIMALS
}

/** What people see of a table: the columns that are not for machines alone. */
export function shownColumns(table: { columns: readonly Column[]; hidden?: readonly string[] }): Column[] {
  return table.columns.filter(({ name }) => !table.hidden?.includes(name))
}

/** The unit to show with a column's name, or '' where the name or the percent signs already say it. */
export function unitText({ name, type, unit }: Column): string {
  if (!unit || type === 'share' || name.split('_').includes(unit)) return ''
  return plainText(unit)
}

/** A number of no stated decimals is shown with two, or none where it is whole. */
function numberText(value: number, type: NumberType, given: number | undefined): string {
  const decimals = given ?? DECIMALS[type]
  const isWhole = type === 'number' && given === undefined && Number.isInteger(value)
  const text = numberFormat(type, isWhole ? 0 : decimals).format(value)
  const isLost = type === 'number' && value !== 0 && Math.abs(value) < 0.5 * 10 ** -decimals
  return isLost ? smallFormat().format(value) : text
}

function numberFormat(type: NumberType, decimals: number): Intl.NumberFormat {
  const style = type === 'share' ? 'percent' : 'decimal'
  return cached(`${style} ${decimals}`, {
    style,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'negative',
  })
}

/** For numbers that would be shown as 0.00: two digits that count, 0.00031. */
function smallFormat(): Intl.NumberFormat {
  return cached('small', { maximumSignificantDigits: 2 })
}

function cached(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const format = formats.get(key) ?? new Intl.NumberFormat('en-US', options)
  formats.set(key, format)
  return format
}
