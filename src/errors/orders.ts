/** Of lines that do not add up to orders. */

import { input } from './user-error.ts'
import { list } from './wording.ts'

export const amountsRepeat = (orders: number) =>
  input(
    `all lines of each of the ${orders} orders with several lines repeat one amount: it may be the line's or the order's`,
    'say which with --amount-is line or --amount-is order',
    {
      code: 'amounts-repeat',
      remedies: [
        ['--amount-is', 'line'],
        ['--amount-is', 'order'],
      ],
    },
  )

export const amountsDoNotRepeat = (orders: number) =>
  input(
    `--amount-is order, but the lines of ${orders} orders carry different amounts`,
    'say --amount-is line, or name the column of order totals with --amount',
    { code: 'amounts-differ', remedies: [['--amount-is', 'line']] },
  )

export const orderInSeveralFiles = (count: number, first: readonly string[]) =>
  input(
    `${count} orders stand in more than one input file, first: ${list(first)}`,
    'read files that do not overlap, or say which version wins with --latest-by COLUMN',
    { code: 'order-in-several-files' },
  )

export const equallyLateVersions = (count: number, first: readonly string[]) =>
  input(
    `${count} orders stand in several files, equally late by --latest-by but not alike, first: ${list(first)}`,
    'name a column that tells the versions apart, or read files that do not overlap',
    { code: 'equally-late-versions' },
  )

export const orderOfSeveralCustomers = (count: number, first: readonly string[]) =>
  input(
    `${count === 1 ? '1 order id belongs' : `${count} order ids belong`} to more than one customer, first: ${list(first)}`,
    'check --order and --customer, or take a customer and day as the order with --order-key customer+day',
    { code: 'order-of-several-customers', remedies: [['--order-key', 'customer+day']] },
  )

export const orderSumTooLarge = (order: string) =>
  input(
    `the lines of order ${order} add up to more than can be kept exactly`,
    'keep fewer decimals with --decimals N',
    { code: 'sum-too-large', remedies: [['--decimals', '2']] },
  )

export const customerSumTooLarge = (customer: string) =>
  input(
    `the amounts of customer ${customer} add up to more than can be kept exactly`,
    'keep fewer decimals with --decimals N',
    { code: 'sum-too-large', remedies: [['--decimals', '2']] },
  )
