/** Of models that cannot be fitted. */

import { fitting, usage } from './user-error.ts'

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
