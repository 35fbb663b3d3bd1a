/** Of dates between which customers move. */

import { usage } from './user-error.ts'

export const datesOutOfOrder = (from: string, to: string) =>
  usage(`--from ${from} is not before ${to}`, 'give an earlier --from, or a later --to')

/** `where`: "before the first row" or "after the as-of date". */
export const dateOutsideData = (flag: string, day: string, where: string, limit: string) =>
  usage(`--${flag} ${day}: ${where}, ${limit}`, 'give a date within the data, or a later --as-of')

/** `first` is the day on which a window of days has been seen. */
export const noTwoDates = (every: string, first: string, last: string) =>
  usage(
    first > last
      ? `--every ${every}: the days that each date looks back on are not over before ${first}, and the data end on ${last}`
      : `--every ${every}: fewer than two of its ends lie from ${first} to ${last}`,
    'give a shorter period, a shorter --window, or the first date with --from',
  )
