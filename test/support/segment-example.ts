/** The ten customers of definitions S2, S3 and S7, as an export. */

import { formatDay, parseDay } from '../../src/math/calendar.ts'

export const AS_OF = '2024-12-31'
const asOf = parseDay(AS_OF)!
export const daysBefore = (days: number) => formatDay(asOf - days)

export type Line = readonly [customer: string, daysAgo: number, amount?: number]

export const csvOf = (lines: readonly Line[]) =>
  [
    'customer,date,amount',
    ...lines.map(([customer, daysAgo, amount = 10]) => `${customer},${daysBefore(daysAgo)},${amount}`),
  ].join('\n')

// Definition S2: customer, R, F, M, scores, segment.
export const S2: [customer: string, r: number, f: number, m: number, scores: string, segment: string][] = [
  ['c01', 2, 1, 20, '5 1 2', 'New Customers'],
  ['c02', 5, 9, 900, '5 5 5', 'Champions'],
  ['c03', 9, 1, 35, '4 1 3', 'Promising'],
  ['c04', 20, 3, 150, '4 4 4', 'Loyal Customers'],
  ['c05', 33, 1, 15, '3 1 1', 'About To Sleep'],
  ['c06', 41, 6, 610, '3 5 4', 'Loyal Customers'],
  ['c07', 60, 1, 25, '2 1 2', 'Hibernating'],
  ['c08', 88, 2, 80, '2 3 3', 'At Risk'],
  ['c09', 120, 5, 700, '1 4 5', 'At Risk'],
  ['c10', 200, 1, 10, '1 1 1', 'Hibernating'],
]

/** F orders a week apart that add up to M, the last R days ago. */
export const S2_LINES = S2.flatMap(([customer, r, f, m]) =>
  Array.from({ length: f }, (_, i): Line => [customer, r + 7 * i, i === 0 ? m - (f - 1) : 1]),
)
