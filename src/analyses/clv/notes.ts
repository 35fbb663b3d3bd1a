/** What a reader of predicted values must know to not misread them. */

import { formatDay } from '../../math/calendar.ts'
import type { HistoryTotals } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import type { ClvOptions } from './clv-flags.ts'
import type { Valuation } from '../../measures/valuation.ts'
import { thousands } from '../../math/thousands.ts'

/** Beyond this, customers who order often spend noticeably more or less, against the assumption of the model. */
const NOTABLE_CORRELATION = 0.2

/** One sentence each; a note that has nothing to say is left out. */
export function notesOf(
  valuation: Valuation,
  totals: HistoryTotals,
  run: Run,
  options: ClvOptions,
): string[] {
  return [
    ...calibrationNotes(valuation, run, options),
    ...valuation.purchases.remarks,
    ...spendNotes(valuation, run, options),
    ...leftOutNotes(totals),
  ]
}

function calibrationNotes(
  { inputs }: Valuation,
  run: Run,
  { calibrationEnd, horizon }: ClvOptions,
): string[] {
  if (calibrationEnd === null) return []
  const end = formatDay(calibrationEnd)
  const notes = [
    `Fitted to orders up to ${end}, and predicted for the ${horizon} months from then on; holdout compares with the ${thousands(run.asOf - calibrationEnd)} days after it.`,
  ]
  const { bornLater } = inputs.leftOut
  if (bornLater > 0) notes.push(`Left out: ${people(bornLater)} whose first order is after ${end}.`)
  return notes
}

function spendNotes(
  { inputs, spend, spendFit }: Valuation,
  run: Run,
  { includeFirst }: ClvOptions,
): string[] {
  const { daysWithoutSpend, looseRefunds } = inputs.leftOut
  const notes = [...correlationNotes(spend.correlation)]
  const which = includeFirst ? 'purchase day' : 'repeat purchase day'
  notes.push(
    `Spend is that of ${people(spend.customers)} with a ${which} above 0; of others the mean of all is expected: ${thousands(inputs.customers - spend.customers)}.`,
  )
  if (daysWithoutSpend > 0) {
    notes.push(`Not in the spend, their net money being 0 or less: ${which}s ${thousands(daysWithoutSpend)}.`)
  }
  if (looseRefunds < 0n) {
    const money = run.money.toNumber(-looseRefunds).toLocaleString('en-US')
    notes.push(
      `Refunds of ${money} on days without an order are off the historic value, not off the expected spend; --refund-date order books them to their orders.`,
    )
  }
  if (spendFit.standardErrors === null) {
    notes.push('Gamma-Gamma has no standard errors: the likelihood is flat, or has its maximum at a border.')
  }
  return notes
}

function correlationNotes(correlation: number | null): string[] {
  if (correlation === null) return []
  const verdict =
    Math.abs(correlation) > NOTABLE_CORRELATION
      ? 'which is notable: value by decile may be off'
      : 'which is small'
  return [
    `Gamma-Gamma takes spend to be unrelated to how often customers order: their correlation is ${correlation.toFixed(3)}, ${verdict}.`,
  ]
}

function leftOutNotes({ refundOnly, orders, ordersWithoutCustomer }: HistoryTotals): string[] {
  const notes: string[] = []
  if (refundOnly.length > 0) notes.push(`Left out: ${people(refundOnly.length)} with refunds only.`)
  if (ordersWithoutCustomer > 0) {
    const share = `${((100 * ordersWithoutCustomer) / orders).toFixed(1)}%`
    notes.push(
      `Left out: ${thousands(ordersWithoutCustomer)} orders without a customer (${share} of all orders).`,
    )
  }
  return notes
}

const people = (customers: number) => `${thousands(customers)} ${customers === 1 ? 'customer' : 'customers'}`
