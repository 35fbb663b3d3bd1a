/** Of columns and the roles they play. */

import { shortened } from './shortened.ts'
import { input, usage } from './user-error.ts'
import { list } from './wording.ts'

export const noColumnForRole = (path: string, role: string, columns: readonly string[]) =>
  usage(
    `${path}: no column found for the ${role}`,
    columns.length === 1
      ? `the file has one column, ${columns[0]}; if it holds several, say what separates them with --delimiter`
      : `name it with --${role} COLUMN; the file has: ${list(columns)}`,
    { code: `no-${role}-column`, place: path },
  )

/** `elsewhere`: what other file it may stand in, and that file's columns. */
export const unknownColumn = (
  path: string,
  flag: string,
  column: string,
  columns: readonly string[],
  elsewhere: string | null = null,
) =>
  usage(
    `${path}: no column is called ${column} (--${flag})`,
    `the file has: ${list(columns)}${elsewhere === null ? '' : `; ${elsewhere}`}`,
  )

export const roleMissingInFile = (path: string, role: string, column: string, other: string) =>
  usage(
    `${path}: no column for the ${role}, which ${other} has in ${column}`,
    'read files of one shape together, rename the column, or take it for empty there with --union-by-name',
    { code: `${role}-missing-in-file`, place: path, remedies: [['--union-by-name']] },
  )

export const severalColumnsForRole = (path: string, role: string, found: readonly string[]) =>
  usage(`${path}: ${list(found)} could each be the ${role}`, `say which with --${role} COLUMN`, {
    code: `several-${role}-columns`,
    place: path,
    remedies: found.map(column => [`--${role}`, column]),
  })

export const repeatedColumnName = (path: string, role: string, column: string) =>
  usage(
    `${path}: the header names ${column} more than once, and the ${role} is read from it`,
    'rename one of them',
    { code: 'repeated-column-name', place: path },
  )

export const ambiguousAmount = (path: string, column: string, example: string) =>
  input(
    `${path} column ${column}: ${example} may be read with a decimal sign or with a thousands separator, and no other value decides`,
    'say which sign marks decimals with --decimal . or --decimal ,',
    {
      code: 'ambiguous-amount',
      place: `${path} column ${column}`,
      remedies: [
        ['--decimal', '.'],
        ['--decimal', ','],
      ],
    },
  )

export const mixedAmounts = (path: string, column: string) =>
  input(
    `${path} column ${column}: some values use a decimal point and some a decimal comma`,
    'say which sign marks decimals with --decimal . or --decimal , and the others are set aside',
    {
      code: 'mixed-amounts',
      place: `${path} column ${column}`,
      remedies: [
        ['--decimal', '.'],
        ['--decimal', ','],
      ],
    },
  )

export const ambiguousDate = (path: string, column: string, example: string) =>
  input(
    `${path} column ${column}: ${example} may be day first or month first, and no other value decides`,
    'say which with --date-format dmy or --date-format mdy',
    {
      code: 'ambiguous-date',
      place: `${path} column ${column}`,
      remedies: [
        ['--date-format', 'dmy'],
        ['--date-format', 'mdy'],
      ],
    },
  )

export const mixedDates = (path: string, column: string) =>
  input(
    `${path} column ${column}: some dates can only be day first and some only month first`,
    'say which holds with --date-format dmy or --date-format mdy and the others are set aside',
    {
      code: 'mixed-dates',
      place: `${path} column ${column}`,
      remedies: [
        ['--date-format', 'dmy'],
        ['--date-format', 'mdy'],
      ],
    },
  )

export const shortYear = (path: string, column: string, example: string) =>
  input(
    `${path} column ${column}: ${example} has a two-digit year`,
    'say how it is written with --date-format dmy, mdy or ymd; 69 to 99 are then 19xx, 00 to 68 are 20xx',
    {
      code: 'short-year',
      place: `${path} column ${column}`,
      remedies: [
        ['--date-format', 'dmy'],
        ['--date-format', 'mdy'],
      ],
    },
  )

export const noReadableDate = (path: string, column: string, example: string) =>
  input(
    `${path} column ${column}: most values cannot be read as a date, first: ${shortened(example)}`,
    'name the column of dates with --time COLUMN, or say how it is written with --date-format',
    { code: 'no-readable-date', place: `${path} column ${column}` },
  )
