/** What statuses and presets say of orders that are no sales. */

import { thousands } from '../../math/thousands.ts'
import type { Finding } from './finding.ts'
import type { Look } from './look.ts'
import type { StatusTotal } from './status-money.ts'

/** Words of an order that is not, or not yet, a sale; in the languages that columns are recognised in. */
const NOT_SOLD =
  /^(?:wc[ _-])?(?:cancel+ed|cancel+ation|void(?:ed)?|(?:partially[ _-])?refund(?:ed)?|returned|charge ?back|failed|declined|rejected|expired|abandoned|pending(?:[ _-]payment)?|awaiting[ _-]payment|unpaid|(?:checkout[ _-])?draft|trash|on[ _-]hold|test|fraud|unavailable|storniert|abgebrochen|erstattet|offen|retourniert|entwurf|annulée?|remboursée?|cancelad[oa]|reembolsad[oa]|devuelt[oa]|pendiente|pendente|annullat[oa]|rimborsat[oa]|geannuleerd|terugbetaald|avbruten|anulowane)$/i

/** Columns whose values say that a row is no sale; of the status column with orders and money. */
export function statusValues(look: Look): Finding[] {
  const status = look.columnOf('status')
  return look.profile.columns.flatMap(({ name, values, empty }) => {
    const all = (values.all ?? []).filter(([value]) => name !== status || look.statuses.ofStatus(value))
    const found = all.filter(([value]) => NOT_SOLD.test(value))
    // A column of nothing else is no status.
    if (found.length === 0 || found.length === all.length) return []
    const listed = found.map(([value, rows]) => {
      const total = name === status ? look.statuses.ofStatus(value) : null
      return `${value} ${total ? inWords(total, look) : thousands(rows)}`
    })
    const isCut = look.run.facts.historyCut
    const kept = all.filter(([value]) => !NOT_SOLD.test(value)).map(([value]) => value)
    const keep = name === status && empty === 0 ? keepWords(kept) : null
    const finding: Finding = {
      code: 'status-not-sold',
      severity: isCut ? 'info' : 'warning',
      what: `rows that may be no sales: ${listed.join(', ')}; they are counted like any other`,
      where: `column ${name}`,
      whatToDo: `leave them out with ${keep ? '--status-keep' : '--where'}, if they are no sales`,
      remedies: isCut ? [] : [keep ?? found.flatMap(([value]) => ['--where', `${name}!=${value}`])],
    }
    return [finding]
  })
}

/** The words that keep those statuses; null where a value cannot stand in a list. */
const keepWords = (kept: readonly string[]): string[] | null =>
  kept.some(value => value.includes(',')) ? null : ['--status-keep', kept.join(',')]

/** "3 orders, 120.50 EUR". */
function inWords({ orders, units }: StatusTotal, { source, run, columnOf }: Look): string {
  const one = columnOf('order') === null ? 'row' : 'order'
  const counted = `${thousands(orders)} ${one}${orders === 1 ? '' : 's'}`
  const hasMoney = (columnOf('amount') ?? columnOf('price')) !== null
  if (!hasMoney || units === 0n) return `(${counted})`
  const unit = source.currency === null ? '' : ` ${source.currency}`
  const amount = run.money.inWords(units)
  return `(${counted}, ${amount}${unit})`
}

/** What a preset, --status-keep or --exclude-customers leaves out: named, with what it is worth. */
export function leftOutRows(look: Look): readonly Finding[] {
  const { leftOut } = look.statuses
  if (leftOut.length === 0) return []
  const listed = leftOut.map(([reason, total]) => `${reason} ${inWords(total, look)}`).join(', ')
  const isByPreset = look.source.files.some(({ preset }) => preset !== null)
  return [
    {
      code: 'left-out',
      severity: 'info',
      what: `rows that are left out: ${listed}`,
      where: null,
      whatToDo: isByPreset
        ? 'nothing, if they are no sales; --status-keep names the statuses to count, --preset none counts all rows'
        : 'nothing: it was asked for',
      remedies: [],
    },
  ]
}
