/** A second file with a row a customer, joined to the export by their ids. */

import type { CustomerValues } from '../batches/customer-values.ts'
import type { Dictionary } from '../batches/dictionary.ts'
import { attributeRole } from '../batches/roles.ts'
import {
  customersFileOnStdin,
  noCustomersKey,
  type OnFault,
  repeatedCustomers,
  severalCustomersKeys,
  unknownCustomersKey,
} from '../errors/index.ts'
import { grown } from '../batches/grow.ts'
import type { InputFacts } from '../report.ts'
import type { InputOptions } from './input-options.ts'
import { openReader } from './open-reader.ts'
import { openSource, type Source } from './source.ts'

export interface CustomersRequest {
  readonly path: string
  /** The column of ids; found by its name where null. */
  readonly key: string | null
  /** Of these the ones that the file has are read; all of its columns where `all`. */
  readonly columns: readonly string[] | 'all'
  /** The column of dates of acquisition, where this file has it; null where none is asked for. */
  readonly acquired?: string | null
}

export interface CustomersFile {
  readonly file: string
  /** All columns of the file. */
  readonly names: readonly string[]
  readonly values: CustomerValues
  /** Customer, by the place of `find` → epoch milliseconds of acquisition, NaN where the cell is empty; null without such a column. */
  readonly acquired: Float64Array | null
  readonly ids: Dictionary
  /** Rows whose id is empty: nobody's. */
  readonly withoutId: number
  /** What the user should know of the file, one sentence each. */
  readonly notes: readonly string[]
}

/** Reads the whole file; 4 bytes a customer and column. A UserError where a customer has two rows. */
export async function readCustomers(
  { path, key, columns, acquired = null }: CustomersRequest,
  options: InputOptions,
): Promise<CustomersFile> {
  const own: InputOptions = { ...options, ...PLAIN }
  if (path === '-') throw customersFileOnStdin()
  const reader = await openReader(path, own)
  const names = reader.columns.map(({ name }) => name)
  if (key !== null && !names.includes(key)) throw unknownCustomersKey(path, key, names)
  const wanted = columns === 'all' ? names : names.filter(name => columns.includes(name))
  const dates = acquired !== null && names.includes(acquired) ? { acquired } : {}
  const source = await openSource(
    [path],
    {
      needed: ['customer'],
      wanted: acquired === null ? [] : ['acquired'],
      columns: [],
      attributes: wanted.map(name => ({ name, flag: 'by' })),
      onFault: asKeyFault(path, names),
    },
    { ...own, roles: { ...dates, ...(key === null ? {} : { customer: key }) } },
  )
  const isKey = (name: string) =>
    source.files[0]!.bindings.some(({ role, column }) => role === 'customer' && column === name)
  return {
    ...(await gather(
      source,
      wanted.filter(name => columns !== 'all' || !isKey(name)),
    )),
    names,
  }
}

/** What is said of the export's cells and rows does not hold for the second file. */
const PLAIN = {
  roles: {},
  delimiter: null,
  dateFormat: null,
  decimal: null,
  preset: null,
  statusKeep: null,
  excludeCustomers: null,
  dedupe: null,
  eventId: null,
} satisfies Partial<InputOptions>

/** The column of ids is named by another flag here than in the export. */
function asKeyFault(path: string, names: readonly string[]): OnFault {
  return fault => {
    const code = fault.details?.code
    if (code === 'no-customer-column') throw noCustomersKey(path, names)
    if (code === 'several-customer-columns') throw severalCustomersKeys(fault.message)
    throw fault
  }
}

async function gather(source: Source, columns: readonly string[]): Promise<Omit<CustomersFile, 'names'>> {
  const ids = source.dictionaries.get('customer')!
  const tally = source.tallies[0]!
  const file = source.files[0]!.reader.name
  const roles = columns.map(attributeRole)
  const hasDates = source.files[0]!.bindings.some(({ role }) => role === 'acquired')
  let acquired = new Float64Array(0)
  let rowOf = new Float64Array(0)
  const codes = columns.map(() => new Int32Array(0))
  const repeats: string[] = []
  let withoutId = 0
  for await (const { batch } of source.batches()) {
    tally.rowsUsed += batch.rows
    rowOf = grown(rowOf, ids.size)
    const customers = batch.codes('customer')
    const cells = roles.map(role => batch.codes(role))
    const dates = hasDates ? batch.times('acquired') : null
    if (dates) acquired = grown(acquired, ids.size, Number.NaN)
    for (const [column, own] of codes.entries()) codes[column] = grown(own, ids.size)
    for (let row = 0; row < batch.rows; row++) {
      const customer = customers[row]!
      if (customer === -1) withoutId++
      else if (rowOf[customer] !== 0) {
        repeats.push(`${ids.text(customer)} (rows ${rowOf[customer]} and ${batch.rowNumber(row)})`)
      } else {
        rowOf[customer] = batch.rowNumber(row)
        if (dates) acquired[customer] = dates[row]!
        for (let column = 0; column < cells.length; column++) codes[column]![customer] = cells[column]![row]!
      }
    }
  }
  if (repeats.length > 0) throw repeatedCustomers(file, repeats.length, repeats.slice(0, EXAMPLES))
  return {
    file,
    withoutId,
    ids,
    acquired: hasDates ? acquired : null,
    values: {
      columns,
      customers: ids.size,
      find: id => ids.find(id),
      codes,
      values: roles.map(role => source.dictionaries.get(role)!),
    },
    notes: [...source.notes(), ...setAsideNotes(tally.facts())],
  }
}

/** Repeated customers that an error names. */
const EXAMPLES = 3

function setAsideNotes({ file, setAside, examples }: InputFacts): string[] {
  const rows = Object.values(setAside).reduce((sum, count) => sum + count, 0)
  return rows === 0 ? [] : [`${file}: rows set aside ${rows}, first: ${examples[0]}.`]
}
