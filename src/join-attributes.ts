/** What an analysis asks to know of customers: the joined file is read first, the rest comes with the export. */

import type { AttributeRequest } from './analyses/analysis.ts'
import type { CustomerValues } from './batches/customer-values.ts'
import { attributeRole } from './batches/roles.ts'
import { attributesOfOrders, flagWithout } from './errors/index.ts'
import { type CustomersFile, readCustomers } from './ingest/customers-file.ts'
import type { InputOptions } from './ingest/input-options.ts'
import type { NeededColumn } from './ingest/source-request.ts'
import type { Attributes, AttributeSource } from './rollups/attributes.ts'
import type { OrderRules, RollupSpec } from './rollups/rollup.ts'
import { type Signups, signupsAt } from './rollups/signups.ts'

export interface AttributePlan {
  /** What is read with the rows of the export; null where nothing is. */
  readonly spec: RollupSpec<CustomerValues> | null
  /** Its columns. */
  readonly columns: readonly NeededColumn[]
  /** What the user should know of the joined file. */
  readonly notes: readonly string[]
  /** When customers were acquired, where the joined file has the column of --acquired. */
  readonly signups: Signups | null
  /** All of it, once the summary of the spec is there. */
  attributes(own: CustomerValues | null): Attributes
}

/** Reads the joined file, if there is one; a column that stands in both files is that of the joined one. */
export async function planAttributes(
  request: AttributeRequest,
  input: InputOptions,
  orders: Pick<OrderRules, 'dropVoided'>,
): Promise<AttributePlan> {
  const { columns, also = [], at, file, key } = request
  if (key !== null && file === null) throw flagWithout('customers-key', 'customers-file')
  const acquired = input.roles.acquired ?? null
  const withoutUse = () => flagWithout('customers-file', flagName(request))
  if (file !== null && columns.length === 0 && acquired === null) throw withoutUse()
  const joined = file === null ? null : await readCustomers({ path: file, key, columns, acquired }, input)
  if (joined && columns.length === 0 && !joined.acquired) throw withoutUse()
  const wanted = columns === 'all' ? [...new Set([...(joined?.values.columns ?? []), ...also])] : columns
  const own = wanted.filter(name => !joined?.values.columns.includes(name))
  if (own.length > 0) checkOrdersCount(own[0]!, request, input, orders)
  const elsewhere = joined && `${joined.file} has: ${joined.names.join(', ')}`
  const where = elsewhere === null ? {} : { elsewhere }
  return {
    spec: own.length === 0 ? null : { rollup: 'attributes', options: { roles: own.map(attributeRole), at } },
    columns: own.map(name => ({ name, flag: flagOf(name, request), ...where, ...ruleNaming(name, request) })),
    notes: joined?.notes ?? [],
    signups: joined?.acquired ? signupsAt(joined.acquired, joined.ids, input.zone) : null,
    attributes: values => ({
      columns: wanted,
      sources: [
        ...(joined && joined.values.columns.length > 0 ? [joinedSource(joined)] : []),
        ...(values ? [{ from: { order: at }, values }] : []),
      ],
    }),
  }
}

function ruleNaming(name: string, { rules }: AttributeRequest): Pick<NeededColumn, 'rule'> {
  const place = rules?.places.get(name)
  return place === undefined ? {} : { rule: { place, measures: rules!.measures } }
}

/** The flag that names columns, or that one. */
const flagName = ({ flag = 'by' }: AttributeRequest) => flag
const flagOf = (name: string, request: AttributeRequest) => request.flags?.get(name) ?? flagName(request)

/** Which orders count is known only at the end of the rows, which the row of an order cannot wait for. */
function checkOrdersCount(
  column: string,
  request: AttributeRequest,
  { roles }: InputOptions,
  { dropVoided }: Pick<OrderRules, 'dropVoided'>,
): void {
  const place = request.rules?.places.get(column) ?? `--${flagOf(column, request)}`
  if (dropVoided) throw attributesOfOrders(place, column, 'drop-voided')
  if (roles.latestBy !== undefined) throw attributesOfOrders(place, column, 'latest-by')
}

const joinedSource = ({ file, withoutId, values }: CustomersFile): AttributeSource => ({
  from: { file, withoutId },
  values,
})
