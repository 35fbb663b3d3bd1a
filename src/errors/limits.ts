/** Of input that passes a bound: each message names the bound and the option that raises it. */

import { input } from './user-error.ts'

/** `name` is that of --limit; `what` is what is more than the bound, as a clause: "a cell is longer than". */
const beyond = (place: string, name: string, limit: number, clause: string) =>
  input(
    `${place}: ${clause}`,
    `if that is meant, raise the bound with --limit ${name}=${limitText(limit * 2)}`,
    { code: `limit-${name}`, place, remedies: [['--limit', `${name}=${limitText(limit * 2)}`]] },
  )

export const cellTooLong = (place: string, limit: number) =>
  beyond(place, 'field', limit, `a cell is longer than ${limitText(limit)} characters`)

/** `quote`: where the quote opens that may be the cause; null where none is open. */
export const rowTooLong = (place: string, limit: number, quote: string | null) =>
  beyond(
    place,
    'row',
    limit,
    `the row is longer than ${limitText(limit)} bytes${quote === null ? '' : `: the quote that opens in ${quote} may never be closed`}`,
  )

export const headerTooLong = (path: string, limit: number) =>
  beyond(path, 'header', limit, `the header is longer than ${limitText(limit)} bytes`)

export const tooManyColumns = (path: string, found: number, limit: number) =>
  beyond(path, 'columns', limit, `${found} columns, and ${limitText(limit)} is the bound`)

export const tooManyDistinct = (path: string, column: string, limit: number) =>
  beyond(
    `${path} column ${column}`,
    'distinct',
    limit,
    `more than ${limitText(limit)} different values, which are held in memory`,
  )

export const unpacksTooLarge = (path: string, limit: number) =>
  beyond(path, 'ratio', limit, `unpacks to more than ${limit} times its size, as no export does`)

/** 16777216 → 16M: as `--limit` takes it. */
function limitText(limit: number): string {
  for (const [unit, letter] of [[2 ** 30, 'G'] as const, [2 ** 20, 'M'] as const, [2 ** 10, 'K'] as const]) {
    if (limit % unit === 0) return `${limit / unit}${letter}`
  }
  return String(limit)
}
