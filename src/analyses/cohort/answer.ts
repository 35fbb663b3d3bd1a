/** The arithmetic of `cohort`: histories → cohorts, pooled, repeat. */

import { noAmounts, noTimeOfDay } from '../../errors/index.ts'
import { periodLookup, type Periods, periods as periodsOf } from '../../math/calendar.ts'
import { purchaseDays } from '../../measures/purchase-days.ts'
import type { Table } from '../../report.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import type { Signups } from '../../rollups/signups.ts'
import type { Answer } from '../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown } from '../breakdown.ts'
import { column, rateColumns } from '../columns.ts'
import { weekdayOf } from '../common-flags.ts'
import { lazily } from '../lazily.ts'
import { acquiredCensoring, type Censoring, censoringOf } from '../left-censoring.ts'
import { periodNotes } from '../period-notes.ts'
import { cellsOf, cohortsTable } from './cells.ts'
import { cohortHeadline } from './cohort-headline.ts'
import { type Clock, calendarClock, ROLLING_DAYS, rollingClock } from './clock.ts'
import { cohortAttributes, cohortGroups, valuesTable } from './cohort-by.ts'
import { type CohortOptions, checkOptions, ruleOf } from './flags.ts'
import { firstAnchor, membershipOf, pickMembers } from './membership.ts'
import { notesOf } from './notes.ts'
import { periodRevenue } from './period-revenue.ts'
import { type CalendarRows, repeatByPeriodTable, retainedRevenueTable } from './period-tables.ts'
import { pooledTable } from './pooled.ts'
import { type Repeat, repeatOf } from './repeat.ts'
import { repeatByPeriod } from './repeat-by-period.ts'
import { triangle } from './triangle.ts'

export interface Summaries {
  readonly histories: Histories
  readonly signups: Signups
}

export const answer: Answer<CohortOptions, Summaries> = {
  specs(options) {
    checkOptions(options)
    const grain = options.clock === 'rolling' ? 'instant' : 'day'
    return {
      histories: { rollup: 'histories', options: { grain } },
      signups: { rollup: 'signups', options: null },
    }
  },
  attributes: cohortAttributes,
  report({ histories, signups }, run, options, attributes) {
    checkInput(histories, run, options)
    const membership = membershipOf(histories, signups, run)
    const periods = periodsOf(options.period, weekdayOf(options))
    const clock = clockOf(periods, { ...run, firstDay: firstAnchor(membership, run) }, options)
    const isReported = reportedBy(periods, options)
    const shape = { clock, rule: ruleOf(options), isReported, maxPeriods: options.maxPeriods }
    const censoring = censoringOf(() => purchaseDays(histories, run.zone), run, periods, options)
    const own = membership.acquisition ? acquiredCensoring(periods, run, options) : censoring
    const of = (members: Uint32Array | null) => pickMembers(membership, members)
    const cells = (members: Uint32Array | null) => cellsOf(triangle(of(members), shape), options, own)
    const repeat = (members: Uint32Array | null) => {
      const { histories: picked, anchors } = of(members)
      return repeatOf(picked, run, {
        horizonDays: options.repeatDays,
        sameDay: options.sameDay,
        isCounted: member =>
          isReported(clock.cohortOf(anchors[member]!)) &&
          (membership.acquisition === null || options.completeHistory || anchors[member]! >= run.firstDay),
      })
    }
    const calendarRows = calendarRowsOf(periods, run, censoring, options)
    const values = cohortGroups(attributes, membership.histories, options)
    const groups = values ?? breakdownGroups(attributes, membership.histories, options)
    const all = cells(null)
    const cellsIn = (customers: Uint32Array | null) => (customers === null ? all : cells(customers))
    const pooled = brokenDown(groups, customers => pooledTable(cellsIn(customers), run, options))
    const cohortTables = values
      ? [valuesTable(pooled, values, options)]
      : [brokenDown(groups, customers => cohortsTable(cellsIn(customers), periods, run, options)), pooled]
    return {
      tables: [
        ...cohortTables,
        brokenDown(groups, customers =>
          repeatTable(
            lazily(() => repeat(customers)),
            options,
          ),
        ),
        ...calendarTables(calendarRows, options).map(build =>
          brokenDown(groups, customers => build(of(customers).histories)),
        ),
      ],
      notes: [
        ...notesOf({ triangle: all.triangle, membership, run, options, censoring: own }),
        // Cohorts of acquisition may begin before the export does.
        ...periodNotes(periods, run, membership.acquisition ? { ...options, until: null } : options),
        ...breakdownNotes(groups, attributes, membership.histories),
      ],
      headline: () => cohortHeadline(repeat(null), all, options),
      frozen: censoring.t2 === null ? {} : { t2: censoring.t2 },
    }
  },
}

