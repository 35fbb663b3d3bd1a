/** The one pass of `explain`: what is known of everybody, and every row that names the customer. */

import { readFor, type ReadFiles } from '../../analyse.ts'
import { knownAttributes, knownSpecs } from '../../analyses/customers/known.ts'
import type { Summaries } from '../../analyses/customers/summaries.ts'
import { filterOf } from '../../engines/filter-rows.ts'
import { unknownCustomer } from '../../errors/index.ts'
import { customerIdOf } from '../../ingest/ids.ts'
import type { Listener, Source } from '../../ingest/source.ts'
import type { CommandContext } from '../context.ts'
import { type EvidenceRow, evidenceOf } from './evidence.ts'
import type { ExplainOptions } from './explain-flags.ts'
import { nearestIds } from './nearest-ids.ts'
import { SetAside } from './set-aside.ts'

export interface Gathered extends Omit<ReadFiles, 'summaries'> {
  readonly customer: string
  readonly summaries: Summaries
  /** By file and row. */
  readonly rows: readonly EvidenceRow[]
}

/** Reads the files once; a UserError with the nearest ids where nothing names the customer. */
export async function gather(options: ExplainOptions, context: CommandContext): Promise<Gathered> {
  const { paths, input, orders, engine, onOpen } = context
  const [given = '', ...files] = paths
  const customer = customerIdOf(given, input)
  const rows: EvidenceRow[] = []
  const setAside = new SetAside(customer, rows, input)
  const request = {
    ...engine,
    paths: files,
    input,
    orders,
    options,
    onOpen,
    listener: setAside.listening(engine.listener),
  }
  const answer = { specs: () => knownSpecs(options), attributes: () => knownAttributes(options) }
  const read = await readFor(answer, { name: ['explain'], needs: ['customer', 'time'] }, request, source => {
    setAside.source = source
    const look: Look = batch => rows.push(...evidenceOf(batch, customer, filterOf(engine, source)))
    return { ...source, batches: heard => lookedAt(source, heard, look) }
  })
  const { source } = read
  if (rows.length === 0)
    throw unknownCustomer(customer, nearestIds(customer, source.dictionaries.get('customer')!))
  const fileRank = new Map(source.files.map(({ reader }, rank) => [reader.name, rank]))
  rows.sort((a, b) => fileRank.get(a.file)! - fileRank.get(b.file)! || a.row - b.row)
  return { ...read, customer, summaries: read.summaries as unknown as Summaries, rows }
}

type Batches = ReturnType<Source['batches']>
type Look = (
  batch: Batches extends AsyncGenerator<infer One extends { batch: unknown }> ? One['batch'] : never,
) => void

async function* lookedAt(source: Source, listener: Listener | undefined, look: Look): Batches {
  for await (const one of source.batches(listener)) {
    look(one.batch)
    yield one
  }
}
