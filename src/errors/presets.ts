/** Of rows that are to be left out, and of lists that say which. */

import { input } from './user-error.ts'

export const noCustomersInList = (path: string) =>
  input(
    `--exclude-customers ${path}: no customer in it`,
    'give a file with an id on each line, or a CSV with a customer column',
  )

export const badCustomerRow = (path: string, row: number, detail: string) =>
  input(
    `--exclude-customers ${path} row ${row}: ${detail}`,
    'give a file with an id on each line, in quotes where it holds a comma, or a CSV with a customer column',
  )
