/** An analysis on files, from bytes to report: what the command line and the library both call. */

import type { Analysis, Answer, AttributeRequest } from './analyses/analysis.ts'
import { withComparison } from './analyses/compare.ts'
import type { CustomerValues } from './batches/customer-values.ts'
import { isAttribute, type Role } from './batches/roles.ts'
import type { EngineRequest } from './engines/engine.ts'
import { streamEngine } from './engines/stream.ts'
import { notReadBy } from './errors/index.ts'
import type { InputOptions } from './ingest/input-options.ts'
import { openSource, type Source } from './ingest/source.ts'
import type { SourceRequest } from './ingest/source-request.ts'
import { planAttributes } from './join-attributes.ts'
import type { Report } from './report.ts'
import { rollups } from './rollups/index.ts'
import type { Attributes } from './rollups/attributes.ts'
import type { OrderRules, RollupSpec } from './rollups/rollup.ts'
import type { Run } from './rollups/run.ts'

export interface AnalyseRequest extends Omit<EngineRequest, 'specs' | 'orders'> {
  readonly paths: readonly string[]
  readonly input: InputOptions
  /** What makes an order; a null key is the order column where there is one, else the row. */
  readonly orders: Omit<OrderRules, 'key'> & { readonly key: OrderRules['key'] | null }
  /** The analysis' own options, as its flags give them. */
  readonly options: Readonly<Record<string, unknown>>
  /** Every option in force as the report states it; `options` where it is absent. */
  readonly stated?: Readonly<Record<string, unknown>>
  /** Hears the size of the input before it is read; null where it is not known. */
  onOpen?(size: number | null): void
}

/** Reads the files once and reports; a UserError where they or the options do not allow an answer. */
export async function analyse(analysis: Analysis, request: AnalyseRequest): Promise<Report> {
  const { options, stated = options } = request
  const answer = await analysis.load()
  const { summaries, run, attributes, notes } = await readFor(answer, analysis, request)
  const asked = { summaries, run, options, attributes }
  const now = answer.report(summaries, run, options, attributes)
  const findings = withComparison((...given) => answer.report(...given), asked, now)
  return {
    command: analysis.name.join(' '),
    options: stated,
    tables: findings.tables,
    facts: run.facts,
    notes: [...notes, ...findings.notes],
  }
}

/** What an answer is a function of, and how it was read. */
export interface ReadFiles {
  /** By the names of the answer's specs. */
  readonly summaries: Readonly<Record<string, unknown>>
  readonly run: Run
  readonly attributes: Attributes
  /** What the user should know of the files. */
  readonly notes: readonly string[]
  readonly source: Source
  readonly orders: OrderRules
}

/** Reads the files once for an answer; `tap` may look at batches on their way. */
export async function readFor(
  answer: Pick<Answer<Readonly<Record<string, unknown>>, Record<string, unknown>>, 'specs' | 'attributes'>,
  analysis: Pick<Analysis, 'name' | 'needs'>,
  request: AnalyseRequest,
  tap: (source: Source) => Source = source => source,
): Promise<ReadFiles> {
  const { paths, input, options } = request
  const plan = await planAttributes(answer.attributes?.(options) ?? NOTHING, input, request.orders)
  const own = answer.specs(options)
  const specs = plan.spec ? { ...own, [ATTRIBUTES]: plan.spec } : own
  const names = Object.keys(specs)
  const wanted = sourceRequest(analysis, Object.values(specs), request)
  if (input.roles.acquired !== undefined && !wanted.wanted.includes('acquired')) {
    throw notReadBy(analysis.name.join(' '), 'acquired')
  }
  const { acquired: _, ...ownRoles } = input.roles
  const ownInput = plan.signups ? { ...input, roles: ownRoles } : input
  const source = await openSource(paths, { ...wanted, attributes: plan.columns }, ownInput)
  request.onOpen?.(source.size)
  const key: OrderRules['key'] = request.orders.key ?? (source.dictionaries.has('order') ? 'column' : 'row')
  const orders = { ...request.orders, key, amountIs: request.orders.amountIs ?? source.amountIs }
  const asked = { ...request, specs: Object.values(specs), orders }
  const { summaries, run, notes } = await streamEngine.run(asked, tap(source))
  const found = Object.fromEntries(names.map((name, i) => [name, summaries[i]]))
  const byName = plan.signups ? { ...found, signups: plan.signups } : found
  const attributes = plan.attributes((byName[ATTRIBUTES] as CustomerValues | undefined) ?? null)
  return { summaries: byName, run, attributes, notes: [...notes, ...plan.notes], source, orders }
}

/** The name of the summary that is added for them. */
const ATTRIBUTES = 'attributes'
const NOTHING: AttributeRequest = { columns: [], at: 'first', file: null, key: null }

function sourceRequest(
  analysis: Pick<Analysis, 'needs'>,
  specs: readonly RollupSpec<unknown>[],
  { where, orders }: AnalyseRequest,
): SourceRequest {
  const roles = [...specs.map(({ rollup }) => rollup), 'extent'].map(name => rollups[name]!.roles)
  const needed = new Set<Role>([...analysis.needs, ...roles.flatMap(role => role.needed)])
  if (orders.key === 'column') needed.add('order')
  const reads = specs.flatMap(({ rollup, options }) => rollups[rollup]!.reads?.(options) ?? [])
  const named = reads.flatMap(role => (isAttribute(role) ? [] : [role]))
  const wanted = new Set<Role>([...roles.flatMap(role => role.wanted), ...named])
  const columns = where.map(({ column }) => ({ name: column, flag: 'where' }))
  return { needed: [...needed], wanted: [...wanted], columns }
}
