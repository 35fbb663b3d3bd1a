/** What a suggested option means, in the words of somebody who has to choose. */

import { ROLES } from '../../batches/roles.ts'
import { flagName } from '../../flags.ts'
import type { Finding } from './finding.ts'

/** By flag, or by flag and value. */
const MEANINGS: Readonly<Record<string, string>> = {
  '--date-format dmy': 'if the day comes first, as in 31/12/2024',
  '--date-format mdy': 'if the month comes first, as in 12/31/2024',
  '--decimal .': 'if the point marks decimals: 1,234 is more than a thousand, 1.234 is not',
  '--decimal ,': 'if the comma marks decimals: 1.234 is more than a thousand, 1,234 is not',
  '--amount-is line': 'if each line has its own amount, and an order is worth all of them together',
  '--amount-is order': 'if the amount is that of the whole order, written again in each line',
  '--order-key customer+day': 'if ids are used again: all that a customer buys in a day is then one order',
  '--encoding': 'reads it as older versions of Excel write it',
  '--id-normalise': 'takes 12346.0 and 12346 for one customer',
  '--dedupe': 'leaves out the rows that are like an earlier one in every cell',
  '--refund-pattern': 'takes the orders whose id looks so for refunds, whatever their amount',
  '--status-keep': 'counts orders of these statuses alone',
  '--max-errors': 'goes on without the rows that cannot be used',
  '--decimals': 'keeps fewer decimals, so that large sums stay exact',
  '--as-of': 'if that date is wrong: counts up to the date before it',
}

const ROLE_FLAGS: readonly string[] = ROLES.map(role => `--${flagName(role)}`)

/** A sentence for the table of what to type; the finding itself where nothing better is known. */
export function meaningOf([flag = '', value = '']: readonly string[], { code, what }: Finding): string {
  const known = MEANINGS[`${flag} ${value}`] ?? MEANINGS[flag]
  if (known !== undefined) return known
  if (ROLE_FLAGS.includes(flag)) return `if ${value} is the ${flag.slice(2).replaceAll('-', ' ')}`
  if (code === 'several-currencies') return `the rows in ${value.slice(value.indexOf('=') + 1)} alone`
  return `settles: ${what}`
}
