/** Of comparisons with an earlier date. */

import { UserError, usage } from './user-error.ts'

export const beforeFirstRow = (compare: string, date: string, firstRow: string) =>
  usage(
    `--compare ${compare}: ${date} is before the first row, ${firstRow}`,
    'read a longer history, give a later --as-of, or leave --compare out',
  )

/** What keeps the earlier date from an answer, told as of that date. */
export const beforeThat = (date: string, { exitCode, message, hint }: UserError) =>
  new UserError(exitCode, `--compare, as of ${date}: ${message}`, hint)
