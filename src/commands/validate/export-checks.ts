/** Checks of the export as a whole: how many rows, how fresh, how readable, how far from the last accepted one. */

import type { UserError } from '../../errors/index.ts'
import { type Day, formatDay } from '../../math/calendar.ts'
import { stabilityIndex } from '../../math/psi.ts'
import type { Zone } from '../../math/zone.ts'
import type { Changes, Schema } from '../../schema/schema.ts'
import type { Accepted } from './accepted.ts'
import { Check, type CheckCode } from './check.ts'
import type { Distributions } from './distributions.ts'
import type { ExportTotals, Reading } from './read.ts'
import { boundsText } from './sums.ts'

export interface Today {
  readonly zone: Zone
  /** The as-of date where it was given, else the clock's day. */
  readonly day: Day
}

export function exportChecks(
  schema: Schema,
  reading: Reading,
  accepted: Accepted | null,
  today: Today,
): Check[] {
  const { totals, distributions } = reading
  const { rules } = schema
  const severityOf = (code: CheckCode) => rules.severities[code] ?? 'error'
  const check = (code: CheckCode, column: string | null, rule: string) =>
    new Check(code, column, severityOf(code), rule)
  return [
    readable(reading, check('readable', null, 'an analysis can use every row')),
    ...rowCount(totals, rules, check),
    ...freshness(totals, rules, today, check),
    ...(rules.changes && accepted ? changes(totals, distributions, rules.changes, accepted, check) : []),
  ]
}

type MakeCheck = (code: CheckCode, column: string | null, rule: string) => Check

/** What keeps rows, or a whole role, out of every analysis. */
function readable({ source, faults }: Reading, check: Check): Check {
  check.of = source.tallies.reduce((sum, { rowsRead }) => sum + rowsRead, 0)
  for (const [file, tally] of source.tallies.entries()) {
    for (const [reason, rows] of tally.setAside) {
      const place = /^row (\d+)/.exec(tally.firstOf(reason) ?? '')
      check.broken.add({ file, row: Number(place?.[1] ?? 0), value: tally.firstOf(reason) ?? reason }, rows)
    }
  }
  for (const { message } of faults.filter(isOfFile)) check.broken.add({ file: 0, row: 0, value: message })
  return check
}

/** That two columns could play a role, or that none does, is a question for an analysis, not for an export. */
const isOfFile = ({ details }: UserError) =>
  !/^(?:several|no)-.*-columns?$|too-many/.test(details?.code ?? '')

function* rowCount(
  { rows }: ExportTotals,
  { rows: bounds }: Schema['rules'],
  check: MakeCheck,
): Generator<Check> {
  const { min, max } = bounds
  if (min === null && max === null) return
  const one = check('rows', null, `${boundsText(min, max)} rows`)
  one.settle((min === null || rows >= min) && (max === null || rows <= max), `${rows} rows`)
  yield one
}

function* freshness(
  { latest }: ExportTotals,
  { freshness: rule }: Schema['rules'],
  { zone, day }: Today,
  check: MakeCheck,
): Generator<Check> {
  if (!rule) return
  const one = check('freshness', rule.field, `latest at most ${rule.days} days before ${formatDay(day)}`)
  const last = Number.isFinite(latest) ? zone.dayOf(latest) : null
  one.settle(
    last !== null && day - last <= rule.days,
    last === null ? 'no date at all' : `latest ${formatDay(last)}`,
  )
  yield one
}

function* changes(
  totals: ExportTotals,
  { counts }: Distributions,
  limits: Changes,
  accepted: Accepted,
  check: MakeCheck,
): Generator<Check> {
  for (const metric of ['rows', 'customers', 'revenue'] as const) {
    const [limit, before, now] = [limits[metric], accepted[metric], totals[metric]]
    if (limit === null || before === null) continue
    const one = check(`change-${metric}`, null, `within ${limit * 100} % of ${before}`)
    one.settle(now !== null && Math.abs(now - before) <= limit * Math.abs(before), `${now ?? 'none'}`)
    yield one
  }
  for (const [column, now] of limits.psi === null ? [] : counts) {
    const before = accepted.distributions.get(column)
    if (!before) continue
    const index = stabilityIndex(before, now)
    const one = check('change-distribution', column, `population stability index at most ${limits.psi}`)
    one.settle(index <= limits.psi!, `index ${index.toFixed(3)}`)
    yield one
  }
}
