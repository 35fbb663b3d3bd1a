/** Of churn. */

import { usage } from './user-error.ts'

export const tooFewGaps = (found: number, needed: number) =>
  usage(
    `${found} completed ${found === 1 ? 'gap' : 'gaps'} between orders: too few to fit thresholds of churn to, ${needed} are needed`,
    'set them with --t1 DAYS and --t2 DAYS, or lower --min-gaps',
  )

export const thresholdsOutOfOrder = (t1: number, t2: number) =>
  usage(
    `t1 is ${t1} days and t2 is ${t2}: customers cannot churn before they are at risk`,
    'set --t1 and --t2 so that t1 is at most t2',
  )

export const noEnds = () =>
  usage(
    'no column says when a subscription ended, so that nobody could ever be lost',
    'name it with --end COLUMN, or say with --covers 1m that every row is a payment for a month',
  )
