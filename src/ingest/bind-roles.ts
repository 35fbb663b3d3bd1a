/** Which column plays which role: by the user's word, else by header names in common use, else by content. */

import type { RawColumn } from '../batches/raw.ts'
import { type AttributeRole, type Role, TIME_ROLES } from '../batches/roles.ts'
import {
  noColumnForRole,
  type OnFault,
  noReadableDate,
  repeatedColumnName,
  severalColumnsForRole,
  type UserError,
  unknownColumn,
} from '../errors/index.ts'
import { firstCell, firstUnreadableDate, looksLikeAmounts, looksLikeDates } from './evidence.ts'
import type { Reader } from './reader.ts'
import type { Head } from './head.ts'
import { columnFor } from './presets/index.ts'
import type { Preset } from './presets/preset.ts'
import { normalisedName, ROLE_NAMES } from './role-names.ts'

/** A role, or a column that customers are grouped by. */
export type BoundRole = Role | AttributeRole

export interface Binding {
  readonly role: BoundRole
  readonly column: string
  readonly source: 'guessed' | 'given'
  readonly why: string
}

export interface RoleRequest {
  /** Roles that the user named a column for. */
  readonly given: Readonly<Partial<Record<Role, string>>>
  /** Without these there is no answer. */
  readonly needed: readonly Role[]
  /** Bound where a column is found. */
  readonly wanted: readonly Role[]
  /** Whose export it is; its columns are known without looking. */
  readonly preset?: Preset | null
}

/** Binds the roles of one file; a column plays one role only, the given ones first. A fault leaves its role unbound. */
export function bindRoles(
  reader: Reader,
  head: Head,
  { given, needed, wanted, preset }: RoleRequest,
  onFault: OnFault,
): Binding[] {
  const names = reader.columns.map(({ name }) => name)
  const bindings: Binding[] = []
  const disputed = new Set<Role>()
  for (const [role, column] of Object.entries(given) as [Role, string][]) {
    if (!names.includes(column)) throw unknownColumn(reader.name, role, column, names)
    bindings.push({ role, column, source: 'given', why: `--${role}` })
  }
  const roles = new Set([...needed, ...wanted])
  if (preset) bindings.push(...presetBindings(preset, names, roles, bindings))
  const guess = (role: Role, byContent = true): boolean => {
    const taken = new Set(bindings.map(({ column }) => column))
    const free = head.columns.filter(({ name }) => !taken.has(name))
    const named = namedLike(role, free, head)
    if (named.length > 1) {
      onFault(severalColumnsForRole(reader.name, role, named))
      disputed.add(role)
      return true
    }
    const binding =
      guessByName(role, named, role === 'amount' ? lesserNames(free, named, head) : []) ??
      (byContent ? guessByContent(role, free, head) : null)
    if (binding) bindings.push(binding)
    return binding !== null
  }
  for (const role of roles) {
    if (role in given) continue
    if (role === 'amount') guessMoney(bindings, guess)
    else if (!has(bindings, role)) guess(role)
  }
  for (const role of needed) {
    if (has(bindings, role) || disputed.has(role) || (role === 'amount' && has(bindings, 'price'))) continue
    const unreadable = role === 'time' ? unreadableTime(reader, head) : null
    onFault(unreadable ?? noColumnForRole(reader.name, role, names))
  }
  return bindings.filter(({ role, column }) => {
    const isRepeated = reader.repeatedNames.includes(column)
    if (isRepeated) onFault(repeatedColumnName(reader.name, role, column))
    return !isRepeated
  })
}

/** The columns that the preset knows for those roles; what the user has named stays. */
function presetBindings(
  { name, roles: known }: Preset,
  columns: readonly string[],
  roles: ReadonlySet<Role>,
  given: readonly Binding[],
): Binding[] {
  const taken = new Set(given.map(({ column }) => column))
  const hasMoney = has(given, 'amount') || has(given, 'price')
  return (Object.entries(known) as [Role, readonly string[]][]).flatMap(([role, names]) => {
    if (!roles.has(role) || has(given, role) || (role === 'amount' && hasMoney)) return []
    const column = columnFor(columns, names)
    if (column === null || taken.has(column)) return []
    return [{ role, column, source: 'guessed' as const, why: `preset ${name}` }]
  })
}

