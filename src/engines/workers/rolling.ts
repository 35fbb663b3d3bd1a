/** What one thread does with the chunks it is given: rows, values, codes of its own, and states. */

import { Dictionary } from '../../batches/dictionary.ts'
import type { TextRole } from '../../batches/roles.ts'
import { inOrderOfRows } from '../../ingest/bad-row.ts'
import { plainCounted } from '../../ingest/counted.ts'
import { ANY_DIALECT } from '../../ingest/csv/dialect.ts'
import type { PlainLayout } from '../../ingest/csv/elsewhere.ts'
import { PlainChunkReader } from '../../ingest/csv/plain-chunks.ts'
import type { PlainRows } from '../../ingest/csv/plain-rows.ts'
import { readRowsOf } from '../../ingest/csv/read-plain.ts'
import { type DecodePlan, Decoder } from '../../ingest/decode.ts'
import { hintsOf } from '../../ingest/hints.ts'
import { openReader } from '../../ingest/open-reader.ts'
import type { FileInParts, SharedFile, UsedRows } from '../../ingest/other-threads.ts'
import { planOf } from '../../ingest/plain-plan.ts'
import type { Part, ReadRows } from '../../ingest/reader.ts'
import { unreadRows } from '../../ingest/unneeded.ts'
import { zoneNamed } from '../../math/zone.ts'
import { States } from '../states.ts'
import { type OrderIds, orderIdsOf, type SharedIds, wholeOf } from './shared-orders.ts'
import type { ChunkFound, Finished, PartRequest, PartUsed, ReadRequest, ThreadTask } from './protocol.ts'

export class Rolling {
  readonly #task: ThreadTask
  readonly #dictionaries: Map<TextRole, Dictionary>
  readonly #states: States
  readonly #decoders = new Map<number, Decoder>()
  readonly #files = new Map<number, FileRolling>()
  readonly #parts = new Map<number, AsyncGenerator<PartUsed>>()
  readonly #chunks = new Map<number, { readonly file: FileRolling; readonly chunk: ReadChunk }>()

  /** Code of an order → its number or its place among the texts, once its id is given away. */
  #orders: Int32Array = new Int32Array(0)

  constructor(task: ThreadTask) {
    const { specs, orders, zone, forms } = task
    this.#task = task
    this.#dictionaries = new Map([...forms].map(([role, form]) => [role, new Dictionary(form)]))
    this.#states = new States(specs, { zone: zoneNamed(zone)!, orders })
  }

  open({ file, plan }: SharedFile, layout: PlainLayout): void {
    this.#files.set(file, new FileRolling(this.#decoderOf(file, planOf(plan)), layout))
  }

  /** Finds the rows of a chunk, which are held until they are used or forgotten. */
  read({ id, file, chunk: bytes, isFirst }: ReadRequest): ChunkFound {
    const own = this.#files.get(file)!
    const { chunk, found } = own.read(bytes, isFirst)
    this.#chunks.set(id, { file: own, chunk })
    return found
  }

  use(id: number, recordsBefore: number): UsedRows {
    const { file, chunk } = this.#chunks.get(id)!
    const used = this.#use(file.decoder, readRowsOf(chunk.rows, recordsBefore, file.layout))
    this.forget(id)
    return used
  }

  openPart({ id, shared, file, part }: PartRequest): void {
    this.#parts.set(id, this.#partUsed(shared, file, part))
  }

  async more(id: number): Promise<PartUsed> {
    const { done, value } = await this.#parts.get(id)!.next()
    return done ? { used: null, firstRow: Number.POSITIVE_INFINITY } : value
  }

  async *#partUsed(
    { file: place, plan }: SharedFile,
    { path, columns, limits, unneeded }: FileInParts,
    part: Part,
  ): AsyncGenerator<PartUsed> {
    const own = planOf(plan)
    const decoder = this.#decoderOf(place, own)
    const reader = await openReader(path, { ...ANY_DIALECT, limits })
    const unread: UsedRows[] = []
    const onUnread = (rows: number, reason: string) => void unread.push(unreadRows(rows, reason))
    const options = {
      columns,
      part,
      reuse: true,
      hints: hintsOf(own, this.#dictionaries),
      ...(unneeded ? { unneeded: { ...unneeded, onUnread } } : {}),
    }
    for await (const rows of reader.read(options)) {
      while (unread.length > 0) yield { used: unread.pop()!, firstRow: 0 }
      yield { firstRow: rows.batch.rowNumber(0), used: this.#use(decoder, rows) }
    }
    while (unread.length > 0) yield { used: unread.pop()!, firstRow: 0 }
  }

  /** What this thread has decoded of a file is counted together. */
  #decoderOf(file: number, plan: DecodePlan): Decoder {
    const decoder = this.#decoders.get(file) ?? new Decoder(plan, this.#dictionaries)
    this.#decoders.set(file, decoder)
    return decoder
  }

  #use(decoder: Decoder, { batch: raw, bad: unread }: ReadRows): UsedRows {
    const { batch, bad } = decoder.decode(raw)
    const used = this.#states.add(batch, this.#task.filter)
    return { rowsRead: raw.rows + unread.length, ...used, bad: inOrderOfRows([...unread, ...bad]) }
  }

  forget(id: number): void {
    const { file, chunk } = this.#chunks.get(id)!
    this.#chunks.delete(id)
    file.free(chunk)
  }

  /** The ids of orders; texts among them are given away. */
  orders(): OrderIds {
    const parts = this.#dictionaries.get('order')!.parts()
    this.#dictionaries.delete('order')
    this.#orders = parts.origins
    return orderIdsOf(parts)
  }

  /** `shared`: orders of which others have rows too; null where all stay orders. */
  finish(shared: SharedIds | null): Finished {
    const rest = shared && this.#states.bookWhole(wholeOf(this.#orders, shared))
    const orders = rest?.map(code => this.#orders[code]!) ?? null
    return {
      states: this.#states.packed(),
      orders,
      dictionaries: new Map([...this.#dictionaries].map(([role, one]) => [role, one.parts()])),
      counted: new Map([...this.#decoders].map(([file, decoder]) => [file, plainCounted(decoder)])),
    }
  }
}

/** Rows stand in the memory of their reader, which takes no other chunk until they are used. */
interface ReadChunk {
  readonly reader: PlainChunkReader
  readonly rows: PlainRows
}

class FileRolling {
  readonly decoder: Decoder
  readonly layout: PlainLayout
  readonly #idle: PlainChunkReader[] = []

  constructor(decoder: Decoder, layout: PlainLayout) {
    this.decoder = decoder
    this.layout = layout
  }

  read(bytes: Uint8Array<ArrayBuffer>, isFirst: boolean): { chunk: ReadChunk; found: ChunkFound } {
    const reader = this.#idle.pop() ?? new PlainChunkReader(this.layout)
    const { value: rows, ...found } = reader.read(bytes, isFirst)
    return { chunk: { reader, rows }, found }
  }

  free({ reader }: ReadChunk): void {
    this.#idle.push(reader)
  }
}
