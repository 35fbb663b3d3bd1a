/** Columns that are called like money but hold something else: an answer without money must say why. */

import type { RawColumn } from '../batches/raw.ts'
import type { Role } from '../batches/roles.ts'
import { shortened } from '../errors/index.ts'
import { cellsOf } from './evidence.ts'
import type { OpenFile } from './open-file.ts'
import { normalisedName, ROLE_NAMES } from './role-names.ts'
import { decimalEvidence } from './values/amounts.ts'

/** One sentence a file, where amounts are asked for and neither an amount nor a price was found. */
export function passedOverNotes(files: readonly OpenFile[], asked: readonly Role[]): string[] {
  if (!asked.includes('amount')) return []
  return files.flatMap(({ reader, opening: { head }, bindings, remembered }) => {
    if (remembered) return remembered.passedOver
    if (bindings.some(({ role }) => role === 'amount' || role === 'price')) return []
    const taken = new Set(bindings.map(({ column }) => column))
    const column = head.columns.find(({ name }) => !taken.has(name) && isCalledMoney(name))
    const cell = column && firstUnreadableNumber(column, head.rows)
    if (!column || cell === undefined) return []
    const why = `half of its cells or more are no numbers, first: ${shortened(cell)}`
    return [
      `${reader.name}: no money is counted: the column ${column.name} was not taken, because ${why}; --amount ${column.name} takes it all the same.`,
    ]
  })
}

const MONEY_NAMES = new Set([...ROLE_NAMES.amount.flat(), ...ROLE_NAMES.price.flat()])

const isCalledMoney = (name: string) => MONEY_NAMES.has(normalisedName(name))

function firstUnreadableNumber(column: RawColumn, rows: number): string | undefined {
  for (const cell of cellsOf(column, rows)) if (decimalEvidence([cell]).unreadable > 0) return cell
  return undefined
}
