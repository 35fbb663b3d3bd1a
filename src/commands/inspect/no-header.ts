/** A file whose first line is a row like the others: somebody cut off the names. */

import { normalisedName, ROLE_NAMES } from '../../ingest/role-names.ts'
import { kindOfText } from './cell-kind.ts'
import type { ColumnProfile } from './column-profile.ts'
import type { Finding } from './finding.ts'
import type { Look } from './look.ts'

const KNOWN_NAMES = new Set(Object.values(ROLE_NAMES).flat(2))

/** The names of the first file where they read like data: a date or a decimal is among them, and no name in common use. */
export function namesLikeData({ source }: Look): readonly string[] | null {
  const [file] = source.files
  if (!file?.reader.format.match(/^[CT]SV/)) return null
  const names = file.reader.columns.map(({ name }) => name)
  const isData = names.some(name => kindOfText(name) === 'date' || /^-?\d+[.,]\d+$/.test(name))
  return isData && !names.some(name => KNOWN_NAMES.has(normalisedName(name))) ? names : null
}

/** What stands in the way of all else. */
export function missingHeader(look: Look): readonly Finding[] {
  const names = namesLikeData(look)
  if (names === null) return []
  return [
    {
      code: 'no-header',
      severity: 'error',
      what: `the first line reads like a row, not like names of columns: ${names.join(', ')}`,
      where: look.source.files[0]!.reader.name,
      whatToDo: 'put a line of names above it; the one in the command below is a guess',
      remedies: [],
    },
  ]
}

/** Names for its columns by what they look like: the first line of the file that is not there. */
export function guessedHeader(look: Look): string {
  const { profile, source } = look
  const columns = source.files[0]!.reader.columns.map(({ name }) => profile.column(name))
  const ids = columns.filter(column => column && !isDate(column) && column.kind !== 'decimal')
  // Orders are more than customers.
  const [order, customer] = [...ids].sort((a, b) => b!.distinct - a!.distinct)
  let hasDate = false
  let hasAmount = false
  return columns
    .map((column, place) => {
      if (column && column === order) return 'order_id'
      if (column && column === customer) return 'customer_id'
      if (column && isDate(column) && !hasDate) {
        hasDate = true
        return 'order_date'
      }
      if (column?.kind === 'decimal' && !hasAmount) {
        hasAmount = true
        return 'amount'
      }
      return `column_${place + 1}`
    })
    .join(delimiterOf(look))
}

/** As it stands in the file. */
function delimiterOf({ source }: Look): string {
  const said = source.files[0]!.reader.readings.find(({ what }) => what === 'delimiter')?.value ?? ','
  return said === 'tab' ? '\t' : said
}

const isDate = ({ kind }: ColumnProfile) => kind === 'date'
