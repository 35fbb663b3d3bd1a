/** Of the state that a run keeps for the next one. */

import { input, usage } from './user-error.ts'

const ANEW = (state: string) => `remove ${state} to build it anew from all files`

export const notAState = (state: string) =>
  input(`--state ${state}: this file is no state of tenure`, 'give the path of a new file: the run makes it')

export const stateOfOtherVersion = (state: string, written: string, own: string) =>
  input(`${state} was written by tenure ${written}; this is tenure ${own}`, ANEW(state))

export const stateDamaged = (state: string, what: string) =>
  input(`${state} is damaged: ${what}`, ANEW(state))

/** `flag` without its dashes where an option differs, else words. */
export const stateOfOtherQuestion = (state: string, what: string, was: string, is: string) =>
  usage(
    `${state} was made for another question: ${what} was ${was} and is ${is}`,
    'ask as then, or keep one state for each question',
  )

export const stateFileMissing = (state: string, file: string) =>
  input(
    `${file} is in ${state} but not among the files`,
    `give all files each time, under the same names; or ${ANEW(state)}`,
  )

export const stateFileBefore = (state: string, file: string, known: string) =>
  input(
    `${file} is new and stands before ${known}, which is in ${state}`,
    `new files come last, by name or in the order given; or ${ANEW(state)}`,
  )

export const stateFileChanged = (state: string, file: string, how: string) =>
  input(`${file} has changed since it was read into ${state}: ${how}`, ANEW(state))

export const stateAfterAsOf = (state: string, asOf: string, latest: string) =>
  usage(
    `--as-of ${asOf}: ${state} holds rows up to ${latest}, which cannot be taken out of it`,
    'ask without --state, or with a state that was made by that date',
  )

export const stateLacksColumn = (file: string, column: string) =>
  input(
    `${file} has the column ${column}, which no file in the state had`,
    'with --union-by-name it may change how those are read: remove the state to build it anew from all files',
  )

export const stateNeedsFiles = () =>
  usage('--state: standard input cannot be looked at again tomorrow', 'give files, folders or globs')

export const stateHoldsNoRows = (flag: string) =>
  usage(
    `--state and --${flag}: a state keeps sums, not the rows that new ones would be compared with`,
    'leave one of them out',
  )

export const changedWhileKept = (file: string) =>
  input(`${file} has changed while it was read`, 'run again when it is complete; the state is as it was')
