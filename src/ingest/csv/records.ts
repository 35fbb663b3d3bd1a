/** Records of a text file through csv-parse, and where in the file each of them stands. */

import { Readable } from 'node:stream'
import type { CsvError, Options } from 'csv-parse'
import { malformedCsv, openQuote, rowTooLong } from '../../errors/index.ts'
import type { ByteSource } from '../bytes.ts'
import type { Dialect } from './dialect.ts'
import { utf8Of } from './encoding.ts'
import type { Before } from './in-order.ts'
import { SPACES, tokenise } from './tokens.ts'

export interface CsvRecord {
  readonly cells: readonly string[]
  /** As it stands in the file, line end included. */
  readonly raw: string
  /** Of the file, on which the record starts and on which it ends. */
  readonly line: number
  readonly lastLine: number
}

export interface RecordsRequest {
  readonly names: readonly string[]
  /** Bytes of a record that are held at most. */
  readonly limit: number
  readonly onBytes?: ((count: number) => void) | undefined
  /** What of the file was read before, in another way. */
  readonly before: Before
}

/** All records from the header on; lines that hold nothing are none. */
export async function* readRecords(
  source: ByteSource,
  dialect: Dialect,
  { names, limit, onBytes, before }: RecordsRequest,
): AsyncGenerator<CsvRecord> {
  const { parse } = await import('csv-parse')
  const skippedLines = before.records === 0 ? dialect.skippedLines : 0
  let line = 1 + skippedLines + before.lines
  // As they are parsed, not as they are taken: at an error those that wait are dropped.
  const placed = ({ record, raw }: { record: string[]; raw: string }): CsvRecord => {
    const body = raw.replace(BLANK_LINES, '')
    const start = line + lineEndsIn(raw, raw.length - body.length)
    line += lineEndsIn(raw, raw.length)
    const cells = dialect.delimiter === SPACES ? record.filter(cell => cell !== '') : record
    return { cells, raw: body, line: start, lastLine: Math.max(start, line - 1) }
  }
  const parser = parse({ ...parserOptions(dialect, limit), on_record: placed as never })
  const utf8 = utf8Of(source, dialect.encoding, onBytes, before.bytes)
  const text = Readable.from(withoutLines(utf8, skippedLines))
  // `pipe` drops the errors of its source, so they are carried over by hand.
  text.on('error', error => parser.destroy(error))
  text.pipe(parser)
  try {
    yield* parser as AsyncIterable<CsvRecord>
  } catch (error) {
    throw explained(error, source.name, dialect, { line, names, limit })
  } finally {
    text.destroy()
  }
}

function parserOptions({ delimiter, quote, escapedBy, isSpaced }: Dialect, limit: number): Options {
  return {
    delimiter: delimiter === SPACES ? [' ', '\t'] : delimiter,
    quote: quote === '' ? null : quote,
    escape: quote === '' ? null : escapedBy,
    record_delimiter: ['\r\n', '\n', '\r'],
    trim: isSpaced,
    max_record_size: limit,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    raw: true,
  }
}

/** csv-parse hands on the lines that hold nothing with the record that follows them. */
const BLANK_LINES = /^[\r\n]+/

/** Line ends among the first characters. */
function lineEndsIn(text: string, length: number): number {
  let ends = 0
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === LF && text.charCodeAt(i - 1) !== CR) ends++
    else if (unit === CR) ends++
  }
  return ends
}

const LF = 10
const CR = 13

/** Drops so many lines at the start. */
async function* withoutLines(chunks: AsyncIterable<Uint8Array>, lines: number): AsyncGenerator<Uint8Array> {
  let left = lines
  let isAfterCr = false
  for await (const chunk of chunks) {
    let start = 0
    while ((left > 0 || isAfterCr) && start < chunk.length) {
      const byte = chunk[start]
      if (left === 0 && byte !== LF) break
      if (byte === CR || (byte === LF && !isAfterCr)) left--
      isAfterCr = byte === CR
      start++
    }
    if (start < chunk.length) {
      isAfterCr = false
      yield start === 0 ? chunk : chunk.subarray(start)
    }
  }
}

interface Place {
  /** On which the record that failed starts. */
  readonly line: number
  readonly names: readonly string[]
  readonly limit: number
}

/** What csv-parse stops at, with the place where its cause stands; other errors as they are. */
function explained(error: unknown, name: string, dialect: Dialect, { line, names, limit }: Place): unknown {
  const { code, message, raw } = error as CsvError & { raw?: string }
  if (!code?.startsWith('CSV_')) return error
  const fault = tokenise(raw ?? '', dialect, 1)[0]?.fault ?? null
  const at = line + (fault?.line ?? 1) - 1
  const column = names[fault?.cell ?? -1] ?? String((fault?.cell ?? 0) + 1)
  if (code === 'CSV_QUOTE_NOT_CLOSED') return openQuote(name, at, column)
  if (code !== 'CSV_MAX_RECORD_SIZE') return malformedCsv(name, line, message)
  return rowTooLong(`${name} line ${line}`, limit, fault && `line ${at}, column ${column}`)
}
