/** What columns show to be wrong or worth knowing. */

import { normalisedName } from '../../ingest/role-names.ts'
import { candidates } from './candidates.ts'
import type { ColumnProfile } from './column-profile.ts'
import { PROFILED_COLUMNS } from './export-profile.ts'
import type { Finding } from './finding.ts'
import type { Look } from './look.ts'
import { thousands } from '../../math/thousands.ts'

const NONE: readonly Finding[] = []

/** Names of columns of money, and of what is none though it is called so: rates and shares. */
const MONEY_NAME =
  /amount|revenue|total|gross|net(?!work)|sales|price|tax|vat|ship|freight|discount|disc$|fee|cost|cogs|profit|income|tip$|brutto|netto|betrag|summe|mwst|versand|rabatt|preis|montant|tva|remise|importe|valor|iva$|descuento|imposto|sconto|bedrag|btw|korting|kwota/
const RATE_NAME = /%|percent|percentage|prozent|ratio|\brate\b|count|\bid$/i

/** Several columns of money: which one counts, and that the others do not. */
export function otherAmounts({ profile, columnOf }: Look): readonly Finding[] {
  const amount = columnOf('amount') ?? columnOf('price')
  if (amount === null) return NONE
  const taken = [amount, columnOf('quantity'), columnOf('order'), columnOf('customer')]
  const isMoney = ({ name, isNumeric }: ColumnProfile) =>
    isNumeric && MONEY_NAME.test(normalisedName(name)) && !RATE_NAME.test(name)
  const others = profile.columns.filter(column => isMoney(column) && !taken.includes(column.name))
  if (others.length === 0) return NONE
  const names = others.map(({ name }) => name).join(', ')
  return [
    {
      code: 'several-amounts',
      severity: 'info',
      what: `money is read from ${amount}; not added to it and not taken off: ${names}`,
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
      what: `ids written as ${firstScientific}, their last digits lost: ${thousands(scientific)}`,
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
