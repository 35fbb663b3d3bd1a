/** How the cells of one file are read: formats of dates, signs of numbers, what is left out. */

import {
  isAttribute,
  type Role,
  TEXT_ROLES,
  type TextRole,
  TIME_ROLES,
  type TimeRole,
} from '../batches/roles.ts'
import { type OnFault, UserError } from '../errors/index.ts'
import { zoneNamed } from '../math/zone.ts'
import type { Reading } from '../report.ts'
import type { Binding, BoundRole } from './bind-roles.ts'
import { decideNumberStyle, decideTimeFormat } from './conventions.ts'
import type { DecodePlan, TimeColumn } from './decode.ts'
import type { InputOptions } from './input-options.ts'
import { LeaveOut, type Reasons } from './leave-out.ts'
import type { OpenFile } from './open-file.ts'
import type { Preset } from './presets/preset.ts'
import type { RepeatedRows } from './repeated-rows.ts'
import { NO_VALUE } from './values/no-value.ts'

/** What holds for all files. */
export interface Common {
  readonly options: InputOptions
  /** Customers whose rows are left out. */
  readonly excluded: ReadonlySet<string> | null
  readonly reasons: Reasons
  /** Rows that are looked for. */
  readonly repeated: readonly RepeatedRows[]
}

export interface Plan {
  /** Null where its rows were read by an earlier run. */
  readonly plan: DecodePlan | null
  /** Without the roles whose convention is undecided. */
  readonly bindings: readonly Binding[]
  readonly readings: readonly Reading[]
}

export async function planFile(
  { reader, opening, bindings, preset, rules, remembered }: OpenFile,
  file: number,
  scale: number,
  { options, excluded, reasons, repeated }: Common,
  onFault: OnFault,
): Promise<Plan> {
  if (remembered) return { plan: null, bindings, readings: remembered.fileReadings }
  const undecided = new Set<BoundRole>()
  const decided = <T>(role: Role, decision: T | UserError): T | null => {
    if (!(decision instanceof UserError)) return decision
    onFault(decision)
    undecided.add(role)
    return null
  }
  const conventions: Reading[] = []
  const columnFor = (role: BoundRole) => bindings.find(binding => binding.role === role)?.column ?? null
  const roleSource = (role: Role) => bindings.find(binding => binding.role === role)?.source ?? null
  const { head } = opening
  const times = new Map<TimeRole, TimeColumn>()
  for (const role of TIME_ROLES) {
    const column = columnFor(role)
    const time = column && decided(role, await decideTimeFormat(reader, head, column, options.dateFormat))
    const what = role === 'time' ? 'date format' : `date format of ${column}`
    if (time) conventions.push({ what, ...time })
    if (column && !undecided.has(role)) times.set(role, { column, format: time ? time.value : null })
  }
  const number = async (role: 'amount' | 'price' | 'quantity', name: string | null = columnFor(role)) => {
    if (name === null) return null
    const style = decided(role, await decideNumberStyle(reader, head, name, options))
    if (style) {
      const { decimal, thousands } = style
      conventions.push({ what: `decimal sign of ${name}`, ...decimal })
      const isUsual = thousands.value === null
      conventions.push({
        what: `thousands sign of ${name}`,
        ...thousands,
        value: thousands.value ?? 'any',
        isUsual,
      })
    }
    const { decimal, thousands } = style ?? PLAIN_NUMBERS
    return undecided.has(role) ? null : { name, decimal: decimal.value, thousands: thousands.value }
  }
  const money = {
    amount: await number('amount'),
    price: await number('price'),
    quantity: await number('quantity'),
    refunded: await number('amount', rules.refunded),
  }
  const texts = new Map(textRolesOf(bindings).map(role => [role, columnFor(role)!]))
  const plan: DecodePlan = {
    file,
    fileName: reader.name,
    zone: preset?.timesAreUtc && roleSource('time') === 'guessed' ? UTC : options.zone,
    scale,
    texts,
    time: times.get('time') ?? null,
    furtherTimes: new Map([...times].filter(([role]) => role !== 'time')),
    money,
    refundPattern: options.refundPattern,
    idNormalise: options.idNormalise,
    leaveOut: new LeaveOut(rules.leaveOut, reasons),
    excluded,
    repeated,
    refundRows: rules.refundRows,
    noIds: new Set(options.noIds.length > 0 ? options.noIds : NO_VALUE),
    maxDistinct: options.limits.distinct,
    keepOriginals: options.keepOriginals,
  }
  const bound = bindings.filter(({ role }) => !undecided.has(role))
  const roles = bound.flatMap(({ role, column, source, why }) =>
    isAttribute(role) ? [] : [{ what: role, value: column, source, why }],
  )
  const said = [...presetReadings(preset, options), ...rules.readings]
  return { plan, bindings: bound, readings: [...reader.readings, ...said, ...roles, ...conventions] }
}

const UTC = zoneNamed('UTC')!

function presetReadings(preset: Preset | null, { preset: given }: InputOptions): Reading[] {
  if (preset === null) return []
  const source = given === null ? 'guessed' : 'given'
  return [{ what: 'preset', value: preset.name, source, why: given === null ? 'its header' : '--preset' }]
}

/** Of a typed file, whose numbers have one way to be written. */
const PLAIN_NUMBERS = { decimal: { value: '.' }, thousands: { value: null } } as const

export const textRolesOf = (bindings: readonly Binding[]): TextRole[] => [
  ...TEXT_ROLES.filter(role => bindings.some(binding => binding.role === role)),
  ...bindings.map(({ role }) => role).filter(isAttribute),
]
