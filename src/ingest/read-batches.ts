/** The rows of all files of a source, decoded, in the order of the files; other threads may use some of them. */

import type { Batch } from '../batches/batch.ts'
import type { Dictionary } from '../batches/dictionary.ts'
import type { Filter } from '../batches/filter.ts'
import type { RawBatch } from '../batches/raw.ts'
import type { TextRole } from '../batches/roles.ts'
import { stop } from '../errors/index.ts'
import { inOrderOfRows } from './bad-row.ts'
import type { Decoder } from './decode.ts'
import { hintsOf } from './hints.ts'
import type { InputOptions } from './input-options.ts'
import type { OpenFile } from './open-file.ts'
import type { OtherThreads } from './other-threads.ts'
import { plainPlan } from './plain-plan.ts'
import type { Plan } from './plan-file.ts'
import type { BadRow, Reader } from './reader.ts'
import { comparesRows } from './repeated-rows.ts'
import type { SourceRequest } from './source-request.ts'
import { excessOf, type Tally } from './tally.ts'
import { plainUnneeded, unneededOf } from './unneeded.ts'

/** What is heard while bytes are read: for progress. */
export interface Listener {
  onBytes(count: number): void
  onRows(count: number): void
  /** Hears of every row before it is decoded, the ones that will be set aside included. */
  onRaw?(batch: RawBatch, reader: Reader): void
  /** Hears of each row that is set aside, in the order of its file, before `onRaw` hears of its batch. */
  onBad?(row: BadRow, file: string): void
  /** All files are at their end. */
  onEnd?(): void
}

/** A batch, and where its rows are counted. */
export interface SourceBatch {
  readonly batch: Batch
  readonly tally: Tally
}

export interface PassOver {
  readonly files: readonly OpenFile[]
  readonly plans: readonly Plan[]
  readonly decoders: readonly (Decoder | null)[]
  readonly dictionaries: ReadonlyMap<TextRole, Dictionary>
  readonly tallies: readonly Tally[]
  /** Rows set aside, by file: those of remembered files, and where they are to be remembered those that are read. */
  readonly bad: readonly BadRow[][]
  readonly request: SourceRequest
  readonly options: InputOptions
  readonly filter: Filter
}

export async function* readBatches(
  { files, plans, decoders, dictionaries, tallies, bad: allBad, request, options, filter }: PassOver,
  listener?: Listener,
  others?: OtherThreads,
): AsyncGenerator<SourceBatch> {
  const { onFault = stop, memory } = request
  for (const [index, file] of files.entries()) {
    const { reader, opening } = file
    const { plan } = plans[index]!
    const columns = columnsRead(file, request, options)
    const tally = tallies[index]!
    const add = (bad: readonly BadRow[], rows: number) => {
      for (const row of bad) {
        listener?.onBad?.(row, reader.name)
        tally.addBad(row)
        if (memory && options.keepOriginals) allBad[index]!.push(row)
      }
      listener?.onRows(rows)
    }
    for (const row of allBad[index]!) listener?.onBad?.(row, reader.name)
    if (file.remembered) continue
    const hearsAll = listener?.onRaw || listener?.onBad
    const unneeded = hearsAll ? null : unneededOf(file, plans[index]!, filter, options, tally)
    const shared = hearsAll || comparesRows(options) ? null : plainPlan(plan!)
    const elsewhere =
      shared &&
      others?.of({ file: index, plan: shared }, used => {
        tally.addUsed(used)
        add(used.bad, used.rowsRead)
      })
    const rowOptions = {
      ...(listener ? { onBytes: listener.onBytes.bind(listener) } : {}),
      hints: hintsOf(plan!, dictionaries),
      ...(elsewhere ? { elsewhere: () => elsewhere } : {}),
      ...(unneeded ? { unneeded } : {}),
    }
    const { name: path, parts = 1 } = reader
    if (elsewhere && Math.min(parts, elsewhere.partsAtOnce) > 1) {
      const { limits } = options
      const unread = plainUnneeded(unneeded)
      const reading = elsewhere.readParts({ path, parts, columns, limits, unneeded: unread })
      await (reader.unchanged?.(reading) ?? reading)
      continue
    }
    for await (const { batch: raw, bad: unread } of opening.rows(columns, rowOptions)) {
      await elsewhere?.settled()
      tally.rowsRead += raw.rows + unread.length
      const { batch, bad } = decoders[index]!.decode(raw)
      add(inOrderOfRows([...unread, ...bad]), raw.rows)
      listener?.onRaw?.(raw, reader)
      yield { batch, tally }
    }
    await elsewhere?.settled()
  }
  listener?.onEnd?.()
  const excess = excessOf(tallies, options)
  if (excess) onFault(excess)
}

function columnsRead(
  { reader, bindings, rules }: OpenFile,
  { columns }: SourceRequest,
  { dedupe, eventId }: InputOptions,
): string[] {
  if (columns === 'all' || dedupe !== null) return reader.columns.map(({ name }) => name)
  const ruling = [...rules.leaveOut, ...(rules.refundRows ? [rules.refundRows] : [])]
  const named = [...bindings, ...ruling].map(({ column }) => column)
  const refunded = rules.refunded === null ? [] : [rules.refunded]
  const ids = eventId === null ? [] : [eventId]
  return [...new Set([...named, ...refunded, ...ids, ...columns.map(({ name }) => name)])]
}
