/** What rows, orders and customers show to be wrong or worth knowing. */

import { reasonInWords } from '../../ingest/tally.ts'
import { thousands } from '../../math/thousands.ts'
import type { Finding } from './finding.ts'
import type { Look } from './look.ts'
import { COMPARED_ROWS } from './row-hashes.ts'

const NONE: readonly Finding[] = []

const share = (part: number, all: number) => `${((part / all) * 100).toFixed(1)}%`

/** One for each reason and file, with the first row of it. */
export function badRows({ source }: Look): Finding[] {
  return source.tallies.flatMap(tally =>
    [...tally.setAside].map(([reason, rows]): Finding => {
      const of = `${thousands(rows)} of ${thousands(tally.rowsRead)} rows set aside`
      return {
        code: reason,
        severity: 'warning',
        what: `${reasonInWords(reason)}: ${of}; the first: ${tally.firstOf(reason)}`,
        where: tally.facts().file,
        whatToDo: 'mend them; until then no answer counts them',
        remedies: [],
      }
    }),
  )
}

/** Definition G7. */
export function repeatedRows({ input, profile: { rowHashes } }: Look): readonly Finding[] {
  const { repeated, firstPlace, isCut } = rowHashes
  const within = isCut ? ` (in the first ${thousands(COMPARED_ROWS)} different rows)` : ''
  if (repeated === 0 || input.dedupe === 'exact') return NONE
  return [
    {
      code: 'repeated-rows',
      severity: 'warning',
      what: `rows that are like an earlier one in every cell${within}: ${thousands(repeated)}`,
      where: firstPlace,
      whatToDo: 'lines of an order may be meant so, and they count; if not, leave them out: --dedupe exact',
      remedies: [['--dedupe', 'exact']],
    },
  ]
}

/** Definition G8. */
export function missingCustomers({ histories, columnOf }: Look): readonly Finding[] {
  const { orders, ordersWithoutCustomer } = histories.totals
  const column = columnOf('customer')
  if (column === null || ordersWithoutCustomer === 0) return NONE
  const part = `${thousands(ordersWithoutCustomer)} of ${thousands(orders)} (${share(ordersWithoutCustomer, orders)})`
  return [
    {
      code: 'orders-without-customer',
      severity: 'warning',
      what: `orders that name no customer: ${part}`,
      where: `column ${column}`,
      whatToDo: 'nothing, if they are guests: they count in totals of orders and money, not for customers',
      remedies: [],
    },
  ]
}

/** Definition G6: suggested, never taken for granted. */
export function refundLetters({ input, prefixes, columnOf }: Look): readonly Finding[] {
  if (input.refundPattern !== null) return NONE
  return prefixes.refundLetters.map(({ letter, rows }) => ({
    code: 'refund-letter',
    severity: 'info',
    what: `rows of orders whose id starts with ${letter}: ${thousands(rows)}, all of them refunds`,
    where: `column ${columnOf('order')}`,
    whatToDo: `take such orders for refunds whatever their amount: --refund-pattern '^${letter}'`,
    remedies: [['--refund-pattern', `^${letter}`]],
  }))
}

/** Customers who only ever gave back are in no customer figure. */
export function refundsAlone({ histories }: Look): readonly Finding[] {
  const { refundOnly } = histories.totals
  if (refundOnly.length === 0) return NONE
  return [
    {
      code: 'customers-with-refunds-only',
      severity: 'info',
      what: `customers with refunds only: ${thousands(refundOnly.length)}, first: ${refundOnly.slice(0, 3).join(', ')}`,
      where: null,
      whatToDo: 'nothing: they are no buyers; a longer export may hold what they bought',
      remedies: [],
    },
  ]
}

/** Definition G6. */
export function zeroOrders({ histories, source }: Look): readonly Finding[] {
  const { zeroOrders: zero, orders } = histories.totals
  if (zero === 0 || !source.hasAmount) return NONE
  return [
    {
      code: 'zero-amount-orders',
      severity: 'info',
      what: `orders with an amount of 0: ${thousands(zero)} of ${thousands(orders)} (${share(zero, orders)})`,
      where: null,
      whatToDo: 'nothing: they count as orders',
      remedies: [],
    },
  ]
}
