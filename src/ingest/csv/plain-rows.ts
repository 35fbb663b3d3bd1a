/** Rows of plain CSV as places of bytes: no text is made of a cell, and columns that nobody reads are passed over. */

import type { ByteCells } from '../../batches/raw.ts'
import type { BadRow } from '../bad-row.ts'
import { raggedDetail } from './ragged.ts'
import { AT, type ChunkMemory, CR, LF, NEXT, QUOTE, RECORDS, ROWS, type RowShape } from './chunk-memory.ts'

/** The rows of one chunk; its memory is that of the reader, good until the next chunk is read. */
export interface PlainRows {
  /** Records of any kind, blank lines left out. */
  readonly records: number
  /** Lines, those within quotes and blank ones too. */
  readonly lines: number
  /** Rows that have all cells. */
  readonly rows: number
  /** Of each row, and of the bad ones: its place among the records, from 0. */
  readonly places: Int32Array
  readonly columns: readonly ByteCells[]
  readonly bad: readonly BadRow[]
  /** Where the first record starts that was not read. */
  readonly end: number
  /** Whether that record is no plain one; otherwise it goes on in the next chunk. */
  readonly isIrregular: boolean
}

/** What ends the reading of a chunk before its end. */
const UNFINISHED = -1
const IRREGULAR = -2

export class PlainRowReader {
  readonly #shape: RowShape
  readonly #memory: ChunkMemory
  #lines = 0
  #skipped = 0
  #bad: BadRow[] = []
  /** Of the record at hand: where each cell starts and ends, and whether quotes are doubled in it. */
  readonly #starts: number[] = []
  readonly #ends: number[] = []
  readonly #doubled: boolean[] = []

  constructor(shape: RowShape, memory: ChunkMemory) {
    this.#shape = shape
    this.#memory = memory
  }

  /** Doubled quotes of cells that are read become one, in place. The first `skipped` records are no rows. */
  read(chunk: Uint8Array, skipped: number): PlainRows {
    const memory = this.#memory
    this.#lines = 0
    this.#skipped = skipped
    this.#bad = []
    memory.look(chunk)
    const { bytes, state, places, columns } = memory
    const start = state[AT]!
    const stopped = this.#readRecords()
    return {
      records: state[RECORDS]!,
      lines: this.#lines,
      rows: state[ROWS]!,
      places,
      columns: columns.map(column => ({ bytes, ...column })),
      bad: this.#bad,
      end: state[AT]! - start,
      isIrregular: stopped === IRREGULAR,
    }
  }

  #readRecords(): number {
    const { bytes, state, index, count } = this.#memory
    for (;;) {
      if (state[RECORDS]! >= this.#skipped) this.#takeRows()
      const next = state[NEXT]!
      if (next >= count) return UNFINISHED
      const after = this.#readAnyRecord(state[AT]!, next)
      if (after < 0) return after
      this.#lines += this.#linesIn(next, after)
      const end = index[after - 1]!
      const isPair = bytes[end] === CR && bytes[end + 1] === LF
      state[AT] = end + (isPair ? 2 : 1)
      state[NEXT] = after + (isPair ? 1 : 0)
    }
  }

  #takeRows(): void {
    const { state } = this.#memory
    const before = state[ROWS]!
    this.#memory.takeRows()
    this.#lines += state[ROWS]! - before
  }

  /** Reads a record with quotes, or of another number of cells, or none; where it ends in the index. */
  #readAnyRecord(at: number, first: number): number {
    const { bytes, index: places, count } = this.#memory
    const isLineEnd = (place: number) => bytes[place] === LF || bytes[place] === CR
    if (places[first] === at && isLineEnd(at)) return first + 1
    let cells = 0
    for (let next = first, start = at; ; start = places[next - 1]! + 1) {
      const isQuoted = bytes[start] === QUOTE
      this.#doubled[cells] = false
      if (isQuoted) {
        next = this.#closingQuote(next + 1, cells)
        if (next >= count) return UNFINISHED
        const close = places[next++]!
        if (places[next] !== close + 1) return IRREGULAR
      } else while (next < count && bytes[places[next]!] === QUOTE) next++
      if (next >= count) return UNFINISHED
      this.#starts[cells] = isQuoted ? start + 1 : start
      this.#ends[cells++] = isQuoted ? places[next]! - 1 : places[next]!
      if (isLineEnd(places[next++]!)) {
        const isWhole = this.#isWhole(cells)
        // Of a bad row over several lines the reference has more to tell.
        if (!isWhole && this.#linesIn(first, next) > 1) return IRREGULAR
        this.#addCells(cells, isWhole)
        return next
      }
    }
  }

  /** Line ends among those places; CR and LF are one. */
  #linesIn(from: number, to: number): number {
    const { bytes, index: places } = this.#memory
    let lines = 0
    for (let next = from; next < to; next++) {
      const byte = bytes[places[next]!]
      if (byte === CR || (byte === LF && bytes[places[next]! - 1] !== CR)) lines++
    }
    return lines
  }

  /** The place in the index of the quote that closes a cell; past the end where none does. */
  #closingQuote(from: number, cell: number): number {
    const { bytes, index: places, count } = this.#memory
    let next = from
    for (; next < count; next++) {
      const place = places[next]!
      if (bytes[place] !== QUOTE) continue
      if (bytes[place + 1] !== QUOTE) return next
      this.#doubled[cell] = true
      next++
    }
    return next
  }

  /** All cells are there, and those beyond the header are empty. */
  #isWhole(cells: number): boolean {
    let extra = this.#shape.width
    while (extra < cells && this.#starts[extra] === this.#ends[extra]) extra++
    return cells >= this.#shape.width && extra === cells
  }

  #addCells(cells: number, isWhole: boolean): void {
    const { state, places, columns } = this.#memory
    const place = state[RECORDS]!++
    if (place < this.#skipped) return
    if (!isWhole) {
      const detail = raggedDetail(cells, this.#shape.width)
      this.#bad.push({ row: place, reason: 'ragged', column: null, detail })
      return
    }
    const row = state[ROWS]!++
    for (const [i, cell] of this.#shape.wanted.entries()) {
      const { starts, ends } = columns[i]!
      starts[row] = this.#starts[cell]!
      ends[row] = this.#doubled[cell]
        ? this.#halveQuotes(this.#starts[cell]!, this.#ends[cell]!)
        : this.#ends[cell]!
    }
    places[row] = place
  }

  /** Writes a cell anew with one quote for two; its new end. */
  #halveQuotes(start: number, end: number): number {
    const { bytes } = this.#memory
    let to = start
    for (let from = start; from < end; from++) {
      bytes[to++] = bytes[from]!
      if (bytes[from] === QUOTE) from++
    }
    return to
  }
}