const has = (bindings: readonly Binding[], role: Role) => bindings.some(binding => binding.role === role)

/** The amount of a row stands in a column, or is a unit price times a quantity (definition G5). */
function guessMoney(bindings: readonly Binding[], guess: (role: Role, byContent?: boolean) => boolean): void {
  const isGiven = has(bindings, 'amount') || has(bindings, 'price')
  if (!isGiven && !guess('amount', false) && !guess('price')) guess('amount')
  // A negative quantity is a refund, also where it multiplies nothing.
  if (!has(bindings, 'quantity')) guess('quantity')
}

/** Columns of the first group of names that any column bears: one is a guess, several are a question. */
function namedLike(role: Role, free: readonly RawColumn[], head: Head): string[] {
  for (const group of ROLE_NAMES[role]) {
    const found = free.filter(
      column => group.includes(normalisedName(column.name)) && fitsRole(role, column, head),
    )
    if (found.length > 0) return found.map(({ name }) => name)
  }
  return []
}

function guessByName(role: Role, [column]: readonly string[], lesser: readonly string[]): Binding | null {
  if (column === undefined) return null
  const why = lesser.length === 0 ? 'its name' : `its name, which comes before ${lesser.join(', ')}`
  return { role, column, source: 'guessed', why }
}

/** Columns that would be the amount if the one that is taken were not there. */
function lesserNames(free: readonly RawColumn[], taken: readonly string[], head: Head): string[] {
  const names = ROLE_NAMES.amount.flat()
  return free
    .filter(({ name }) => !taken.includes(name) && names.includes(normalisedName(name)))
    .filter(column => fitsRole('amount', column, head))
    .map(({ name }) => name)
}

/** A name alone does not make a column of dates or amounts; without rows there is nothing else to go by. */
function fitsRole(role: Role, column: RawColumn, head: Head): boolean {
  if (firstCell(column, head.rows) === null) return true
  if ((TIME_ROLES as readonly Role[]).includes(role)) return looksLikeDates(column, head.rows)
  if (role === 'amount' || role === 'price' || role === 'quantity') return looksLikeAmounts(column, head.rows)
  return true
}

function guessByContent(role: Role, free: readonly RawColumn[], head: Head): Binding | null {
  if (role !== 'time' && role !== 'amount') return null
  const fits = role === 'time' ? isDateColumn : isMoneyColumn
  const found = free.filter(column => fits(column, head))
  const why = role === 'time' ? 'the only column of dates' : 'the only column of numbers with decimals'
  return found.length === 1 && found[0] ? { role, column: found[0].name, source: 'guessed', why } : null
}

/** Bare numbers may be anything, so only written dates count. */
function isDateColumn(column: RawColumn, head: Head): boolean {
  if (column.kind === 'date' || column.kind === 'timestamp') return true
  const first = firstCell(column, head.rows)
  return column.kind === 'text' && first !== null && !/^\d+$/.test(first) && looksLikeDates(column, head.rows)
}

function isMoneyColumn(column: RawColumn, head: Head): boolean {
  if (column.kind === 'decimal' || column.kind === 'float') return true
  const first = firstCell(column, head.rows)
  if (column.kind !== 'text' || first === null || !looksLikeAmounts(column, head.rows)) return false
  for (let row = 0; row < head.rows; row++) if (/\d[.,]\d{2}\b/.test(column.text(row) ?? '')) return true
  return false
}

/** A column that is called a date but holds none deserves its own message. */
function unreadableTime(reader: Reader, head: Head): UserError | null {
  for (const group of ROLE_NAMES.time) {
    const named = head.columns.find(({ name }) => group.includes(normalisedName(name)))
    const first = named && firstUnreadableDate(named, head.rows)
    if (first) return noReadableDate(reader.name, named.name, first)
  }
  return null
}
