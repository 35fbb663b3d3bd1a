/** An analysis on files, from bytes to report: what the command line and the library both call. */

import type { Analysis } from './analyses/analysis.ts'
import { withComparison } from './analyses/compare.ts'
import type { Role } from './batches/roles.ts'
import { isGuessed } from './ingest/role-names.ts'
import type { Source } from './ingest/source.ts'
import {
  type Asked,
  askedOf,
  NOTHING,
  type ReadFiles,
  type Reads,
  readTogether,
  rolesOf,
  type RowsRequest,
} from './read-together.ts'
import type { Report } from './report.ts'

export type { ReadFiles, RowsRequest } from './read-together.ts'

/** A question, with what is not shared with others about the same rows. */
export interface Question {
  readonly analysis: Analysis
  /** The analysis' own options, as its flags give them. */
  readonly options: Readonly<Record<string, unknown>>
  /** Every option in force as the report states it; `options` where it is absent. */
  readonly stated?: Readonly<Record<string, unknown>>
}

export interface AnalyseRequest extends RowsRequest, Omit<Question, 'analysis'> {}

/** Reads the files once and reports; a UserError where they or the options do not allow an answer. */
export async function analyse(analysis: Analysis, request: AnalyseRequest): Promise<Report> {
  const [report] = await analyseTogether([{ ...request, analysis }], request)
  return report!()
}

/**
 * Reads the files once for several questions whose `readsOf` is the same; a summary that several need is built once.
 * A report a question, made when it is asked for: the same as if the question had been asked alone.
 */
export async function analyseTogether(
  questions: readonly Question[],
  request: RowsRequest,
): Promise<(() => Report)[]> {
  const asked: Asked[] = []
  for (const { analysis, options } of questions) {
    asked.push(await askedOf(await analysis.load(), analysis, { ...request, options }))
  }
  const read = await readTogether(asked, request)
  return questions.map((question, i) => () => reportOf(question, asked[i]!.answer as Loaded, read[i]!))
}

/** Equal for questions about the same rows that can share a reading: the roles they read, in order. */
export async function readsOf(
  { analysis, options }: Question,
  { orders, input }: Pick<RowsRequest, 'orders' | 'input'>,
): Promise<string> {
  const answer = await analysis.load()
  const { columns, at, file } = answer.attributes?.(options) ?? NOTHING
  const spec = columns.length > 0 ? [{ rollup: 'attributes', options: { roles: [], at } }] : []
  const { needed, wanted } = rolesOf(analysis, [...Object.values(answer.specs(options)), ...spec], orders.key)
  const given = Object.keys(input.roles) as Role[]
  const roles = [...needed, ...wanted].filter(role => isGuessed(role) || given.includes(role))
  // A joined file may say when customers were acquired, and then the export need not.
  const elsewhere = given.includes('acquired') ? file : null
  return JSON.stringify([...new Set([...roles, ...given, elsewhere])])
}

type Loaded = Awaited<ReturnType<Analysis['load']>>

function reportOf(
  { analysis, options, stated = options }: Question,
  answer: Loaded,
  read: ReadFiles,
): Report {
  const { summaries, run, attributes, notes } = read
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

/** Reads the files once for an answer; `tap` may look at batches on their way. */
export async function readFor(
  answer: Reads,
  analysis: Pick<Analysis, 'name' | 'needs'>,
  request: AnalyseRequest,
  tap: (source: Source) => Source = source => source,
): Promise<ReadFiles> {
  const [read] = await readTogether([await askedOf(answer, analysis, request)], request, tap)
  return read!
}
