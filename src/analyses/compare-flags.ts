/** The flag of every analysis that can be compared with an earlier date. */

import { choice } from '../flags.ts'

export const compareFlags = {
  compare: choice(
    ['previous', 'year'],
    null,
    'put first how the headline figures changed: since the period before (--window, --period, else a month) or in a year',
  ),
}
