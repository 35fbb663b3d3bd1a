/** The one pass of `explain`: histories of everybody, and every row that names the customer. */

import { filterOf } from '../../engines/filter-rows.ts'
import { streamEngine } from '../../engines/stream.ts'
import { unknownCustomer } from '../../errors/index.ts'
import type { BadRow, Reader } from '../../ingest/reader.ts'
import { openSource, type Source } from '../../ingest/source.ts'
import { reasonInWords } from '../../ingest/tally.ts'
import type { RawBatch } from '../../batches/raw.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { OrderRules } from '../../rollups/rollup.ts'
import type { Run } from '../../rollups/run.ts'
import type { CommandContext } from '../context.ts'
import { nearestIds } from './nearest-ids.ts'
import { type EvidenceRow, evidenceOf } from './evidence.ts'

export interface Gathered {
  readonly customer: string
  /** Place in the histories; -1 where no order of the customer counts. */
  readonly place: number
  readonly histories: Histories
  readonly run: Run
  readonly orders: OrderRules
  /** By file and row. */
  readonly rows: readonly EvidenceRow[]
  readonly notes: readonly string[]
}

/** Reads the files once; a UserError with the nearest ids where nothing names the customer. */
export async function gather({ paths, input, orders, engine, onOpen }: CommandContext): Promise<Gathered> {
  const [customer = '', ...files] = paths
  const where = engine.where.map(({ column }) => ({ name: column, flag: 'where' }))
  const needed =
    orders.key === 'column' ? (['customer', 'time', 'order'] as const) : (['customer', 'time'] as const)
  const request = { needed, wanted: ['amount', 'order', 'latestBy'] as const, columns: where }
  const source = await openSource(files, request, input)
  onOpen(source.size)
  const key: OrderRules['key'] = orders.key ?? (source.dictionaries.has('order') ? 'column' : 'row')
  const rows: EvidenceRow[] = []
  const setAside = new SetAside(source, customer, rows)
  const listener = {
    onBytes: (count: number) => engine.listener?.onBytes(count),
    onRows: (count: number) => engine.listener?.onRows(count),
    onBad: (bad: BadRow, file: string) => {
      engine.listener?.onBad?.(bad, file)
      setAside.hear(bad)
    },
    onEnd: () => engine.listener?.onEnd?.(),
    onRaw: (raw: RawBatch, reader: Reader) => setAside.look(raw, reader),
  }
  const asked = {
    ...engine,
    specs: [{ rollup: 'histories', options: { grain: 'day' } }],
    orders: { ...orders, key },
    listener,
  }
  const { summaries, run, notes } = await streamEngine.run(asked, {
    ...source,
    batches: heard =>
      collected(source, heard, batch => rows.push(...evidenceOf(batch, customer, filterOf(asked, source)))),
  })
  if (rows.length === 0)
    throw unknownCustomer(customer, nearestIds(customer, source.dictionaries.get('customer')!))
  const histories = summaries[0] as Histories
  const fileRank = new Map(source.files.map(({ reader }, rank) => [reader.name, rank]))
  rows.sort((a, b) => fileRank.get(a.file)! - fileRank.get(b.file)! || a.row - b.row)
  return { customer, place: placeOf(histories, customer), histories, run, orders: asked.orders, rows, notes }
}

type Batches = ReturnType<Source['batches']>
type Batch = Batches extends AsyncGenerator<infer B extends { batch: unknown }> ? B['batch'] : never

async function* collected(
  source: Source,
  listener: Parameters<Source['batches']>[0],
  look: (batch: Batch) => void,
): Batches {
  for await (const one of source.batches(listener)) {
    look(one.batch)
    yield one
  }
}

/** Histories are sorted by id: halved until it is found. */
function placeOf({ customers, id }: Histories, customer: string): number {
  for (let place = 0; place < customers; place++) if (id(place) === customer) return place
  return -1
}

/** Rows that could not be read, of which the customer's cell still could. */
class SetAside {
  readonly #source: Source
  readonly #customer: string
  readonly #rows: EvidenceRow[]
  readonly #bad = new Map<number, BadRow>()

  constructor(source: Source, customer: string, rows: EvidenceRow[]) {
    this.#source = source
    this.#customer = customer
    this.#rows = rows
  }

  hear(bad: BadRow): void {
    this.#bad.set(bad.row, bad)
  }

  /** The rows heard of just before are of this batch. */
  look(raw: RawBatch, reader: Reader): void {
    if (this.#bad.size === 0) return
    const bindings = this.#source.files.find(file => file.reader === reader)?.bindings ?? []
    const name = bindings.find(({ role }) => role === 'customer')?.column
    const column = raw.columns.find(one => one.name === name)
    for (let row = 0; column && row < raw.rows; row++) {
      const bad = this.#bad.get(raw.rowNumber(row))
      if (bad && column.text(row)?.trim() === this.#customer) this.#rows.push(setAsideRow(reader.name, bad))
    }
    this.#bad.clear()
  }
}

const setAsideRow = (file: string, { row, reason, column, detail }: BadRow): EvidenceRow => ({
  file,
  row,
  time: null,
  amount: null,
  order: null,
  countedAs: `set aside: ${reasonInWords(reason)}${column === null ? '' : ` (${column}${detail === '' ? '' : `: ${detail}`})`}`,
})
