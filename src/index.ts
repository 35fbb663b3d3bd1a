/**
 * tenure as a library: the questions of the command line as functions, and the parts they are made of.
 * Examples in docs/library.md.
 */

import { analyse } from './analyse.ts'
import type { Analysis } from './analyses/analysis.ts'
import { analyses } from './analyses/index.ts'
import { inputFlags, stateFlags } from './cli/input-flags.ts'
import { inputOptionsOf, orderRulesOf, rowRequestOf } from './cli/request.ts'
import { unknownAnalysis } from './errors/index.ts'
import { type GivenOptions, readOptions, statedOptions } from './flags.ts'
import type { InputOptions } from './ingest/input-options.ts'
import { styleFor } from './render/style.ts'
import { renderers } from './render/index.ts'
import type { Format } from './render/renderer.ts'
import type { Cell, Report, Table } from './report.ts'

export type { Analysis } from './analyses/analysis.ts'
export { analyses } from './analyses/index.ts'
export type { Batch } from './batches/batch.ts'
export type { TextRole } from './batches/roles.ts'
export { EXIT, UserError } from './errors/index.ts'
export { openSource, type Source } from './ingest/source.ts'
export type { SourceRequest } from './ingest/source-request.ts'
export type { InputOptions }
export { expectedSpend, fitGammaGamma, type GammaGammaParameters, type Spend } from './models/gamma-gamma.ts'
export { purchaseModels } from './models/index.ts'
export type { PurchaseCounts } from './models/purchase-counts.ts'
export type { FittedPurchaseModel, PurchaseModel } from './models/purchase-model.ts'
export type { Format } from './render/renderer.ts'
export type { Cell, Column, Facts, Report, Table } from './report.ts'
export type { Histories } from './rollups/histories.ts'

export interface Question {
  /** Files, folders and globs; `-` is standard input. */
  readonly files: readonly string[]
  /** The flags of the command line in camelCase: { asOf: '2024-06-30', detail: true, customer: 'user_id' }. */
  readonly options?: GivenOptions
  /** Epoch milliseconds: rows later than this are an error. */
  readonly now?: number
}

/**
 * The answer to a question by its words on the command line, as in `ask('churn state', …)`. Rejects with a
 * UserError, which carries the exit code and what to do, where files or options do not allow an answer.
 */
export async function ask(
  words: string,
  { files, options = {}, now = Date.now() }: Question,
): Promise<Report> {
  const analysis = analysisNamed(words)
  const input = readOptions(inputFlags, pick(options, inputFlags))
  const { state } = readOptions(stateFlags, pick(options, stateFlags))
  const own = readOptions(analysis.flags, omit(omit(options, inputFlags), stateFlags))
  return analyse(analysis, {
    paths: files,
    options: own,
    state,
    stated: { ...statedOptions(analysis.flags, own), ...statedOptions(inputFlags, input) },
    input: inputOptionsOf(input),
    orders: orderRulesOf(input),
    ...rowRequestOf(input, now),
  })
}

/** How `openSource` reads an export: the flags of the command line in camelCase, defaults for the rest. */
export const inputOptions = (options: GivenOptions = {}): InputOptions =>
  inputOptionsOf(readOptions(inputFlags, options))

function analysisNamed(words: string): Analysis {
  const isAsked = ({ name, isDefault }: Analysis) =>
    name.join(' ') === words || (isDefault === true && name[0] === words)
  const analysis = analyses.find(isAsked)
  if (!analysis)
    throw unknownAnalysis(
      words,
      analyses.map(({ name }) => name.join(' ')),
    )
  return analysis
}

/** The rows of a report's table as objects keyed by column name. */
export function* rowsOf(report: Report, table: string): Generator<Record<string, Cell>> {
  const found = report.tables.find(({ name }) => name === table)
  if (!found) throw new Error(`${report.command} has no table ${table}`)
  for (let row = 0; row < found.rows; row++) yield rowOf(found, row)
}

const rowOf = ({ columns }: Table, row: number): Record<string, Cell> =>
  Object.fromEntries(columns.map(({ name, at }) => [name, at(row)]))

/** Writes a report as the command line would, without colour; resolves when the sink has taken every byte. */
export async function render(report: Report, format: Format, sink: NodeJS.WritableStream, table?: string) {
  const write = await renderers[format].load()
  const style = styleFor({ color: 'never', stream: {}, env: {}, table: table ?? null })
  await write(report, sink as Parameters<typeof write>[1], style)
}

const pick = (options: GivenOptions, flags: object): GivenOptions =>
  Object.fromEntries(Object.entries(options).filter(([key]) => key in flags))

const omit = (options: GivenOptions, flags: object): GivenOptions =>
  Object.fromEntries(Object.entries(options).filter(([key]) => !(key in flags)))
