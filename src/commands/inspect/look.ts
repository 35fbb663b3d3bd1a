/** The one pass of `inspect`: what the engine makes of the rows, what their cells are, and every fault on the way. */

import type { Batch } from '../../batches/batch.ts'
import { ROLES, type Role } from '../../batches/roles.ts'
import { streamEngine } from '../../engines/stream.ts'
import { unknownColumn, type UserError } from '../../errors/index.ts'
import type { InputOptions } from '../../ingest/input-options.ts'
import { openSource, type Source } from '../../ingest/source.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { OrderRules } from '../../rollups/rollup.ts'
import type { Run } from '../../rollups/run.ts'
import type { CommandContext } from '../context.ts'
import { withBlankRoles } from './blank-roles.ts'
import { ExportProfile } from './export-profile.ts'
import { OrderPrefixes } from './order-prefixes.ts'
import { StatusMoney } from './status-money.ts'

export interface Look {
  readonly input: InputOptions
  readonly source: Source
  readonly run: Run
  readonly histories: Histories
  readonly profile: ExportProfile
  readonly prefixes: OrderPrefixes
  readonly statuses: StatusMoney
  /** What an analysis would have stopped at, in the order in which it was found. */
  readonly faults: readonly UserError[]
  readonly notes: readonly string[]
  /** The column that plays the role in the first file; null where some file has none that can be read. */
  columnOf(role: Role): string | null
}

/** The roles that money and orders are read by come first, as in an analysis; price and quantity come with amount. */
const WANTED: readonly Role[] = [
  'amount',
  'order',
  ...ROLES.filter(role => !['amount', 'order', 'price', 'quantity'].includes(role)),
]

/** Reads the files once; a UserError only where they cannot be read at all, or where an option names no column. */
export async function lookAt({ paths, input, orders, engine, onOpen }: CommandContext): Promise<Look> {
  const faults: UserError[] = []
  const onFault = (fault: UserError) => void faults.push(fault)
  const needed: Role[] = orders.key === 'column' ? ['customer', 'time', 'order'] : ['customer', 'time']
  const source = await openSource(paths, { needed, wanted: WANTED, columns: 'all', onFault }, input)
  checkFilters(source, engine.where)
  onOpen(source.size)

  const profile = new ExportProfile()
  const prefixes = new OrderPrefixes()
  const statuses = new StatusMoney()
  const onBatch = (batch: Batch) => {
    prefixes.add(batch)
    statuses.add(batch)
  }
  const listener = {
    ...engine.listener,
    onBytes: (count: number) => engine.listener?.onBytes(count),
    onRows: (count: number) => engine.listener?.onRows(count),
    onRaw: profile.addRaw,
  }
  const key: OrderRules['key'] = orders.key ?? 'column'
  const hasOrders = source.dictionaries.has('order')
  const request = {
    ...engine,
    specs: [{ rollup: 'histories', options: { grain: 'day' } }],
    orders: {
      ...orders,
      amountIs: orders.amountIs ?? source.amountIs,
      key: key === 'column' && !hasOrders ? 'row' : key,
    },
    listener,
    onFault,
  } as const
  const { summaries, run, notes } = await streamEngine.run(request, withBlankRoles(source, onBatch))
  const columnOf = (role: Role) => {
    const columns = source.files.map(({ bindings }) => bindings.find(one => one.role === role)?.column)
    return columns.every(column => column !== undefined) ? (columns[0] ?? null) : null
  }
  return {
    input,
    source,
    run,
    histories: summaries[0] as Histories,
    profile,
    prefixes,
    statuses,
    faults,
    notes,
    columnOf,
  }
}

function checkFilters({ files }: Source, where: CommandContext['engine']['where']): void {
  for (const { column } of where) {
    for (const { reader } of files) {
      const names = reader.columns.map(({ name }) => name)
      if (!names.includes(column)) throw unknownColumn(reader.name, 'where', column, names)
    }
  }
}
