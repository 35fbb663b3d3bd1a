/** A thread that reads chunks of plain text: rows, and the values of those columns that will be asked for. */

import { parentPort } from 'node:worker_threads'
import { HashedTexts } from '../../batches/hashed-texts.ts'
import type { ByteCells } from '../../batches/raw.ts'
import { zoneNamed } from '../../math/zone.ts'
import { PlainChunkReader } from '../csv/read-plain.ts'
import { plainAmounts, plainTimes } from '../values/plain-columns.ts'
import type { Done, DoneColumn, Hint, Job, NewTexts } from './protocol.ts'

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

  read({ id, layout, hints, chunk }: Job): Done {
    const { value, records, lines, end, isIrregular } = this.#reader.read(chunk, false)
    const { rows, places, bad } = value
    const columns = layout.wanted.map(({ name }, i) => ({
      starts: value.columns[i]!.starts.slice(0, rows),
      ends: value.columns[i]!.ends.slice(0, rows),
      ...this.#values(name, hints.get(name), value.columns[i]!, rows),
    }))
    return { id, chunk, rows, records, lines, end, isIrregular, places: places.slice(0, rows), columns, bad }
  }

  #values(
    name: string,
    hint: Hint | undefined,
    cells: ByteCells,
    rows: number,
  ): Pick<DoneColumn, 'values' | 'codes' | 'texts'> {
    switch (hint?.as) {
      case undefined:
        return {}
      case 'time':
        return { values: plainTimes(cells, rows, zoneNamed(hint.zone)!) }
      case 'amount':
        return { values: plainAmounts(cells, rows, hint.decimal, hint.scale) }
      case 'text': {
        const texts = this.#texts.get(name) ?? new TextCodes()
        this.#texts.set(name, texts)
        return texts.read(cells, rows)
      }
    }
  }
}

class TextCodes {
  #known = new HashedTexts()
  #told = 0

  read({ bytes, starts, ends }: ByteCells, rows: number): { codes: Int32Array; texts: NewTexts } {
    if (this.#known.size > MOST_TEXTS) {
      this.#known = new HashedTexts()
      this.#told = 0
    }
    const codes = new Int32Array(rows)
    for (let row = 0; row < rows; row++) {
      const start = starts[row]!
      const end = ends[row]!
      codes[row] = start === end ? -1 : this.#known.intern(bytes, start, end)
    }
    const texts = { isFirst: this.#told === 0, ...this.#known.textsFrom(this.#told) }
    this.#told = this.#known.size
    return { codes, texts }
  }
}

/** All memory of an answer is handed over, none copied. */
function buffersOf({ chunk, places, columns }: Done): ArrayBuffer[] {
  const arrays = columns.flatMap(({ starts, ends, values, codes, texts }) => [
    starts,
    ends,
    ...(values ? [values] : []),
    ...(codes ? [codes] : []),
    ...(texts ? [texts.bytes, texts.ends] : []),
  ])
  return [chunk, places, ...arrays].map(({ buffer }) => buffer as ArrayBuffer)
}
