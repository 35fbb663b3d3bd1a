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

/** `place` names the column, and its file where that is known. */
export const notExportable = (place: string, type: string) =>
  input(
    `${place} holds ${type}, which a line of text cannot carry`,
    'write Parquet or Arrow, or leave the column out',
  )

export const notText = (place: string) =>
  input(`${place} holds bytes that are no UTF-8 text`, 'write Parquet or Arrow, or export the column as text')

export const binaryToTerminal = (format: string) =>
  usage(
    `--format ${format}: a terminal cannot show it`,
    `write it to a file with --output FILE, or send it on with | or >`,
  )

export const notOfChecks = (format: string, command: string) =>
  usage(`--format ${format} is for checks, and ${command} makes none`, 'use it with tenure validate')
