/** CSV and TSV as columns of text. What a row and a cell are is told in docs/reading.md. */

import { cellTooLong, headerTooLong, malformedCsv, openQuote, tooManyColumns } from '../../errors/index.ts'
import { flowOf } from '../byte-flow.ts'
import type { ByteSource } from '../bytes.ts'
import type { Limits } from '../limits.ts'
import type { Reader, ReadOptions, ReadRows } from '../reader.ts'
import { type Dialect, detectDialect, type HeaderRecord, quoteFaultIn } from './dialect.ts'
import { readHeader } from './header.ts'
import type { CsvOptions, OpenCsv } from './csv-file.ts'
import { type Before, START } from './in-order.ts'
import { raggedDetail } from './ragged.ts'
import { plainLayout, readPlain } from './read-plain.ts'
import { type CsvRecord, readRecords } from './records.ts'
import { TextRows } from './text-rows.ts'

export async function openCsv(source: ByteSource, options: CsvOptions): Promise<Reader> {
  const dialect = detectDialect(source.name, source.head, options, source.isWholeHead)
  const { header, rows } = dialect
  checkHeader(source.name, header, options.limits)
  const { names, repeatedNames, notes } = readHeader(source.name, header.cells, rows)
  return {
    name: source.name,
    format: `${dialect.delimiter === '\t' ? 'TSV' : 'CSV'}${source.packing ? `, ${source.packing}` : ''}`,
    size: source.size,
    rereadable: source.path !== null,
    columns: names.map(name => ({ name, kind: 'text' })),
    repeatedNames,
    readings: dialect.readings,
    notes,
    read: readOptions => readRows(source, { dialect, names, options }, readOptions),
  }
}

function checkHeader(file: string, { cells, fault, isCutOff }: HeaderRecord, limits: Limits): void {
  if (fault?.kind === 'open') throw openQuote(file, fault.line, String(fault.cell + 1))
  if (fault)
    throw malformedCsv(file, fault.line, `a quote in the name of column ${fault.cell + 1} is not doubled`)
  if (isCutOff) throw headerTooLong(file, limits.header)
  if (cells.length > limits.columns) throw tooManyColumns(file, cells.length, limits.columns)
}

/** Plain rows by way of bytes, and from the first row that is not plain on by csv-parse. */
async function* readRows(
  source: ByteSource,
  file: OpenCsv,
  readOptions: ReadOptions = {},
): AsyncGenerator<ReadRows> {
  const layout = plainLayout(file, source.head, readOptions)
  if (layout === null) return yield* readAnyRows(source, file, START, readOptions)
  const flow = source.flow?.(readOptions.onBytes) ?? flowOf(source.read(readOptions.onBytes))
  const rest = yield* readPlain(flow, layout, readOptions)
  if (rest) yield* readAnyRows({ ...source, read: () => rest.rest }, file, rest, readOptions)
}

async function* readAnyRows(
  source: ByteSource,
  { dialect, names, options: { limits } }: OpenCsv,
  before: Before,
  { columns, onBytes, keepOriginal = false }: ReadOptions,
): AsyncGenerator<ReadRows> {
  const wanted = names.flatMap((name, index) => (!columns || columns.includes(name) ? [{ name, index }] : []))
  const check = recordCheck(source.name, dialect, names, limits)
  let rows = new TextRows(wanted, keepOriginal)
  let row = before.records - 1
  for await (const record of readRecords(source, dialect, { names, limit: limits.row, onBytes, before })) {
    if (++row === 0) continue
    const fault = check(record)
    if (fault === null) rows.add(record, row)
    else rows.setAside(record, { row, ...fault })
    if (rows.isFull) {
      yield rows.done()
      rows = new TextRows(wanted, keepOriginal)
    }
  }
  yield rows.done()
}

/** Why a record is no row; null where it is one. A UserError where a cell passes its bound. */
function recordCheck(file: string, dialect: Dialect, names: readonly string[], limits: Limits) {
  const { quote, delimiter } = dialect
  const mayHoldQuotes = quote !== '' && delimiter.length === 1
  return (record: CsvRecord): RecordFault | null => {
    const { cells, raw, line, lastLine } = record
    if (raw.length > limits.field) checkCells(record, `${file} line ${line}`, limits.field)
    if (!fits(cells, names.length)) {
      const lines = lastLine > line ? `, lines ${line} to ${lastLine}: a quote may be missing there` : ''
      return { reason: 'ragged', column: null, detail: raggedDetail(cells.length, names.length) + lines }
    }
    if (!mayHoldQuotes || !cells.some(cell => startsWithQuote(cell, quote))) return null
    const fault = quoteFaultIn(raw, dialect)
    if (fault === null) return null
    const column = names[fault.cell] ?? null
    return { reason: 'quote', column, detail: raw.trimEnd().slice(0, DETAIL_LENGTH) }
  }
}

/** What is shown of a row that is wrong as a whole. */
const DETAIL_LENGTH = 80

interface RecordFault {
  readonly reason: 'ragged' | 'quote'
  readonly column: string | null
  readonly detail: string
}

/** csv-parse leaves the quotes in a cell whose quotes do not fit, so that only such a cell, or one of quoted quotes, has one here. */
const startsWithQuote = (cell: string, quote: string) => cell.startsWith(quote)

function checkCells({ cells }: CsvRecord, place: string, limit: number): void {
  for (const cell of cells) if (cell.length > limit) throw cellTooLong(place, limit)
}

/** Cells beyond the header are taken for a trailing delimiter where they are empty. */
function fits(cells: readonly string[], columns: number): boolean {
  if (cells.length < columns) return false
  for (let i = columns; i < cells.length; i++) if (cells[i] !== '') return false
  return true
}
