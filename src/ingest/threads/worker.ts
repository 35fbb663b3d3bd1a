/** A thread that reads chunks of plain text: rows, and the values of those columns that will be asked for. */

import { parentPort } from 'node:worker_threads'
import { HashedTexts } from '../../batches/hashed-texts.ts'
import type { ByteCells } from '../../batches/raw.ts'
import { keptRows, PlainChunkReader } from '../csv/plain-chunks.ts'
import type { Done, DoneColumn, Job, NewTexts } from './protocol.ts'

/** More texts than this are forgotten, and told of again: what seldom repeats is not worth the memory. */
const MOST_TEXTS = 1 << 19

const files = new Map<number, ChunkWorker>()

parentPort!.on('message', (job: Job) => {
  const worker = files.get(job.file) ?? new ChunkWorker(job)
  files.set(job.file, worker)
  const done = worker.read(job)
  parentPort!.postMessage(done, buffersOf(done))
})

class ChunkWorker {
  readonly #reader: PlainChunkReader
  readonly #texts = new Map<string, TextCodes>()

  constructor({ layout }: Job) {
    this.#reader = new PlainChunkReader(layout)
  }

  read({ id, layout, chunk }: Job): Done {
    const { value, records, lines, end, isIrregular } = this.#reader.read(chunk, false)
    const { rows, places, bad, columns: kept } = keptRows(value)
    const columns = layout.wanted.map(({ name, hint }, i): DoneColumn => {
      const { bytes: _bytes, ...cells } = kept[i]!
      return hint?.as === 'text' ? { ...cells, ...this.#textsOf(name).read(kept[i]!, rows) } : cells
    })
    const bytes = kept[0]?.bytes ?? new Uint8Array(0)
    return { id, chunk, bytes, rows, records, lines, end, isIrregular, places, columns, bad }
  }

  #textsOf(column: string): TextCodes {
    const texts = this.#texts.get(column) ?? new TextCodes()
    this.#texts.set(column, texts)
    return texts
  }
}

class TextCodes {
  #known = new HashedTexts()
  #told = 0

  read({ bytes, starts, ends, numbers }: ByteCells, rows: number): { codes: Int32Array; texts: NewTexts } {
    if (this.#known.size > MOST_TEXTS) {
      this.#known = new HashedTexts()
      this.#told = 0
    }
    const codes = new Int32Array(rows)
    for (let row = 0; row < rows; row++) {
      const start = starts[row]!
      const end = ends[row]!
      const hasText = start < end && (numbers?.[row] ?? -1) === -1
      codes[row] = !hasText ? -1 : this.#known.intern(bytes, start, end)
    }
    const texts = { isFirst: this.#told === 0, ...this.#known.textsFrom(this.#told) }
    this.#told = this.#known.size
    return { codes, texts }
  }
}

/** All memory of an answer is handed over, none copied. */
function buffersOf({ chunk, bytes, places, columns }: Done): ArrayBuffer[] {
  const arrays = columns.flatMap(({ starts, ends, values, numbers, codes, texts }) => [
    starts,
    ends,
    ...(values ? [values] : []),
    ...(numbers ? [numbers] : []),
    ...(codes ? [codes] : []),
    ...(texts ? [texts.bytes, texts.ends] : []),
  ])
  return [chunk, bytes, places, ...arrays].map(({ buffer }) => buffer as ArrayBuffer)
}
