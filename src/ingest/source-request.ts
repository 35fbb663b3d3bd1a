/** What an answer needs of its files. */

import type { Dictionary } from '../batches/dictionary.ts'
import type { Role, TextRole } from '../batches/roles.ts'
import type { OnFault } from '../errors/index.ts'
import type { RememberedFile } from './remembered-file.ts'

export interface SourceRequest {
  /** Roles without which there is no answer. */
  readonly needed: readonly Role[]
  /** Roles that are read where a column plays them. */
  readonly wanted: readonly Role[]
  /** Further columns by name, for filters; every file must have them. `all`: whatever each file has. */
  readonly columns: readonly NeededColumn[] | 'all'
  /** Columns that are coded like text roles, under `attributeRole`; every file must have them. */
  readonly attributes?: readonly NeededColumn[]
  /** What to do where a role or a convention is undecided or too many rows are bad; without it the run stops. */
  readonly onFault?: OnFault
  /** Hears how many bytes other threads may read, before any of them is looked at. */
  readonly onPlain?: (bytes: number) => void
  /** What earlier runs have read; rows are then kept as they must be to be remembered. */
  readonly memory?: SourceMemory
}

/** What a source remembers of files that were read, so that a later run reads only what is new. */
export interface SourceMemory {
  /** By path; they come first, and in this order. */
  readonly files: ReadonlyMap<string, RememberedFile>
  readonly dictionaries: ReadonlyMap<TextRole, Dictionary>
  /** Why rows were left out, in the order in which the reasons were met. */
  readonly reasons: readonly string[]
}

export interface NeededColumn {
  readonly name: string
  /** The flag that names it, for messages. */
  readonly flag: string
  /** Where else it was looked for, for messages: "customers.csv has: plan". */
  readonly elsewhere?: string
  /** Where a rule names it, and the measures that may have been meant. */
  readonly rule?: { readonly place: string; readonly measures: readonly string[] }
}
