/** What columns show to be wrong or worth knowing. */

import { normalisedName } from '../../ingest/role-names.ts'
import { candidates } from './candidates.ts'
import type { ColumnProfile } from './column-profile.ts'
import { PROFILED_COLUMNS } from './export-profile.ts'
import type { Finding } from './finding.ts'
import type { Look } from './look.ts'

const NONE: readonly Finding[] = []

/** Words of an order that is not, or not yet, a sale; in the languages that columns are recognised in. */
const NOT_SOLD =
  /^(?:cancel+ed|cancel+ation|void(?:ed)?|(?:partially[ _-])?refund(?:ed)?|returned|charge ?back|failed|declined|rejected|expired|abandoned|pending|unpaid|draft|on[ _-]hold|test|fraud|storniert|abgebrochen|erstattet|offen|retourniert|entwurf|annulée?|remboursée?|cancelad[oa]|reembolsad[oa]|devuelt[oa]|pendiente|annullat[oa]|rimborsat[oa]|geannuleerd|terugbetaald)$/i

/** Columns whose values say that a row is no sale. */
export function statusValues({ profile, run }: Look): Finding[] {
  return profile.columns.flatMap(({ name, values }) => {
    const all = values.all ?? []
    const found = all.filter(([value]) => NOT_SOLD.test(value))
    // A column of nothing else is no status.
    if (found.length === 0 || found.length === all.length) return []
    const listed = found.map(([value, rows]) => `${value} ${rows.toLocaleString('en-US')}`).join(', ')
    const finding: Finding = {
      code: 'status-not-sold',
      severity: run.facts.historyCut ? 'info' : 'warning',
      what: `rows that may be no sales: ${listed}; they are counted like any other`,
      where: `column ${name}`,
      whatToDo: 'leave them out with --where, if they are no sales',
      remedies: run.facts.historyCut ? [] : [found.flatMap(([value]) => ['--where', `${name}!=${value}`])],
    }
    return [finding]
  })
}

/** Names of columns of money. */
const MONEY_NAME =
  /amount|revenue|total|gross|net(?!work)|sales|price|tax|vat|ship|freight|discount|disc$|fee|cost|brutto|netto|betrag|summe|mwst|versand|rabatt|montant|importe|valor/

/** Several columns of money: which one counts, and that the others do not. */
export function otherAmounts({ profile, columnOf }: Look): readonly Finding[] {
  const amount = columnOf('amount') ?? columnOf('price')
  if (amount === null) return NONE
  const taken = [amount, columnOf('quantity')]
  const isMoney = ({ name, isNumeric }: ColumnProfile) => isNumeric && MONEY_NAME.test(normalisedName(name))
  const others = profile.columns.filter(column => isMoney(column) && !taken.includes(column.name))
  if (others.length === 0) return NONE
  const names = others.map(({ name }) => name).join(', ')
  return [
    {
      code: 'several-amounts',
      severity: 'info',
      what: `money is read from ${amount}; ${names} may be money too and are not added or taken off`,
      where: `column ${amount}`,
      whatToDo: 'name another one with --amount COLUMN, if that is what customers paid',
      remedies: [],
    },
  ]
}

/** Without an amount there is no money to report; columns of decimals might hold it. */
export function missingAmount(look: Look): readonly Finding[] {
  const { faults, columnOf } = look
  const isDisputed = faults.some(({ details }) => /amount|price/.test(details?.code ?? ''))
  if (columnOf('amount') !== null || columnOf('price') !== null || isDisputed) return NONE
  return [
    {
      code: 'no-amount-column',
      severity: 'warning',
      what: 'no column found for the amount: orders are counted, money is not',
      where: null,
      whatToDo: 'name it with --amount COLUMN, or --price COLUMN where it is that of one unit',
      remedies: candidates(look, { code: 'no-amount-column' }),
    },
  ]
}

/** Ids that a spreadsheet or a data frame has made numbers (definition G8). */
export function decimalIds({ profile, columnOf, input }: Look): readonly Finding[] {
  const column = columnOf('customer')
  const kind = column === null ? undefined : profile.column(column)
  if (input.idNormalise || kind?.kind !== 'decimal' || !kind.examples.some(id => /^\d+\.0+$/.test(id)))
    return NONE
  return [
    {
      code: 'ids-with-decimals',
      severity: 'warning',
      what: `ids are written as ${kind.examples[0]}: the same customer may stand elsewhere without .0`,
      where: `column ${column}`,
      whatToDo: 'take both for one customer with --id-normalise',
      remedies: [['--id-normalise']],
    },
  ]
}

/** A spreadsheet or a statistics program has rounded them: several ids may have become one. */
export function roundedIds({ profile, columnOf }: Look): Finding[] {
  return (['customer', 'order'] as const).flatMap(role => {
    const column = columnOf(role)
    const { scientific = 0, firstScientific = '' } = (column !== null && profile.column(column)) || {}
    if (scientific === 0) return []
    const finding: Finding = {
      code: 'rounded-ids',
      severity: 'warning',
      what: `ids written as ${firstScientific}, their last digits lost: ${scientific.toLocaleString('en-US')}`,
      where: `column ${column}`,
      whatToDo: 'export the column as text; until then such ids are taken as they are written',
      remedies: [],
    }
    return [finding]
  })
}

/** Memory is bounded, however wide a file is. */
export function unseenColumns({ profile }: Look): readonly Finding[] {
  if (profile.unseen.size === 0) return NONE
  return [
    {
      code: 'columns-not-described',
      severity: 'info',
      what: `only the first ${PROFILED_COLUMNS} columns are described; ${profile.unseen.size} are not`,
      where: null,
      whatToDo: 'nothing: analyses read the columns they need',
      remedies: [],
    },
  ]
}
