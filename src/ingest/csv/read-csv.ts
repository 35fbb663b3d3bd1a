/** CSV and TSV through csv-parse: the reference that any faster reader must agree with. */

import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import type { RawBatch, RawColumn } from '../../batches/raw.ts'
import { invalidEncoding, malformedCsv, nulByte } from '../../errors/index.ts'
import type { ByteSource } from '../bytes.ts'
import type { BadRow, Reader, ReadOptions, ReadRows } from '../reader.ts'
import { type Dialect, type DialectOptions, detectDialect, firstInvalidByte } from './dialect.ts'
import { readHeader } from './header.ts'

const BATCH_ROWS = 16_384

/** A record longer than this is an unclosed quote, or an attack on memory. */
const MAX_RECORD_BYTES = 1 << 26

export async function openCsv(source: ByteSource, options: DialectOptions): Promise<Reader> {
  const dialect = detectDialect(source.name, source.head, options)
  const { names, repeatedNames, notes } = await headerOf(source, dialect)
  const given = (value: unknown) => (value === null ? 'guessed' : 'given') as 'guessed' | 'given'
  const delimiter = dialect.delimiter === '\t' ? 'tab' : dialect.delimiter
  return {
    name: source.name,
    format: `${dialect.delimiter === '\t' ? 'TSV' : 'CSV'}${source.gzipped ? ', gzip' : ''}`,
    size: source.size,
    rereadable: source.path !== null,
    columns: names.map(name => ({ name, kind: 'text' })),
    repeatedNames,
    readings: [
      {
        what: 'encoding',
        value: dialect.encoding,
        source: given(options.encoding),
        why: dialect.encodingWhy,
      },
      { what: 'delimiter', value: delimiter, source: given(options.delimiter), why: dialect.delimiterWhy },
    ],
    notes,
    read: readOptions => readRows(source, dialect, names, readOptions),
  }
}

async function headerOf(source: ByteSource, dialect: Dialect) {
  const text = new TextDecoder(dialect.encoding).decode(source.head)
  const parser = parse({ ...parserOptions(dialect), to: 1 })
  parser.end(text)
  try {
    for await (const record of parser) return readHeader(source.name, record as string[])
  } catch (error) {
    throw malformedCsv(source.name, 0, (error as CsvError).message)
  }
  return readHeader(source.name, [])
}

function parserOptions(dialect: Dialect) {
  return {
    bom: true,
    delimiter: dialect.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    from_line: dialect.separatorLine ? 2 : 1,
    max_record_size: MAX_RECORD_BYTES,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }
}

async function* readRows(
  source: ByteSource,
  dialect: Dialect,
  names: readonly string[],
  { columns, onBytes }: ReadOptions = {},
): AsyncGenerator<ReadRows> {
  const parser = parse(parserOptions(dialect))
  const text = Readable.from(textOf(source, dialect, onBytes))
  // `pipe` drops the errors of its source, so they are carried over by hand.
  text.on('error', error => parser.destroy(error))
  text.pipe(parser)

  const wanted = names.flatMap((name, index) => (!columns || columns.includes(name) ? [{ name, index }] : []))
  let batch = new RecordBatchOfText(wanted)
  let row = -1
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      if (++row === 0) continue
      if (fits(record, names.length)) batch.add(record, row)
      else batch.setAside(row, record.length, names.length)
      if (batch.full) {
        yield batch.done()
        batch = new RecordBatchOfText(wanted)
      }
    }
  } catch (error) {
    const { code, message } = error as CsvError
    throw code?.startsWith('CSV_') ? malformedCsv(source.name, row + 1, explain(code, message)) : error
  }
  yield batch.done()
}

/** Cells beyond the header are taken for a trailing delimiter where they are empty. */
function fits(record: readonly string[], columns: number): boolean {
  if (record.length < columns) return false
  for (let i = columns; i < record.length; i++) if (record[i] !== '') return false
  return true
}

function explain(code: string, message: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote opens there and is never closed'
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return `the row is longer than ${MAX_RECORD_BYTES >> 20} MB; a quote that opens there may never be closed`
  }
  return message
}

/** Bytes as UTF-8, checked: csv-parse itself would read broken bytes as U+FFFD in silence. */
async function* textOf(source: ByteSource, dialect: Dialect, onBytes?: (count: number) => void) {
  if (dialect.encoding !== 'utf-8') {
    const decoder = new TextDecoder(dialect.encoding)
    for await (const chunk of source.read(onBytes)) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
    return
  }
  let offset = 0
  let carried: Uint8Array = new Uint8Array(0)
  for await (const chunk of source.read(onBytes)) {
    const bytes = carried.length > 0 ? Buffer.concat([carried, chunk]) : chunk
    const whole = bytes.length - unfinished(bytes)
    checkText(source.name, bytes.subarray(0, whole), offset)
    yield bytes.subarray(0, whole)
    carried = bytes.slice(whole)
    offset += whole
  }
  if (carried.length > 0) throw invalidEncoding(source.name, offset)
}

function checkText(name: string, bytes: Uint8Array, offset: number): void {
  if (!isUtf8(bytes)) throw invalidEncoding(name, offset + firstInvalidByte(bytes))
  const nul = bytes.indexOf(0)
  if (nul >= 0) throw nulByte(name, offset + nul)
}

/** Bytes at the end that start a character without finishing it. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? back : 0
    }
  }
  return 0
}

/** Gathers records into columns. */
class RecordBatchOfText {
  readonly #columns: readonly { readonly name: string; readonly index: number }[]
  readonly #cells: string[][]
  readonly #rowNumbers: number[] = []
  readonly #bad: BadRow[] = []

  constructor(columns: readonly { readonly name: string; readonly index: number }[]) {
    this.#columns = columns
    this.#cells = columns.map(() => [])
  }

  get full(): boolean {
    return this.#rowNumbers.length + this.#bad.length >= BATCH_ROWS
  }

  add(record: readonly string[], row: number): void {
    for (let i = 0; i < this.#columns.length; i++) this.#cells[i]!.push(record[this.#columns[i]!.index]!)
    this.#rowNumbers.push(row)
  }

  setAside(row: number, cells: number, expected: number): void {
    this.#bad.push({
      row,
      reason: 'ragged',
      column: null,
      detail: `${cells} cells under a header of ${expected}`,
    })
  }

  done(): ReadRows {
    const columns = this.#columns.map(({ name }, i) => textColumn(name, this.#cells[i]!))
    const rowNumbers = this.#rowNumbers
    const batch: RawBatch = { rows: rowNumbers.length, columns, rowNumber: row => rowNumbers[row]! }
    return { batch, bad: this.#bad }
  }
}

function textColumn(name: string, cells: readonly string[]): RawColumn {
  return { name, kind: 'text', text: row => cells[row] || null }
}
