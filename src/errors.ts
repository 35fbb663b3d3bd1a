/** Every message a user can see when something is wrong, with what to do about it and the exit code. */

import type { InputFacts } from './report.ts'

/** Documented in README.md; a script may rely on each of them. */
export const EXIT = {
  done: 0,
  checkFailed: 1,
  usage: 2,
  input: 3,
  output: 4,
  fit: 5,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What `inspect` tells of an error beside its message. */
export interface ErrorDetails {
  /** Stable, for scripts. */
  readonly code: string
  /** The file, row or column with which the message begins; '' where it names none. */
  readonly place?: string
  /** Words of the command line that settle it, one list for each way to settle it. */
  readonly remedies?: readonly (readonly string[])[]
}

/** The user's mistake, or their file's: printed as one line and a hint, never as a stack trace. */
export class UserError extends Error {
  readonly exitCode: ExitCode
  readonly hint: string
  readonly details: ErrorDetails | null

  constructor(exitCode: ExitCode, message: string, hint: string, details: ErrorDetails | null = null) {
    super(message)
    this.name = 'UserError'
    this.exitCode = exitCode
    this.hint = hint
    this.details = details
  }
}

/** Hears what keeps an analysis from an answer: an analysis stops there, `inspect` tells of it and goes on. */
export type OnFault = (fault: UserError) => void

/** What an analysis does at a fault. */
export const stop: OnFault = fault => {
  throw fault
}

const usage = (message: string, hint: string, details?: ErrorDetails) =>
  new UserError(EXIT.usage, message, hint, details)
const input = (message: string, hint: string, details?: ErrorDetails) =>
  new UserError(EXIT.input, message, hint, details)
const output = (message: string, hint: string) => new UserError(EXIT.output, message, hint)
const fitting = (message: string, hint: string) => new UserError(EXIT.fit, message, hint)

// Options

export const badFlagValue = (flag: string, value: string, expected: string) =>
  usage(`--${flag} ${value}: not ${expected}`, `give --${flag} ${expected}`)

export const unknownOption = (name: string, known: readonly string[]) =>
  usage(`there is no option ${name}${didYouMean(name, known)}`, `the options are: ${list(known)}`)

export const unknownAnalysis = (words: string, known: readonly string[]) =>
  usage(`there is no question "${words}"${didYouMean(words, known)}`, `the questions are: ${list(known)}`)
export const optionsExclude = (flag: string, other: string) =>
  usage(`--${flag} and --${other} cannot be given together: one follows from the other`, 'give one of them')

export const unreadableReport = (flag: string, path: string, error: unknown) =>
  usage(
    `--${flag} ${path}: not a JSON report of tenure: ${reasonOf(error)}`,
    'write one with --format json --output FILE, and give that',
  )

export const reportWithoutTable = (flag: string, path: string, table: string) =>
  usage(
    `--${flag} ${path}: the report holds no table ${table}`,
    `write it with --table ${table} --output FILE.json`,
  )

export const wrongCutCount = (flag: string, found: number, scores: number) =>
  usage(
    `--${flag}: ${found} cut points make ${found + 1} scores, not ${scores}`,
    `give ${scores - 1} cut points, or --scores ${found + 1}`,
  )

export const amountNeeded = (flag: string) =>
  usage(`--${flag}: the files hold no amounts`, 'name the column with --amount COLUMN, or leave the flag out')

export const unusableThresholds = (path: string, what: string, hint: string) =>
  usage(`--thresholds ${path}: ${what}`, hint)
export const flagWithout = (flag: string, needed: string) =>
  usage(`--${flag} means nothing without --${needed}`, `give --${needed} too, or leave --${flag} out`)

export const flagRequired = (given: string, needed: string) =>
  usage(`--${given} needs --${needed}`, `give --${needed} too`)

export const noRollingLength = (period: string, allowed: readonly string[]) =>
  usage(
    `--clock rolling --period ${period}: a ${period} has no fixed number of days`,
    `use --period ${allowed.join(', ')}, or --clock calendar`,
  )

export const bracketBeyondPeriods = (from: number, maxPeriods: number) =>
  usage(
    `--bracket starts at period ${from}, but --max-periods ends at ${maxPeriods}`,
    `give --max-periods ${from} or more, or leave it out`,
  )

export const noTimeOfDay = () =>
  input(
    '--clock rolling needs times, but every time in the export is midnight',
    'use --clock calendar, or name the column that holds date and time with --time COLUMN',
  )

export const noAmounts = (flag: string, value: string) =>
  usage(
    `--${flag} ${value} needs amounts, and no column was found for them`,
    'name it with --amount COLUMN, or with --price and --quantity',
  )

// Churn

export const tooFewGaps = (found: number, needed: number) =>
  usage(
    `${found} completed gaps between orders: too few to fit thresholds of churn to, ${needed} are needed`,
    'set them with --t1 DAYS and --t2 DAYS, or lower --min-gaps',
  )

export const thresholdsOutOfOrder = (t1: number, t2: number) =>
  usage(
    `t1 is ${t1} days and t2 is ${t2}: customers cannot churn before they are at risk`,
    'set --t1 and --t2 so that t1 is at most t2',
  )

// Orders

const list = (names: readonly string[]) => names.join(', ')

export const amountsRepeat = (orders: number) =>
  input(
    `all lines of each of the ${orders} orders with several lines repeat one amount: it may be the line's or the order's`,
    'say which with --amount-is line or --amount-is order',
    {
      code: 'amounts-repeat',
      remedies: [
        ['--amount-is', 'line'],
        ['--amount-is', 'order'],
      ],
    },
  )

export const amountsDoNotRepeat = (orders: number) =>
  input(
    `--amount-is order, but the lines of ${orders} orders carry different amounts`,
    'say --amount-is line, or name the column of order totals with --amount',
    { code: 'amounts-differ', remedies: [['--amount-is', 'line']] },
  )

export const orderInSeveralFiles = (count: number, first: readonly string[]) =>
  input(
    `${count} orders stand in more than one input file, first: ${list(first)}`,
    'read files that do not overlap, or say which version wins with --latest-by COLUMN',
    { code: 'order-in-several-files' },
  )

export const equallyLateVersions = (count: number, first: readonly string[]) =>
  input(
    `${count} orders stand in several files, equally late by --latest-by but not alike, first: ${list(first)}`,
    'name a column that tells the versions apart, or read files that do not overlap',
    { code: 'equally-late-versions' },
  )

export const orderOfSeveralCustomers = (count: number, first: readonly string[]) =>
  input(
    `${count} order ids belong to more than one customer, first: ${list(first)}`,
    'check --order and --customer, or take a customer and day as the order with --order-key customer+day',
    { code: 'order-of-several-customers', remedies: [['--order-key', 'customer+day']] },
  )

export const orderSumTooLarge = (order: string) =>
  input(
    `the lines of order ${order} add up to more than can be kept exactly`,
    'keep fewer decimals with --decimals N',
    { code: 'sum-too-large', remedies: [['--decimals', '2']] },
  )

export const customerSumTooLarge = (customer: string) =>
  input(
    `the amounts of customer ${customer} add up to more than can be kept exactly`,
    'keep fewer decimals with --decimals N',
    { code: 'sum-too-large', remedies: [['--decimals', '2']] },
  )

// Reading files

const reasonOf = (error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException
  const reasons: Record<string, string> = {
    ENOENT: 'no such file',
    EACCES: 'permission denied',
    EISDIR: 'it is a folder',
    EMFILE: 'too many open files',
  }
  return (code && reasons[code]) || (message ?? String(error)).split('\n', 1)[0]!
}

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

export const writesOverInput = (path: string) =>
  output(`${path}: is one of the files that are read`, 'give --output another path')

export const emptyInput = (path: string) => input(`${path}: the file is empty`, 'export it again')

export const notAnExport = (path: string, what: string) =>
  input(`${path}: this is ${what}, not CSV, Parquet or Arrow`, 'export it as CSV or Parquet and read that')

export const truncatedGzip = (path: string) =>
  input(
    `${path}: the gzip data is damaged or cut off`,
    'copy or export the file again; nothing of it was used',
  )

export const damagedFile = (path: string, format: string, error: unknown) =>
  error instanceof UserError
    ? error
    : input(
        `${path}: damaged or cut-off ${format}: ${reasonOf(error)}`,
        'copy or export the file again; nothing of it was used',
      )

export const invalidEncoding = (path: string, byte: number) =>
  input(
    `${path}: not valid UTF-8 at byte ${byte}`,
    'if it comes from Excel or an older system, try --encoding windows-1252',
  )

export const nulByte = (path: string, byte: number) =>
  input(`${path}: a NUL byte at byte ${byte}: this is no text file`, 'export it again as UTF-8 CSV')

export const malformedCsv = (path: string, row: number, detail: string) =>
  input(
    `${path} row ${row}: ${detail}`,
    'mend the row, or say how the file is written with --delimiter or --encoding',
  )

export const collapsedHeader = (path: string) =>
  input(`${path}: the first line names no column`, 'the file must start with a header of column names')

// Columns and roles

export const noColumnForRole = (path: string, role: string, columns: readonly string[]) =>
  usage(
    `${path}: no column found for the ${role}`,
    `name it with --${role} COLUMN; the file has: ${list(columns)}`,
    { code: `no-${role}-column`, place: path },
  )

export const unknownColumn = (path: string, flag: string, column: string, columns: readonly string[]) =>
  usage(`${path}: no column is called ${column} (--${flag})`, `the file has: ${list(columns)}`)

export const roleMissingInFile = (path: string, role: string, column: string, other: string) =>
  usage(
    `${path}: no column for the ${role}, which ${other} has in ${column}`,
    'read files of one shape together, or rename the column',
    { code: `${role}-missing-in-file`, place: path },
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
    `${path} column ${column}: most values cannot be read as a date, first: ${example}`,
    'name the column of dates with --time COLUMN, or say how it is written with --date-format',
    { code: 'no-readable-date', place: `${path} column ${column}` },
  )

// Rows

export const tooManyBadRows = (path: string, bad: number, read: number, first: string) =>
  input(
    `${path}: ${bad} of ${read} rows cannot be used, first: ${first}`,
    'look at them with `tenure inspect`, or accept them with --max-errors N',
    { code: 'too-many-bad-rows', place: path, remedies: [['--max-errors', String(bad)]] },
  )

export const strictBadRow = (first: string) =>
  input(`${first} (--strict)`, 'mend the row, or leave --strict out to set such rows aside')

export const noRows = (inputs: readonly InputFacts[]) => {
  const read = inputs.reduce((rows, { rowsRead }) => rows + rowsRead, 0)
  const files = inputs.length === 1 ? inputs[0]!.file : `${inputs.length} files`
  return read === 0
    ? input(
        `${files}: no rows under the header`,
        'check the export: it holds column names and nothing else',
        { code: 'no-rows', place: files },
      )
    : input(
        `${files}: none of ${read} rows can be used`,
        'check --as-of, --rows-since and --where, or look with `tenure inspect`',
        { code: 'no-rows-used', place: files },
      )
}

/** `column` is null where currencies are written around the amounts themselves. */
export const severalCurrencies = (found: readonly string[], column: string | null) =>
  input(
    `the amounts are in more than one currency: ${list(found)}`,
    column === null
      ? 'split the export by currency, and read each part by itself'
      : `take one of them with --where, as in --where '${column}=${found[0]}'`,
    {
      code: 'several-currencies',
      remedies: column === null ? [] : found.map(currency => ['--where', `${column}=${currency}`]),
    },
  )

/** `before`: the date of the row before it; null where there is none. */
export const dateOutOfLine = (place: string, date: string, why: string, before: string | null) =>
  input(
    `${place}: the latest date, ${date}, ${why}; one wrong date would shift every other`,
    'give the date of the export with --as-of, or correct the row',
    { code: 'date-out-of-line', place, remedies: before === null ? [] : [['--as-of', before]] },
  )

// Models

export const calibrationAfterEnd = (end: string, asOf: string) =>
  usage(
    `--calibration-end ${end}: nothing comes after it, the as-of date is ${asOf}`,
    'give a date before the as-of date, so that there are orders to compare with',
  )

export const tooFewCustomers = (model: string, who: string, found: number, needed: number) =>
  fitting(
    `${model} needs at least ${needed} customers with ${who}, found ${found}`,
    'read a longer history or more customers, or lower --min-customers',
  )

export const noConvergence = (model: string, detail: string) =>
  fitting(`${model} could not be fitted: ${detail}`, 'look at the histories with `tenure inspect`')

// Output

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

// Did you mean

/** `, did you mean "orders"?` where a known word is at most a third of its letters away, else nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  let nearest = ''
  let fewest = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    const edits = editsBetween(word.toLowerCase(), candidate.toLowerCase())
    if (edits < fewest && edits <= Math.max(1, candidate.length / 3)) {
      nearest = candidate
      fewest = edits
    }
  }
  return nearest === '' ? '' : `, did you mean "${nearest}"?`
}

/** Insertions, deletions and replacements of a letter that turn one word into the other (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1)
      line.push(Math.min(replaced, above[column]! + 1, line[column - 1]! + 1))
    }
    above = line
  }
  return above[b.length]!
}
