/** One reading of files for one answer or several. */

import type { Analysis, Answer, AttributeRequest } from './analyses/analysis.ts'
import type { CustomerValues } from './batches/customer-values.ts'
import { isAttribute, type Role } from './batches/roles.ts'
import type { EngineRequest } from './engines/engine.ts'
import { Engines } from './engines/engine-for.ts'
import { notReadBy } from './errors/index.ts'
import type { InputOptions } from './ingest/input-options.ts'
import { expandPaths } from './ingest/expand-paths.ts'
import { openSource, type Source } from './ingest/source.ts'
import type { SourceRequest } from './ingest/source-request.ts'
import { type AttributePlan, planAttributes } from './join-attributes.ts'
import { rollups } from './rollups/index.ts'
import type { Attributes } from './rollups/attributes.ts'
import type { OrderRules, RollupSpec } from './rollups/rollup.ts'
import type { Run } from './rollups/run.ts'
import type { KeptState } from './state/kept-state.ts'

/** Which rows are read and how: what questions share that are answered in one reading. */
export interface RowsRequest extends Omit<EngineRequest, 'specs' | 'orders'> {
  readonly paths: readonly string[]
  readonly input: InputOptions
  /** What makes an order; a null key is the order column where there is one, else the row. */
  readonly orders: Omit<OrderRules, 'key'> & { readonly key: OrderRules['key'] | null }
  /** A file that keeps what was read for the next run, which then reads only files that are new. */
  readonly state?: string | null
  /** Hears the size of the input before it is read; null where it is not known. */
  onOpen?(size: number | null): void
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

/** The part of an answer that says what is read. */
export type Reads = Pick<
  Answer<Readonly<Record<string, unknown>>, Record<string, unknown>>,
  'specs' | 'attributes'
>

/** An answer, and all that is read for it. */
export interface Asked {
  readonly answer: Reads
  readonly plan: AttributePlan
  readonly specs: Readonly<Record<string, RollupSpec<unknown>>>
  readonly needed: readonly Role[]
  readonly wanted: readonly Role[]
}

export async function askedOf(
  answer: Reads,
  analysis: Pick<Analysis, 'name' | 'needs'>,
  {
    input,
    orders,
    options,
  }: Pick<RowsRequest, 'input' | 'orders'> & { readonly options: Readonly<Record<string, unknown>> },
): Promise<Asked> {
  const plan = await planAttributes(answer.attributes?.(options) ?? NOTHING, input, orders)
  const own = answer.specs(options)
  const specs = plan.spec ? { ...own, [ATTRIBUTES]: plan.spec } : own
  const roles = rolesOf(analysis, Object.values(specs), orders.key)
  if (input.roles.acquired !== undefined && !roles.wanted.includes('acquired')) {
    throw notReadBy(analysis.name.join(' '), 'acquired')
  }
  return { answer, plan, specs, ...roles }
}

export async function readTogether(
  asked: readonly Asked[],
  request: RowsRequest,
  tap: Tap = source => source,
): Promise<ReadFiles[]> {
  const { input } = request
  const specs = new Map(asked.flatMap(({ specs }) => Object.values(specs).map(spec => [keyOf(spec), spec])))
  const { acquired: _, ...ownRoles } = input.roles
  const ownInput = asked[0]!.plan.signups ? { ...input, roles: ownRoles } : input
  const reading = { specs: [...specs.values()], source: sourceRequest(asked, request), input: ownInput }
  const { built, source, orders } = await readOver(reading, request, tap)
  const byKey = new Map([...specs.keys()].map((key, place) => [key, built.summaries[place]]))
  return asked.map(({ specs, plan }) => {
    const found = Object.entries(specs).map(([name, spec]) => [name, byKey.get(keyOf(spec))] as const)
    const own: Record<string, unknown> = Object.fromEntries(found)
    const summaries = plan.signups ? { ...own, signups: plan.signups } : own
    const attributes = plan.attributes((own[ATTRIBUTES] as CustomerValues | undefined) ?? null)
    return { summaries, run: built.run, attributes, notes: [...built.notes, ...plan.notes], source, orders }
  })
}

type Tap = (source: Source) => Source

interface Reading {
  readonly specs: readonly RollupSpec<unknown>[]
  readonly source: SourceRequest
  readonly input: InputOptions
}

/** One pass over the files; where a state is kept, over those that it does not hold. */
async function readOver(reading: Reading, request: RowsRequest, tap: Tap) {
  const { state = null, paths } = request
  const engines = new Engines(reading.input.threads ?? 1)
  if (state === null) {
    try {
      const onPlain = (bytes: number) => engines.expect(bytes)
      const source = await openSource(paths, { ...reading.source, onPlain }, reading.input)
      return await readFrom(source, reading, request, tap, engines)
    } finally {
      await engines.close()
    }
  }
  const { KeptState } = await import('./state/kept-state.ts')
  const files = await expandPaths(paths)
  const kept = await KeptState.open(state, files, { ...request, ...reading })
  try {
    const source = await openSource(files, { ...reading.source, memory: kept.memory }, reading.input)
    const read = await readFrom(source, reading, request, tap, engines, kept)
    await kept.commit()
    return read
  } catch (error) {
    await kept.abort()
    throw error
  }
}

async function readFrom(
  source: Source,
  { specs }: Reading,
  request: RowsRequest,
  tap: Tap,
  engines: Engines,
  kept: KeptState | null = null,
) {
  const { orders: rules } = request
  request.onOpen?.(source.size)
  const key: OrderRules['key'] = rules.key ?? (source.dictionaries.has('order') ? 'column' : 'row')
  const orders = { ...rules, key, amountIs: rules.amountIs ?? source.amountIs }
  const continuation = kept?.continuation(request.asOf, source.zone, {
    'what makes an order': orders.key,
    'what an amount is': orders.amountIs ?? 'not said',
    'decimals of amounts': String(source.money.scale),
  })
  const asked = { ...request, specs, orders, ...(continuation ? { continuation } : {}) }
  const engine = await engines.for(asked, source)
  return { built: await engine.run(asked, tap(source)), source, orders }
}

/** Specs are plain data: the same text is the same summary. */
const keyOf = ({ rollup, options }: RollupSpec<unknown>) => JSON.stringify([rollup, options])

/** The name of the summary that is added for them. */
const ATTRIBUTES = 'attributes'
export const NOTHING: AttributeRequest = { columns: [], at: 'first', file: null, key: null }

export function rolesOf(
  { needs }: Pick<Analysis, 'needs'>,
  specs: readonly RollupSpec<unknown>[],
  orderKey: OrderRules['key'] | null,
): { needed: Role[]; wanted: Role[] } {
  const roles = [...specs.map(({ rollup }) => rollup), 'extent'].map(name => rollups[name]!.roles)
  const needed = new Set<Role>([...needs, ...roles.flatMap(role => role.needed)])
  if (orderKey === 'column') needed.add('order')
  const reads = specs.flatMap(({ rollup, options }) => rollups[rollup]!.reads?.(options) ?? [])
  const named = reads.flatMap(role => (isAttribute(role) ? [] : [role]))
  return { needed: [...needed], wanted: [...new Set([...roles.flatMap(role => role.wanted), ...named])] }
}

function sourceRequest(asked: readonly Asked[], { where }: RowsRequest): SourceRequest {
  const columns = asked.flatMap(({ plan }) => plan.columns)
  return {
    needed: [...new Set(asked.flatMap(({ needed }) => needed))],
    wanted: [...new Set(asked.flatMap(({ wanted }) => wanted))],
    columns: where.map(({ column }) => ({ name: column, flag: 'where' })),
    attributes: [...new Map(columns.map(column => [column.name, column])).values()],
  }
}