/** Every calendar period of the export that --since and --until leave. */
function calendarRowsOf(
  calendar: Periods,
  run: Run,
  censoring: Censoring,
  options: CohortOptions,
): CalendarRows {
  const first = calendar.indexOf(run.firstDay)
  const isReported = reportedBy(calendar, options)
  const periods = calendar.indexOf(run.asOf) - first + 1
  const rows = Array.from({ length: periods }, (_, row) => row).filter(row => isReported(first + row))
  return { calendar, first, rows, periods, censoring, run, minN: options.minN }
}

/** Tables whose rows are calendar periods, from the histories of whichever customers. */
function calendarTables(rows: CalendarRows, { sameDay }: CohortOptions): ((histories: Histories) => Table)[] {
  const { calendar, first, periods, run } = rows
  const indexOf = periodLookup(calendar, run.firstDay, run.asOf)
  const dayOf = (histories: Histories) => (histories.grain === 'day' ? (day: number) => day : run.zone.dayOf)
  const repeat = (histories: Histories) =>
    repeatByPeriodTable(
      rows,
      lazily(() =>
        repeatByPeriod(histories, {
          periods,
          periodOf: day => indexOf(day) - first,
          sameDay,
          zone: run.zone,
        }),
      ),
    )
  const revenue = (histories: Histories) => {
    const local = dayOf(histories)
    const periodOf = (at: number) => indexOf(local(at)) - first
    return retainedRevenueTable(
      rows,
      lazily(() => periodRevenue(histories, { periods, periodOf })),
    )
  }
  return run.hasAmount ? [repeat, revenue] : [repeat]
}

function checkInput({ totals }: Histories, { hasAmount }: Run, { clock, show }: CohortOptions): void {
  if (clock === 'rolling' && !totals.timeOfDay) throw noTimeOfDay()
  const needsMoney = show !== 'retention' && show !== 'customers'
  if (needsMoney && !hasAmount) throw noAmounts('show', show)
}

function clockOf(
  periods: Periods,
  run: Pick<Run, 'firstDay' | 'asOf' | 'zone'>,
  { clock, period }: CohortOptions,
): Clock {
  const unitDays = ROLLING_DAYS[period]
  return clock === 'rolling' && unitDays !== undefined
    ? rollingClock(periods, unitDays, run)
    : calendarClock(periods, run)
}

/** By index of the period, because a date costs far more than a comparison, and every customer asks. */
function reportedBy(periods: Periods, { since, until }: CohortOptions): (cohort: number) => boolean {
  const first = since === null ? Number.NEGATIVE_INFINITY : periods.indexOf(since - 1) + 1
  const last = until === null ? Number.POSITIVE_INFINITY : periods.indexOf(until)
  return cohort => cohort >= first && cohort <= last
}

function repeatTable(repeat: () => Repeat, { repeatDays, sameDay, minN }: CohortOptions): Table {
  return {
    name: 'repeat',
    title: `Repeat purchase rate: a second ${sameDay ? 'order' : 'purchase day'} within ${repeatDays} days`,
    rows: 1,
    columns: [
      column('repeat_days', 'integer', () => repeatDays),
      column('same_day', 'boolean', () => sameDay),
      column('customers', 'integer', () => repeat().customers),
      column('eligible', 'integer', () => repeat().eligible),
      column('repeated', 'integer', () => repeat().repeated),
      ...rateColumns('repeat_rate', {
        numerator: () => repeat().repeated,
        denominator: () => repeat().eligible,
      }),
      column('low_n', 'boolean', () => repeat().eligible < minN),
    ],
    caption: `Eligible: customers whose first order is ${repeatDays} days or more before the as-of date.`,
  }
}
