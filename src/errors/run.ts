/** Of files of jobs, and of the folder that runs are written to. */

import { didYouMean } from './did-you-mean.ts'
import { EXIT, input, output, usage, UserError } from './user-error.ts'
import { list, reasonOf } from './wording.ts'

export const RUN_HINT = 'docs/run.md shows a whole file'

export const cannotReadRunFile = (path: string, error: unknown) =>
  usage(`${path}: ${reasonOf(error)}`, 'give the file of jobs, such as tenure.yaml')

export const unknownInput = (place: string, name: string, known: readonly string[]) =>
  usage(
    `${place}: there is no input ${name}${didYouMean(name, known)}`,
    known.length === 0 ? 'name its files under inputs' : `the inputs are: ${list(known)}`,
  )

/** `known` is every spelling, `told` one of each. */
export const unknownJobKind = (
  place: string,
  words: string,
  known: readonly string[],
  told: readonly string[],
) =>
  usage(`${place}: there is no command "${words}"${didYouMean(words, known)}`, `a job can run: ${list(told)}`)

/** `what`: the command, or input; `known` are the keys that may stand there. */
export const unknownKey = (place: string, key: string, what: string, known: readonly string[]) =>
  usage(
    `${place}: ${what} has no option ${key}${didYouMean(key, known)}`,
    what === 'an input' ? 'see docs/commands/input.md' : `see tenure ${what} --help, and docs/run.md`,
  )

/** What a flag or a file of the export says is wrong, at its place in the file of jobs. */
export const wrongOption = (place: string, { exitCode, message, hint }: UserError) =>
  new UserError(exitCode, `${place}: ${message}`, hint)

export const unknownVariable = (place: string, name: string, known: readonly string[]) =>
  usage(
    `${place}: there is no variable ${name}${didYouMean(name, known)}`,
    `the variables are: ${list(known)}; {env.NAME} is of the environment, {{ a brace`,
  )

export const unsetEnvironment = (place: string, name: string) =>
  usage(`${place}: ${name} is not set in the environment`, 'set it; cron passes on next to nothing by itself')

export const cycleOfVariables = (place: string, names: readonly string[]) =>
  usage(`${place}: the variables go in a circle: ${names.join(' → ')}`, 'give one of them a value of its own')

export const outsideRunFolder = (place: string, path: string, why: string) =>
  usage(`${place}: ${path} ${why}`, 'outputs are written into the folder of the run: give a path within it')

export const twoOutputsOneFile = (place: string, path: string, other: string) =>
  usage(`${place}: ${path} is already written by the job ${other}`, 'give each output a file of its own')

export const jobFailed = (job: string, { exitCode, message, hint, details }: UserError) =>
  new UserError(exitCode, `job ${job}: ${message}`, hint, details)

/** `report` is where the failed checks can be read. */
export const checkStopped = (job: string, { message }: UserError, report: string | null) =>
  new UserError(
    EXIT.checkFailed,
    `job ${job}: ${message}; nothing was published`,
    report === null
      ? 'run it by itself to see which'
      : `${report} says which; severity: warn publishes all the same`,
  )

export const changedWhileRead = (path: string, what: string) =>
  input(
    `${path}: changed while it was read: ${what}`,
    'run again when the export is finished; write exports to another name and rename them at the end',
  )

export const runsAlready = (lock: string, holder: string) =>
  output(
    `${lock}: another run is at work: ${holder}`,
    'wait until it has ended; where it is on a machine that is gone, remove the file',
  )

export const lostLock = (lock: string) =>
  output(`${lock}: taken by another run in the meantime; nothing was published`, 'run again')

export const cannotUseRuns = (path: string, error: unknown) =>
  output(`${path}: cannot be written: ${reasonOf(error)}`, 'the folder of runs must be writable; see runs:')

export const latestIsNoLink = (path: string) =>
  output(`${path}: is no link, and tenure would replace it`, 'rename it, or give another folder with runs:')

export const clockWentBack = (now: string, run: string, then: string) =>
  usage(
    `the clock says ${now}, but ${run} was published at ${then}`,
    'set the clock, or give --as-of DATE to run all the same',
  )
