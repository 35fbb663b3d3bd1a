/** Of answers that cannot be written. */

import { didYouMean } from './did-you-mean.ts'
import { input, output, usage } from './user-error.ts'

export const cannotWrite = (path: string, reason: string) =>
  output(
    `${path}: cannot be written: ${reason}`,
    'give --output a path in a folder that exists and is writable',
  )

export const unsupportedInput = (path: string, what: string, hint: string) => input(`${path}: ${what}`, hint)

export const unknownTable = (name: string, known: readonly string[]) =>
  usage(
    `--table ${name}: there is no such table${didYouMean(name, known)}`,
    `the tables are: ${known.join(', ')}`,
  )

export const unknownEnding = (path: string, endings: readonly string[]) =>
  usage(
    `--output ${path}: its ending names no format`,
    `give --format, or one of the endings ${endings.join(' ')}`,
  )

export const notExportable = (column: string, type: string) =>
  input(
    `column "${column}" holds ${type}, which a line of text cannot carry`,
    'write Parquet or Arrow, or leave the column out',
  )
