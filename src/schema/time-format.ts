/** The strptime patterns by which Table Schema writes dates, as the formats that can be read. */

import type { TimeFormat } from '../ingest/values/times.ts'

const ORDERS: Readonly<Record<string, TimeFormat>> = {
  dmY: 'dmy',
  mdY: 'mdy',
  Ymd: 'ymd',
  dmy: 'dmy',
  mdy: 'mdy',
}

/** %d/%m/%Y → dmy; null where the pattern has no day, month and year in an order that is known. */
export function timeFormatOf(pattern: string): TimeFormat | null {
  if (pattern === '%Y%m%d') return 'yyyymmdd'
  if (/^%Y-%m-%d(?:[T ]%H:%M(?::%S(?:\.%f)?)?(?:%z|Z)?)?$/.test(pattern)) return 'iso'
  if (/%[bB]/.test(pattern)) return 'named-month'
  const order = [...pattern.matchAll(/%([dmYy])/g)].map(([, part]) => part).join('')
  return ORDERS[order] ?? null
}
