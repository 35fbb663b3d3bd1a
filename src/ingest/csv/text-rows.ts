/** Gathers records into columns of text. */

import type { RawBatch, RawColumn } from '../../batches/raw.ts'
import type { BadRow, ReadRows } from '../reader.ts'
import type { CsvRecord } from './records.ts'

const BATCH_ROWS = 16_384

/** Characters of a batch: long cells make it shorter, so that a batch stays small. */
const BATCH_LENGTH = 1 << 25

export interface TextColumn {
  readonly name: string
  /** Its place in the record. */
  readonly index: number
}

export class TextRows {
  readonly #columns: readonly TextColumn[]
  readonly #cells: string[][]
  readonly #rowNumbers: number[] = []
  readonly #originals: string[] | null
  readonly #bad: BadRow[] = []
  #length = 0

  constructor(columns: readonly TextColumn[], keepOriginal: boolean) {
    this.#columns = columns
    this.#cells = columns.map(() => [])
    this.#originals = keepOriginal ? [] : null
  }

  get isFull(): boolean {
    return this.#rowNumbers.length + this.#bad.length >= BATCH_ROWS || this.#length >= BATCH_LENGTH
  }

  add({ cells, raw }: CsvRecord, row: number): void {
    for (let i = 0; i < this.#columns.length; i++) this.#cells[i]!.push(cells[this.#columns[i]!.index]!)
    this.#rowNumbers.push(row)
    this.#originals?.push(raw)
    this.#length += raw.length
  }

  setAside({ raw }: CsvRecord, bad: BadRow): void {
    this.#bad.push(this.#originals ? { ...bad, original: withoutLineEnd(raw) } : bad)
  }

  done(): ReadRows {
    const columns = this.#columns.map(({ name }, i) => textColumn(name, this.#cells[i]!))
    const rowNumbers = this.#rowNumbers
    const originals = this.#originals
    const batch: RawBatch = {
      rows: rowNumbers.length,
      columns,
      rowNumber: row => rowNumbers[row]!,
      ...(originals ? { original: (row: number) => withoutLineEnd(originals[row]!) } : {}),
    }
    return { batch, bad: this.#bad }
  }
}

const withoutLineEnd = (raw: string) => raw.replace(/[\r\n]+$/, '')

function textColumn(name: string, cells: readonly string[]): RawColumn {
  return { name, kind: 'text', text: row => cells[row] || null }
}
