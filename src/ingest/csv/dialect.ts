/** How a text file is written: encoding and delimiter, from its first bytes. */

import { isUtf8 } from 'node:buffer'
import { invalidEncoding } from '../../errors/index.ts'

export const DELIMITERS = [',', ';', '\t', '|'] as const

/** Names of TextDecoder. */
export type Encoding = string

export interface Dialect {
  readonly encoding: Encoding
  readonly encodingWhy: string
  readonly delimiter: string
  readonly delimiterWhy: string
  /** A first line `sep=;`, as Excel writes it, that is no header. */
  readonly separatorLine: boolean
}

export interface DialectOptions {
  readonly encoding: Encoding | null
  readonly delimiter: string | null
}

export function detectDialect(name: string, head: Uint8Array, given: DialectOptions): Dialect {
  const { encoding, why: encodingWhy } = encodingOf(name, head, given.encoding)
  const text = new TextDecoder(encoding).decode(head)
  const separator = /^sep=(.)\r?\n/i.exec(text)
  const body = separator ? text.slice(separator[0].length) : text
  const guess = separator ? { delimiter: separator[1]!, why: 'its sep= line' } : delimiterOf(body)
  return {
    encoding,
    encodingWhy,
    delimiter: given.delimiter ?? guess.delimiter,
    delimiterWhy: given.delimiter ? '--delimiter' : guess.why,
    separatorLine: separator !== null,
  }
}

function encodingOf(
  name: string,
  head: Uint8Array,
  given: Encoding | null,
): { encoding: Encoding; why: string } {
  if (given) return { encoding: given, why: '--encoding' }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', why: 'its byte order mark' }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', why: 'its byte order mark' }
  const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
  // The head may end within a character: up to three bytes of it.
  for (let cut = 0; cut <= 3; cut++) {
    if (isUtf8(head.subarray(0, head.length - cut))) {
      return { encoding: 'utf-8', why: bom ? 'its byte order mark' : 'valid UTF-8' }
    }
  }
  throw invalidEncoding(name, firstInvalidByte(head))
}

/** Offset of the first byte that is no UTF-8. */
export function firstInvalidByte(bytes: Uint8Array): number {
  let low = 0
  let high = bytes.length
  // A prefix is "broken" when even cutting an unfinished character off its end leaves it invalid.
  const broken = (end: number) => {
    for (let cut = 0; cut <= 3 && cut <= end; cut++) if (isUtf8(bytes.subarray(0, end - cut))) return false
    return true
  }
  while (low < high) {
    const middle = (low + high) >> 1
    if (broken(middle)) high = middle
    else low = middle + 1
  }
  return Math.max(0, low - 1)
}

const SAMPLED_RECORDS = 200

/** The delimiter under which the records agree best with the header's number of fields. */
function delimiterOf(text: string): { delimiter: string; why: string } {
  let best = { delimiter: ',', fields: 1, agreeing: 0 }
  for (const delimiter of DELIMITERS) {
    const counts = fieldCounts(text, delimiter)
    const fields = counts[0] ?? 1
    if (fields < 2) continue
    const agreeing = counts.filter(count => count === fields).length / counts.length
    if (agreeing > best.agreeing + 0.05 || (agreeing >= best.agreeing - 0.05 && fields > best.fields)) {
      best = { delimiter, fields, agreeing }
    }
  }
  const why = best.fields === 1 ? 'no delimiter found' : `the header has ${best.fields} fields`
  return { delimiter: best.delimiter, why }
}

/** Fields of each record; quotes hide delimiters and line ends. */
function fieldCounts(text: string, delimiter: string): number[] {
  const counts: number[] = []
  let fields = 1
  let quoted = false
  let empty = true
  for (let i = 0; i < text.length && counts.length < SAMPLED_RECORDS; i++) {
    const letter = text[i]
    if (letter === '"') quoted = !quoted
    else if (!quoted && letter === delimiter) fields++
    else if (!quoted && (letter === '\n' || letter === '\r')) {
      if (!empty) counts.push(fields)
      fields = 1
      empty = true
      continue
    }
    empty = false
  }
  // The last record may be cut off by the end of the head; it counts only where it is the only one.
  if (counts.length === 0 && !empty) counts.push(fields)
  return counts
}
