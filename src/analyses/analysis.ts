/** What an analysis is: words, flags, the summaries it needs, and a pure function from them to tables. */

import type { Flags, OptionsOf } from '../flags.ts'
import type { Role } from '../batches/roles.ts'
import type { Report } from '../report.ts'
import type { Attributes } from '../rollups/attributes.ts'
import type { RollupSpec } from '../rollups/rollup.ts'
import type { Run } from '../rollups/run.ts'
import type { Figure } from './headline.ts'

/** The part of a report that an analysis makes; the facts and options are added around it. */
export interface Findings extends Pick<Report, 'tables' | 'notes'> {
  /** What the answer is summed up in; needed where the analysis takes --compare. */
  headline?(): readonly Figure[]
  /** Options under which an earlier date is judged as this one was: its thresholds. */
  readonly frozen?: Readonly<Record<string, unknown>>
}

/** One spec per summary, under the name by which `report` receives it. */
export type SpecsFor<Summaries> = { readonly [K in keyof Summaries]: RollupSpec<Summaries[K]> }

/** The arithmetic of an analysis, imported only when it runs, so that --help does not pay for it. */
export interface Answer<Options, Summaries> {
  specs(options: Options): SpecsFor<Summaries>
  /** Columns of customers that it groups by or compares; none where this is absent. */
  attributes?(options: Options): AttributeRequest
  /** Pure: the same summaries, run, options and attributes give the same findings. */
  report(summaries: Summaries, run: Run, options: Options, attributes: Attributes): Findings
}

/** Names in rules that are no measure: columns, or mistyped measures. */
export interface NamedByRules {
  /** By name, where it stands first: "rules.yaml line 3 column 11, rule 1". */
  readonly places: ReadonlyMap<string, string>
  /** What may have been meant. */
  readonly measures: readonly string[]
}

/** Which columns say what of customers, and where they stand. */
export interface AttributeRequest {
  /** By name; all those of the joined file where `all`. */
  readonly columns: readonly string[] | 'all'
  /** Further ones by name, where those are all. */
  readonly also?: readonly string[]
  /** The flag that names them; by unless given. */
  readonly flag?: string
  /** The flag that names a column, where it is another one. */
  readonly flags?: ReadonlyMap<string, string>
  /** Of columns that rules name: where they do, for messages. */
  readonly rules?: NamedByRules
  /** Of columns of the export: the row of which order counts. */
  readonly at: 'first' | 'last'
  /** A second file with a row a customer; its columns come before those of the export. */
  readonly file: string | null
  /** The column of ids in that file; found by its name where null. */
  readonly key: string | null
}

export interface Analysis<F extends Flags = Flags, Summaries = Record<string, unknown>> {
  /** The words the user types: ['churn', 'survival']; also the folder and the docs page. */
  readonly name: readonly string[]
  /** Answers also to the first word alone: `tenure segment` is `tenure segment rfm`. */
  readonly isDefault?: boolean
  /** One sentence for lists of commands. */
  readonly summary: string
  /** A paragraph for --help and the docs page: what the answer means and how it is defined. */
  readonly description: string
  /** Command lines that work on the fixtures, each with what it shows. */
  readonly examples: readonly Example[]
  readonly flags: F
  /** The roles without which there is no answer. */
  readonly needs: readonly Role[]
  load(): Promise<Answer<OptionsOf<F>, Summaries>>
}

export interface Example {
  readonly run: string
  readonly shows: string
}

/** Checks an analysis against its own types, then erases them, so that one list can hold every analysis. */
export function defineAnalysis<F extends Flags, Summaries>(analysis: Analysis<F, Summaries>): Analysis {
  return analysis as unknown as Analysis
}
