/** Of how a text file is written. */

import { input, usage } from './user-error.ts'

export const invalidEncoding = (path: string, byte: number) =>
  input(
    `${path}: not valid UTF-8 at byte ${byte}`,
    'if it comes from Excel or an older system, try --encoding windows-1252',
    { code: 'not-utf-8', place: path, remedies: [['--encoding', 'windows-1252']] },
  )

export const brokenEncoding = (path: string, encoding: string, byte: number) =>
  input(`${path}: not valid ${encoding}, after byte ${byte}`, 'it may be cut off, or have another --encoding')

export const unknownEncoding = (encoding: string) =>
  usage(`--encoding ${encoding}: not known`, 'give a name such as windows-1252, utf-16le or shift_jis')

export const nulByte = (path: string, byte: number) =>
  input(
    `${path}: a NUL byte at byte ${byte}: this is no text file in the encoding it was read by`,
    'export it again as UTF-8 CSV; if every second byte is NUL, it may be --encoding utf-16le',
  )

export const badDelimiter = (given: string) =>
  usage(
    `--delimiter ${given}: not what can separate cells`,
    'give one or more characters such as ; or |, or tab, or spaces',
  )

export const badQuote = (given: string) =>
  usage(`--quote ${given}: not what can enclose cells`, `give one character such as ', or none`)

export const badEscape = (given: string) =>
  usage(`--escape ${given}: not what can stand before a quote`, 'give one character such as \\')

export const headerBeyondEnd = (path: string, line: number) =>
  input(`${path}: no line ${line} for the header`, 'give the line of the column names with --header-line N')

export const malformedCsv = (path: string, line: number, detail: string) =>
  input(
    `${path} line ${line}: ${detail}`,
    'mend the line, or say how the file is written with --delimiter, --quote or --encoding',
    { code: 'malformed-csv', place: `${path} line ${line}` },
  )

export const openQuote = (path: string, line: number, column: string) =>
  input(
    `${path} line ${line}, column ${column}: a quote opens there and is never closed`,
    'close it; or, if quotes enclose nothing in this file, say --quote none',
    {
      code: 'open-quote',
      place: `${path} line ${line}, column ${column}`,
      remedies: [['--quote', 'none']],
    },
  )

export const collapsedHeader = (path: string) =>
  input(`${path}: the first line names no column`, 'the file must start with a header of column names')
