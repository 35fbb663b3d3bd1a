/** A list of customers in a file: ids one a line, or an export with a customer column. */

import { badCustomerRow, noColumnForRole, noCustomersInList } from '../errors/index.ts'
import { withoutPointZero } from './ids.ts'
import type { InputOptions } from './input-options.ts'
import { openReader } from './open-reader.ts'
import type { Reader } from './reader.ts'
import { normalisedName, ROLE_NAMES } from './role-names.ts'

/** It is no file of the export, and may be written in another way. */
const AS_FOUND = { delimiter: null, quote: null, escapedBy: null, headerLine: null } as const

/** The ids of the file, trimmed, each once; a UserError where it holds none, or columns of which none is the customer. */
export async function readCustomerList(path: string, options: InputOptions): Promise<ReadonlySet<string>> {
  const reader = await openReader(path, { ...options, ...AS_FOUND })
  const names = reader.columns.map(({ name }) => name)
  const column = customerColumn(reader, options)
  if (column === null && names.length > 1) throw noColumnForRole(path, 'customer', names)
  const ids = new Set<string>()
  const add = (text: string | null) => {
    const id = text?.trim()
    if (id) ids.add(options.idNormalise ? withoutPointZero(id) : id)
  }
  // A list without a header: what was taken for one is an id like the rest.
  if (column === null) add(names[0]!)
  for await (const { batch, bad } of reader.read({ columns: [column ?? names[0]!] })) {
    if (bad[0]) throw badCustomerRow(path, bad[0].row, bad[0].detail)
    for (let row = 0; row < batch.rows; row++) add(batch.columns[0]!.text(row))
  }
  if (ids.size === 0) throw noCustomersInList(path)
  return ids
}

/** The column of the name given with --customer, else the first with a name in common use. */
function customerColumn({ columns }: Reader, { roles }: InputOptions): string | null {
  const names = columns.map(({ name }) => name)
  if (roles.customer !== undefined && names.includes(roles.customer)) return roles.customer
  for (const group of ROLE_NAMES.customer) {
    const found = names.find(name => group.includes(normalisedName(name)))
    if (found !== undefined) return found
  }
  return null
}
