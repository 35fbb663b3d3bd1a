/** Rows of plain CSV as places of bytes: no text is made of a cell, and columns that nobody reads are passed over. */

import type { ByteCells } from '../../batches/raw.ts'
import type { BadRow } from '../bad-row.ts'
import { raggedDetail } from './ragged.ts'
import { CR, LF, QUOTE, type StructureIndex, structureIndex } from './structure.ts'

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
  readonly #delimiter: number
  readonly #width: number
  readonly #wanted: readonly number[]
  readonly #index: StructureIndex = structureIndex()
  #bytes: Uint8Array = new Uint8Array(0)
  #rows = 0
  #records = 0
  #lines = 0
  #skipped = 0
  #places = new Int32Array(0)
  #columns: Omit<ByteCells, 'bytes'>[] = []
  #bad: BadRow[] = []
  /** Of the record at hand: where each cell starts and ends, and whether quotes are doubled in it. */
  readonly #starts: number[] = []
  readonly #ends: number[] = []
  readonly #doubled: boolean[] = []

  /** `width`: cells of a row; `wanted`: the places of those that are read. */
  constructor(delimiter: number, width: number, wanted: readonly number[]) {
    this.#delimiter = delimiter
    this.#width = width
    this.#wanted = wanted
  }

  /** Doubled quotes of cells that are read become one, in place. The first `skipped` records are no rows. */
  read(bytes: Uint8Array, skipped: number): PlainRows {
    this.#bytes = bytes
    this.#rows = 0
    this.#records = 0
    this.#lines = 0
    this.#skipped = skipped
    this.#bad = []
    this.#index.look(bytes, this.#delimiter)
    this.#reserve()
    const { at, stopped } = this.#readRecords()
    return {
      records: this.#records,
      lines: this.#lines,
      rows: this.#rows,
      places: this.#places,
      columns: this.#columns.map(column => ({ bytes, ...column })),
      bad: this.#bad,
      end: at,
      isIrregular: stopped === IRREGULAR,
    }
  }

  /** More rows than line ends there cannot be. */
  #reserve(): void {
    const most = Math.ceil(this.#index.count / this.#width) + 1
    if (this.#places.length >= most) return
    this.#places = new Int32Array(most)
    this.#columns = this.#wanted.map(() => ({ starts: new Int32Array(most), ends: new Int32Array(most) }))
  }

  #readRecords(): { at: number; stopped: number } {
    const { places, count } = this.#index
    const bytes = this.#bytes
    const delimiter = this.#delimiter
    const inner = this.#width - 1
    let at = 0
    let next = 0
    while (next < count) {
      // Most rows: as many delimiters as there should be, then a line end.
      let cell = 0
      while (cell < inner && bytes[places[next + cell]!] === delimiter) cell++
      const last = next + inner
      const end = places[last]!
      if (
        cell === inner &&
        last < count &&
        (bytes[end] === LF || bytes[end] === CR) &&
        this.#records >= this.#skipped
      ) {
        this.#addRow(at, next)
        this.#lines++
        next = last + 1
        at = end + 1
      } else {
        const after = this.#readAnyRecord(at, next)
        if (after < 0) return { at, stopped: after }
        this.#lines += this.#linesIn(next, after)
        next = after
        at = places[after - 1]! + 1
      }
      if (bytes[at - 1] === CR && bytes[at] === LF) {
        next++
        at++
      }
    }
    return { at, stopped: UNFINISHED }
  }

  #addRow(at: number, first: number): void {
    const { places } = this.#index
    const row = this.#rows++
    for (let i = 0; i < this.#wanted.length; i++) {
      const place = first + this.#wanted[i]!
      const { starts, ends } = this.#columns[i]!
      starts[row] = this.#wanted[i] === 0 ? at : places[place - 1]! + 1
      ends[row] = places[place]!
    }
    this.#places[row] = this.#records++
  }

  /** Reads a record with quotes, or of another number of cells, or none; where it ends in the index. */
  #readAnyRecord(at: number, first: number): number {
    const { places, count } = this.#index
    const bytes = this.#bytes
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
    const { places } = this.#index
    let lines = 0
    for (let next = from; next < to; next++) {
      const byte = this.#bytes[places[next]!]
      if (byte === CR || (byte === LF && this.#bytes[places[next]! - 1] !== CR)) lines++
    }
    return lines
  }

  /** The place in the index of the quote that closes a cell; past the end where none does. */
  #closingQuote(from: number, cell: number): number {
    const { places, count } = this.#index
    let next = from
    for (; next < count; next++) {
      const place = places[next]!
      if (this.#bytes[place] !== QUOTE) continue
      if (this.#bytes[place + 1] !== QUOTE) return next
      this.#doubled[cell] = true
      next++
    }
    return next
  }

  /** All cells are there, and those beyond the header are empty. */
  #isWhole(cells: number): boolean {
    let extra = this.#width
    while (extra < cells && this.#starts[extra] === this.#ends[extra]) extra++
    return cells >= this.#width && extra === cells
  }

  #addCells(cells: number, isWhole: boolean): void {
    const place = this.#records++
    if (place < this.#skipped) return
    if (!isWhole) {
      const detail = raggedDetail(cells, this.#width)
      this.#bad.push({ row: place, reason: 'ragged', column: null, detail })
      return
    }
    const row = this.#rows++
    for (let i = 0; i < this.#wanted.length; i++) {
      const cell = this.#wanted[i]!
      const { starts, ends } = this.#columns[i]!
      starts[row] = this.#starts[cell]!
      ends[row] = this.#doubled[cell]
        ? this.#halveQuotes(this.#starts[cell]!, this.#ends[cell]!)
        : this.#ends[cell]!
    }
    this.#places[row] = place
  }

  /** Writes a cell anew with one quote for two; its new end. */
  #halveQuotes(start: number, end: number): number {
    const bytes = this.#bytes
    let to = start
    for (let from = start; from < end; from++) {
      bytes[to++] = bytes[from]!
      if (bytes[from] === QUOTE) from++
    }
    return to
  }
}
