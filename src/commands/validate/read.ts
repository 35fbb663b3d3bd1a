/** The one pass of `validate`: every check sees every row, and what the export is like is counted. */

import type { RawBatch } from '../../batches/raw.ts'
import type { Role } from '../../batches/roles.ts'
import type { UserError } from '../../errors/index.ts'
import type { Reader } from '../../ingest/reader.ts'
import { openSource, type Source } from '../../ingest/source.ts'
import { ExactSum } from '../../math/exact-sum.ts'
import type { Schema } from '../../schema/schema.ts'
import type { CommandContext } from '../context.ts'
import type { Check } from './check.ts'
import { Distributions } from './distributions.ts'
import { DuplicateRows } from './duplicate-rows.ts'
import { FieldChecks } from './field-checks.ts'
import { headerChecks } from './header-checks.ts'
import { ReferenceKey, UniqueKey } from './key-checks.ts'
import { Sums } from './sums.ts'

/** What an export is like as a whole. */
export interface ExportTotals {
  readonly rows: number
  /** Null where no column plays the role. */
  readonly customers: number | null
  readonly revenue: number | null
  /** Epoch milliseconds of the earliest and latest row; infinite where there is none. */
  readonly first: number
  readonly latest: number
}

export interface Reading {
  readonly source: Source
  /** In the order of the schema. */
  readonly checks: readonly Check[]
  readonly totals: ExportTotals
  readonly distributions: Distributions
  /** What an analysis would have stopped at. */
  readonly faults: readonly UserError[]
}

const WANTED: readonly Role[] = ['customer', 'time', 'amount']

/** Reads the files once; a UserError where they cannot be read at all. `memory`: bytes of keys held by each check. */
export async function readExport(
  schema: Schema,
  { paths, input, engine, onOpen }: CommandContext,
  memory: number,
): Promise<Reading> {
  const faults: UserError[] = []
  const onFault = (fault: UserError) => void faults.push(fault)
  const source = await openSource(paths, { needed: [], wanted: WANTED, columns: 'all', onFault }, input)
  onOpen(source.size)
  const context = { zone: input.zone, now: engine.now, missing: new Set(schema.missing), memory }
  const fields = schema.fields.map(field => new FieldChecks(field, context))
  const keys = [
    ...schema.keys.map(columns => new UniqueKey(columns, memory)),
    ...schema.references.map(reference => new ReferenceKey(reference, memory, input)),
  ]
  const sums = new Sums(schema)
  const duplicates = new DuplicateRows(schema, memory)
  const compared = new Set(schema.rules.changes?.fields)
  const distributions = new Distributions(schema.fields.filter(({ name }) => compared.has(name)))
  const places = new Map(source.files.map(({ reader }, place) => [reader, place]))
  const onRaw = (batch: RawBatch, reader: Reader) => {
    const file = places.get(reader)!
    for (const one of [...fields, ...keys]) one.add(batch, file)
    for (const one of [sums, distributions]) one.add(batch)
    duplicates.add(batch, file)
  }
  const totals = await totalsOf(source, {
    onBytes: count => engine.listener?.onBytes(count),
    onRows: count => engine.listener?.onRows(count),
    onRaw,
  })
  const checks = [
    ...headerChecks(schema, source),
    ...fields.flatMap(one => one.finish()),
    ...(await Promise.all(keys.map(one => one.finish()))),
    ...sums.finish(),
    ...duplicates.finish(),
  ]
  return { source, checks, totals, distributions, faults }
}

async function totalsOf(source: Source, listener: Parameters<Source['batches']>[0]): Promise<ExportTotals> {
  const revenue = new ExactSum()
  let [first, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for await (const { batch, tally } of source.batches(listener)) {
    tally.rowsUsed += batch.rows
    const times = batch.has('time') ? batch.times('time') : []
    for (const time of times) {
      if (time < first) first = time
      if (time > latest) latest = time
    }
    for (const amount of batch.has('amount') ? batch.amounts('amount') : []) revenue.add(amount)
  }
  return {
    rows: source.tallies.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
    customers: source.dictionaries.get('customer')?.size ?? null,
    revenue: source.hasAmount ? source.money.toNumber(revenue.total()) : null,
    first,
    latest,
  }
}
