/** `--compare`: the headline of the as-of date beside that of an earlier one, from the same summaries. */

import { beforeFirstRow, beforeThat, UserError } from '../errors/index.ts'
import { civil, type Day, formatDay, monthsBefore } from '../math/calendar.ts'
import { cutSummary } from '../measures/cut-summaries.ts'
import type { Table } from '../report.ts'
import type { Attributes } from '../rollups/attributes.ts'
import type { Run } from '../rollups/run.ts'
import type { Answer, Findings } from './analysis.ts'
import { column } from './columns.ts'
import { changeInterval, type Figure, sizeOf, figureValue } from './headline.ts'

/** What an answer was made of. */
export interface Asked {
  readonly summaries: { readonly [name: string]: unknown }
  readonly run: Run
  readonly options: Readonly<Record<string, unknown>>
  readonly attributes: Attributes
}

type Ask = Answer<Readonly<Record<string, unknown>>, Record<string, unknown>>['report']

/** The findings with the comparison in front, where --compare asks for one; `ask` gives those of another date. */
export function withComparison(ask: Ask, asked: Asked, now: Findings): Findings {
  const { run, options } = asked
  const compare = options.compare as 'previous' | 'year' | null | undefined
  if (!compare || !now.headline) return now
  const asOf = dateBefore(run.asOf, compare, options)
  if (asOf < run.firstDay) throw beforeFirstRow(compare, formatDay(asOf), formatDay(run.firstDay))
  const before = headlineOn(asOf, ask, asked, now)
  return {
    ...now,
    tables: [compareTable(before, now.headline(), asOf, run), ...now.tables],
    notes: [...now.notes, ...NOTES],
  }
}

const NOTES = [
  'Changes: intervals are 95 %, of rates by the score test, of means by Welch, of other ratios by the delta method; counts and sums are of everything and have none. Most customers are in both dates, which intervals of independent samples do not know: they are wider than they need to be.',
  'The earlier date is seen from the same rows: what was booked later, or refunded onto an earlier order, is not taken back.',
]

/** `year`: the same date a year before, the last day of a month where it is one. `previous`: one --window or --period before, a month where there is neither. */
export function dateBefore(
  asOf: Day,
  compare: 'previous' | 'year',
  { window, period }: Readonly<Record<string, unknown>>,
): Day {
  if (compare === 'year') return sameDay(asOf, 12)
  if (typeof window === 'number') return asOf - window
  const days = daysOf(period)
  if (days !== null) return asOf - days
  return sameDay(asOf, period === 'quarter' ? 3 : period === 'year' ? 12 : 1)
}

/** How many days a period always has; null where it is as long as its months. */
function daysOf(period: unknown): number | null {
  if (period === 'day') return 1
  if (period === 'week') return 7
  return typeof period === 'object' && period !== null ? (period as { days: number }).days : null
}

/** The last day of a month stays one, so that a month that is over is compared with one that is. */
function sameDay(day: Day, months: number): Day {
  const [before, after] = [monthsBefore(day, months), monthsBefore(day + 1, months)]
  return civil(day + 1).dayOfMonth === 1 ? after - 1 : before
}

/** What the same question says of an earlier date; thresholds stay those of the later one. */
function headlineOn(
  asOf: Day,
  ask: Ask,
  { summaries, run, options, attributes }: Asked,
  now: Findings,
): readonly Figure[] {
  const cut = Object.fromEntries(
    Object.entries(summaries).map(([name, summary]) => [name, cutSummary(summary, asOf, run.zone)]),
  )
  const facts = { ...run.facts, asOf: formatDay(asOf), asOfGiven: true }
  const earlier: Run = { ...run, asOf, asOfGiven: true, lastDay: Math.min(run.lastDay, asOf), facts }
  try {
    const found = ask(cut, earlier, { ...options, ...now.frozen }, attributes)
    return found.headline?.() ?? []
  } catch (error) {
    if (error instanceof UserError) throw beforeThat(formatDay(asOf), error)
    throw error
  }
}

function compareTable(before: readonly Figure[], now: readonly Figure[], asOf: Day, run: Run): Table {
  const beforeOf = (row: number) => before.find(({ name }) => name === now[row]!.name) ?? null
  const earlier = (row: number) => {
    const figure = beforeOf(row)
    return figure && figureValue(figure)
  }
  const intervals = now.map((figure, row) => {
    const other = beforeOf(row)
    return other && changeInterval(other, figure)
  })
  const change = (row: number) => {
    const [from, to] = [earlier(row), figureValue(now[row]!)]
    if (from === null || to === null) return null
    const { kind, unit } = now[row]!
    // Sums of money are rounded to its digits, and so is what lies between two of them.
    const isSum = kind === 'total' && unit === 'money'
    return isSum ? Number((to - from).toFixed(run.money.digits)) : to - from
  }
  const decimals = { decimals: 4 }
  return {
    name: 'compare',
    title: `${formatDay(run.asOf)} against ${formatDay(asOf)}`,
    rows: now.length,
    columns: [
      column('figure', 'text', row => now[row]!.name),
      column('unit', 'text', row => now[row]!.unit),
      column('before', 'number', earlier, decimals),
      column('now', 'number', row => figureValue(now[row]!), decimals),
      column('change', 'number', change, decimals),
      column('change_low', 'number', row => intervals[row]?.low ?? null, decimals),
      column('change_high', 'number', row => intervals[row]?.high ?? null, decimals),
      column('before_n', 'integer', row => {
        const figure = beforeOf(row)
        return figure && sizeOf(figure)
      }),
      column('now_n', 'integer', row => sizeOf(now[row]!)),
      column('as_of_before', 'date', () => formatDay(asOf)),
    ],
    hidden: ['as_of_before'],
    caption:
      'n: the customers, or cases, that a rate or a mean is of. A change whose interval leaves 0 out is more than chance.',
  }
}
