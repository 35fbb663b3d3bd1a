/** Of what customers are grouped by, and of the file joined for it. */

import { input, usage } from './user-error.ts'
import { list } from './wording.ts'

export const noCustomersKey = (path: string, columns: readonly string[]) =>
  usage(
    `--customers-file ${path}: no column found for the customer`,
    `name it with --customers-key COLUMN; the file has: ${list(columns)}`,
  )

export const severalCustomersKeys = (which: string) =>
  usage(`--customers-file ${which}`, 'say which with --customers-key COLUMN')

export const unknownCustomersKey = (path: string, column: string, columns: readonly string[]) =>
  usage(
    `--customers-file ${path}: no column is called ${column} (--customers-key)`,
    `the file has: ${list(columns)}`,
  )

export const repeatedCustomers = (path: string, count: number, first: readonly string[]) =>
  input(
    `--customers-file ${path}: ${count === 1 ? '1 customer has' : `${count} customers have`} more than one row, first: ${list(first)}`,
    'keep one row a customer, or name the column of ids with --customers-key COLUMN',
  )

export const customersFileOnStdin = () =>
  usage('--customers-file -: standard input is for the export', 'give the path of a file')

/** `place`: the flag or the rule that names the column. */
export const attributesOfOrders = (place: string, column: string, flag: string) =>
  usage(
    `${place}: ${column} is a column of the export, which --${flag} does not allow: rows of orders that do not count would be read`,
    `leave --${flag} out, or give ${column} in a --customers-file`,
  )

export const unknownCustomer = (customer: string, nearest: readonly string[]) =>
  usage(
    `no row names the customer ${customer}${nearest.length === 0 ? '' : `; nearest: ${list(nearest)}`}`,
    'give the id as it stands in the export; --customer COLUMN says which column holds it',
  )
