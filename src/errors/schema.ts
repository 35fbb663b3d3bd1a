/** Of schemas that cannot be used, and of exports that do not fit them. */

import { EXIT, UserError, usage } from './user-error.ts'
import { list } from './wording.ts'

export const contradiction = (place: string, what: string) =>
  usage(`${place}: ${what}`, 'no export could fit such a schema: mend it')

/** `failed` as "pattern of basket_id"; the first few are told, for whoever reads the mail of cron. */
export const checksFailed = (failed: readonly string[], checks: number) =>
  new UserError(
    EXIT.checkFailed,
    `${failed.length} of ${checks} checks failed: ${list(failed.slice(0, 3))}${failed.length > 3 ? ', …' : ''}`,
    'the table violations names the first rows of each; --format json, junit, sarif or github for a machine',
  )

export const acceptedWithout = (path: string, what: string) =>
  usage(
    `--against ${path}: the report holds no ${what}`,
    'give the JSON report of an earlier `tenure validate`',
  )

export const everyRowIsChecked = () =>
  usage('--where and --rows-since cut rows, and validate checks every one', 'leave them out')

export const schemaNeeded = () =>
  usage(
    'validate needs --schema FILE',
    'write a first one with `tenure inspect FILE --write-schema SCHEMA.yaml`',
  )
