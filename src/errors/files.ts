/** Of files that cannot be read. */

import { input, output, usage, UserError } from './user-error.ts'
import { reasonOf } from './wording.ts'

export const cannotRead = (path: string, error: unknown) =>
  error instanceof UserError
    ? error
    : input(`${path}: ${reasonOf(error)}`, 'check the path; folders, globs and - for standard input work too')

export const emptyFolder = (path: string) =>
  input(
    `${path}: no exports in this folder`,
    'it should hold .csv, .tsv, .parquet or .arrow files, or such files gzipped',
  )

export const noFileMatches = (pattern: string) =>
  input(`${pattern}: no file matches`, 'check the pattern, and quote it so that the shell leaves it alone')

export const otherColumns = (
  path: string,
  first: string,
  found: readonly string[],
  expected: readonly string[],
) => {
  const place = expected.findIndex((column, i) => found[i] !== column)
  const at = place < 0 ? expected.length : place
  return input(
    `${path}: column ${at + 1} is ${found[at] ?? 'missing'}, but ${expected[at] ?? 'missing'} in ${first}`,
    'files that become one must have the same columns of the same types in the same order',
  )
}

export const typesNeedFile = () =>
  usage(
    '--types infer: standard input can be read only once, and types are found by a pass of their own',
    'save it to a file and convert that, or keep every column as text',
  )

export const writesOverInput = (flag: string, path: string) =>
  output(`${path}: is one of the files that are read`, `give --${flag} another path`)

export const emptyInput = (path: string) => input(`${path}: the file is empty`, 'export it again')

export const notAnExport = (path: string, what: string) =>
  input(`${path}: this is ${what}, not CSV, Parquet or Arrow`, remedyOf(what))

function remedyOf(what: string): string {
  if (/Excel|XLSX/.test(what)) return 'open it in a spreadsheet, save it as CSV UTF-8, and read that file'
  if (/HTML/.test(what)) return 'it may be the page of a login or an error: export again, signed in'
  return 'export it as CSV or Parquet and read that'
}

export const truncatedArchive = (path: string, kind: string) =>
  input(
    `${path}: the ${kind} data is damaged or cut off`,
    'copy or export the file again; nothing of it was used',
  )

export const damagedFile = (path: string, format: string, error: unknown) =>
  error instanceof UserError
    ? error
    : input(
        `${path}: damaged or cut-off ${format}: ${reasonOf(error)}`,
        'copy or export the file again; nothing of it was used',
      )
