/** Which column plays which role, and why. */

import { isAttribute, type Role } from '../../batches/roles.ts'
import { CORE_ROLES } from './core-roles.ts'
import type { Look } from './look.ts'

export interface RoleRow {
  readonly role: Role
  readonly column: string | null
  readonly source: 'guessed' | 'given' | null
  readonly why: string
}

/** The roles that are played, and those without which little can be said; once where all files agree. */
export function roleRows({ source, columnOf, faults }: Look): RoleRow[] {
  const played = new Map<string, RoleRow>()
  for (const { role, column, source: from, why } of source.files.flatMap(({ bindings }) => bindings)) {
    if (isAttribute(role)) continue
    const row = { role, column, source: from, why: why + moneyText(role, columnOf) }
    played.set(`${role} ${column}`, row)
  }
  const missing = CORE_ROLES.filter(role => ![...played.values()].some(row => row.role === role))
  const rows = [...played.values(), ...missing.map(role => unplayed(role, columnOf, faults))]
  return rows.sort((a, b) => rank(a.role) - rank(b.role))
}

const rank = (role: Role) => (CORE_ROLES.includes(role) ? CORE_ROLES.indexOf(role) : CORE_ROLES.length)

function unplayed(role: Role, columnOf: Look['columnOf'], faults: Look['faults']): RoleRow {
  const open = openQuestion(role, faults)
  if (open !== null) return { role, column: null, source: null, why: open }
  const why =
    role === 'order'
      ? 'no column found: every row is an order of its own'
      : role === 'amount' && columnOf('price') !== null
        ? 'the price is read instead'
        : 'no column found'
  return { role, column: null, source: null, why }
}

/** Faults by which a column that was found is not read. */
const OPEN: Readonly<Partial<Record<Role, RegExp>>> = {
  time: /-dates?$|^short-year$/,
  amount: /-amounts?$/,
}

function openQuestion(role: Role, faults: Look['faults']): string | null {
  const codes = faults.map(({ details }) => details?.code ?? '')
  if (codes.includes(`several-${role}-columns`)) return 'several columns could be it: see below'
  return codes.some(code => OPEN[role]?.test(code)) ? 'how it is written is not clear: see below' : null
}

/** Definition G5: an amount is the row's total; quantity multiplies only a unit price. */
function moneyText(role: Role, columnOf: Look['columnOf']): string {
  const quantity = columnOf('quantity')
  if (role === 'amount' && quantity !== null)
    return `; the total of the row: ${quantity} does not multiply it`
  if (role !== 'price' || columnOf('amount') !== null) return ''
  return quantity === null ? '; taken for the total of the row' : `; times ${quantity} it is the amount`
}
