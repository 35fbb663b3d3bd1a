/** What can be asked of `tenure segment migration`. */

import { choice, date, type OptionsOf, textFile, toggle } from '../../../flags.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { sizeFlags } from '../../common-flags.ts'
import { basisFlags, scoreFlags } from '../../segment-basis.ts'

/** The flags of `tenure segment migration`. */
export const migrationFlags = {
  from: date('the first of the two dates'),
  to: date('the second one (the as-of date)'),
  every: choice(
    ['week', 'month', 'quarter', 'year'],
    null,
    'from the end of each period to that of the next',
  ),
  thresholds: choice(
    ['frozen', 'relative'],
    'frozen',
    'score every date by the thresholds of the first one, or each by its own customers',
  ),
  rules: textFile('segments by the ordered rules of a file instead of by scores'),
  detail: toggle('add the table customers, one row per customer and step, and put it first'),
  ...scoreFlags,
  ...basisFlags,
  ...breakdownFlags,
  ...sizeFlags,
}

/** Their values. */
export type MigrationOptions = OptionsOf<typeof migrationFlags>
