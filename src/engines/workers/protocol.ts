/** What the engine and the threads that use rows for it say to each other. */

import type { Filter } from '../../batches/filter.ts'
import type { IdForm } from '../../batches/id-form.ts'
import type { TextRole } from '../../batches/roles.ts'
import type { ErrorDetails, ExitCode } from '../../errors/index.ts'
import type { PlainLayout } from '../../ingest/csv/elsewhere.ts'
import type { FileInParts, FoundElsewhere, SharedFile, UsedRows } from '../../ingest/other-threads.ts'
import type { Part } from '../../ingest/reader.ts'
import type { Packed } from '../../rollups/pack.ts'
import type { OrderRules, RollupSpec } from '../../rollups/rollup.ts'
import type { OrderIds, SharedIds } from './shared-orders.ts'

/** What a thread starts with. */
export interface ThreadTask {
  readonly specs: readonly RollupSpec<unknown>[]
  readonly orders: OrderRules
  readonly zone: string
  readonly filter: Filter
  /** What the texts of each role look like. */
  readonly forms: ReadonlyMap<TextRole, IdForm | null>
}

export interface ReadRequest {
  readonly kind: 'read'
  readonly id: number
  readonly file: number
  readonly chunk: Uint8Array<ArrayBuffer>
  readonly isFirst: boolean
}

/** Opens a part of a file that can be read in parts. */
export interface PartRequest {
  readonly kind: 'part'
  readonly id: number
  readonly shared: SharedFile
  readonly file: FileInParts
  readonly part: Part
}

/** Chunks of a file are read and then used or forgotten, each in the order in which they were sent. */
export type Request =
  /** The first that it hears: what it is to do. */
  | { readonly kind: 'begin'; readonly task: ThreadTask }
  | { readonly kind: 'file'; readonly shared: SharedFile; readonly layout: PlainLayout }
  | ReadRequest
  | { readonly kind: 'use'; readonly id: number; readonly recordsBefore: number }
  | { readonly kind: 'forget'; readonly id: number }
  | PartRequest
  /** Its next rows. */
  | { readonly kind: 'more'; readonly id: number }
  /** Asks for the ids of all orders. */
  | { readonly kind: 'orders'; readonly id: number }
  | { readonly kind: 'finish'; readonly id: number; readonly shared: SharedIds | null }

export interface ChunkFound {
  /** Given back. */
  readonly chunk: Uint8Array<ArrayBuffer>
  readonly records: number
  readonly lines: number
  readonly end: number
  readonly isIrregular: boolean
}

/** Rows of a part, used; null at its end. */
export interface PartUsed {
  readonly used: UsedRows | null
  /** The number of their first one in the file. */
  readonly firstRow: number
}

export interface Finished extends FoundElsewhere {
  readonly states: readonly Packed[]
  /** Where whole orders were booked: the numbers or places of the other ones; their codes are counted up now. */
  readonly orders: Int32Array | null
}

/** An error of the user's, which crosses as its parts. */
export interface Fault {
  readonly exitCode: ExitCode
  readonly message: string
  readonly hint: string
  readonly details: ErrorDetails | null
}

export type Answer = ChunkFound | UsedRows | PartUsed | OrderIds | Finished

export type Response =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly fault: Fault }
