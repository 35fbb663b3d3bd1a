/** Of options that are wrong or contradict one another. */

import { didYouMean } from './did-you-mean.ts'
import { input, usage } from './user-error.ts'
import { list, reasonOf } from './wording.ts'

export const badFlagValue = (flag: string, value: string, expected: string) =>
  usage(`--${flag} ${value}: not ${expected}`, `give --${flag} ${expected}`)

export const unknownOption = (name: string, known: readonly string[]) =>
  usage(`there is no option ${name}${didYouMean(name, known)}`, `the options are: ${list(known)}`)

export const unknownAnalysis = (words: string, known: readonly string[]) =>
  usage(`there is no question "${words}"${didYouMean(words, known)}`, `the questions are: ${list(known)}`)
export const optionsExclude = (flag: string, other: string) =>
  usage(`--${flag} and --${other} cannot be given together: one follows from the other`, 'give one of them')

export const cannotReadFlagFile = (flag: string, path: string, error: unknown) =>
  usage(`--${flag} ${path}: ${reasonOf(error)}`, 'check the path')

export const optionsNameOneFile = (flag: string, other: string, path: string) =>
  usage(`--${flag} and --${other} are both ${path}`, 'give each a file of its own')

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

export const flagNeeded = (command: string, flag: string, value: string) =>
  usage(`${command} needs --${flag} ${value}`, `see tenure ${command} --help`)

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

export const rollingAcquired = () =>
  usage(
    '--clock rolling counts from the time of the first order, and --acquired gives a date',
    'use --clock calendar, or leave --acquired out',
  )

export const noTimeOfDay = () =>
  input(
    '--clock rolling needs times, but every time in the export is midnight',
    'use --clock calendar, or name the column that holds date and time with --time COLUMN',
  )

export const amountsNeeded = (command: string) =>
  usage(
    `${command} needs amounts, and no column was found for them`,
    'name it with --amount COLUMN, or with --price and --quantity',
  )

export const noAmounts = (flag: string, value: string) =>
  usage(
    `--${flag} ${value} needs amounts, and no column was found for them`,
    'name it with --amount COLUMN, or with --price and --quantity',
  )

/** A flag that would change the answer if it were heeded must not be passed over. */
export const notReadBy = (command: string, flag: string) =>
  usage(
    `${command} does not read --${flag} yet: its answer would be as if it were not given`,
    `leave --${flag} out`,
  )
