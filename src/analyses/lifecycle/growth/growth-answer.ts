/** Histories or events → active days → growth accounting, and the tables of it. */

import { noSuchEvent } from '../../../errors/index.ts'
import { type Day, type Periods, periodLookup, periods as periodsOf } from '../../../math/calendar.ts'
import { activeDays } from '../../../measures/event-days.ts'
import { type PurchaseDays, pickDays, purchaseDays } from '../../../measures/purchase-days.ts'
import type { Events } from '../../../rollups/events.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { RollupSpec } from '../../../rollups/rollup.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Signups } from '../../../rollups/signups.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown } from '../../breakdown.ts'
import { breakdownRequest } from '../../breakdown-flags.ts'
import { weekdayOf } from '../../common-flags.ts'
import { eventNotes, leftOutNotes } from '../../left-out.ts'
import { censoringOf } from '../../left-censoring.ts'
import { averageTable } from './average-table.ts'
import { type Growth, growthByPeriod } from './growth-by-period.ts'
import { checkOptions, type GrowthOptions } from './growth-flags.ts'
import { growthHeadline } from './growth-headline.ts'
import { growthTable, type ReportedGrowth } from './growth-table.ts'
import { notesOf } from './notes.ts'

export interface GrowthSummaries {
  readonly activity: Histories | Events
  readonly signups: Signups
}

export const growthAnswer: Answer<GrowthOptions, GrowthSummaries> = {
  specs(options) {
    checkOptions(options)
    return { activity: activitySpec(options), signups: { rollup: 'signups', options: null } }
  },
  attributes: breakdownRequest,
  report({ activity, signups }, run, options, attributes) {
    const active = activeOf(activity, run, options)
    const groups = breakdownGroups(attributes, active, options)
    const signedUp = signups.isKnown
      ? Array.from({ length: active.customers }, (_, customer) => signups.dayOf(active.id(customer)))
      : null
    const all = reportedGrowth(active, signedUp, run, options)
    const of = (customers: Uint32Array | null) =>
      customers === null ? all : { ...all, growth: growthOf(active, signedUp, all, run, customers) }
    const left = isEvents(activity) ? eventNotes(activity.totals) : leftOutNotes(activity.totals)
    return {
      tables: [
        brokenDown(groups, customers => growthTable(of(customers))),
        brokenDown(groups, customers => averageTable(of(customers))),
      ],
      headline: () => growthHeadline(all),
      frozen: all.t2 === null ? {} : { t2: all.t2 },
      notes: [...notesOf(all, run, options), ...left, ...breakdownNotes(groups, attributes, active)],
    }
  },
}

const activitySpec = ({ events }: GrowthOptions): RollupSpec<Histories | Events> =>
  events ? { rollup: 'events', options: null } : { rollup: 'histories', options: { grain: 'day' } }

const isEvents = (activity: Histories | Events): activity is Events => 'pairOffsets' in activity

/** Active days, and who they are of. */
interface Active extends PurchaseDays {
  id(customer: number): string
}

/** A UserError where the export has no event of a name that is asked for. */
function activeOf(activity: Histories | Events, { zone }: Run, { eventName }: GrowthOptions): Active {
  if (!isEvents(activity)) return { ...purchaseDays(activity, zone), id: activity.id }
  const unknown = eventName.find(name => !activity.names.includes(name))
  if (unknown !== undefined) throw noSuchEvent(unknown, activity.names)
  const isAsked = activity.names.map(name => eventName.length === 0 || eventName.includes(name))
  const { places, ...active } = activeDays(activity, isAsked)
  return { ...active, id: customer => activity.id(places[customer]!) }
}

type SignedUp = readonly (Day | null)[] | null

/** Growth of every period of the history, and those of them that --since and --until leave. */
function reportedGrowth(
  active: PurchaseDays,
  signedUp: SignedUp,
  run: Run,
  options: GrowthOptions,
): ReportedGrowth {
  const calendar = periodsOf(options.period, weekdayOf(options))
  const first = calendar.indexOf(run.firstDay)
  // Whoever signed up before the export begins is known not to be new in it.
  const isWhole = options.completeHistory || signedUp !== null
  const censoring = censoringOf(() => active, run, calendar, { ...options, completeHistory: isWhole })
  return {
    calendar,
    first,
    rows: rowsOf(calendar, first, calendar.indexOf(run.asOf) - first + 1, options),
    growth: growthOf(active, signedUp, { calendar, first }, run, null),
    asOf: run.asOf,
    t2: censoring.t2,
    // Whatever T2 is, everybody of the first period is new.
    isLeftCensored: index => !isWhole && (index === 0 || censoring.isLeftCensored(first + index) === true),
    withoutSignup: signedUp?.filter(day => day === null).length ?? null,
    minN: options.minN,
  }
}

/** Of those customers; of all where null. */
function growthOf(
  active: PurchaseDays,
  signedUp: SignedUp,
  { calendar, first }: Pick<ReportedGrowth, 'calendar' | 'first'>,
  { firstDay, asOf }: Run,
  customers: Uint32Array | null,
): Growth {
  const indexOf = periodLookup(calendar, firstDay, asOf)
  const days = signedUp && customers ? Array.from(customers, customer => signedUp[customer]!) : signedUp
  return growthByPeriod(customers === null ? active : pickDays(active, customers), {
    periodOf: day => indexOf(day) - first,
    periods: calendar.indexOf(asOf) - first + 1,
    ...(days ? { signedUp: signupPeriod(days, calendar, first) } : {}),
  })
}

/** The period of the signup, or of the first active day where that is earlier or no signup is known. */
const signupPeriod =
  (signedUp: readonly (Day | null)[], calendar: Periods, first: number) =>
  (customer: number, firstActive: number): number => {
    const day = signedUp[customer]!
    return day === null ? firstActive : Math.min(firstActive, calendar.indexOf(day) - first)
  }

function rowsOf(calendar: Periods, first: number, size: number, { since, until }: GrowthOptions): number[] {
  return Array.from({ length: size }, (_, index) => index).filter(index => {
    const start = calendar.start(first + index)
    return start >= (since ?? start) && start <= (until ?? start)
  })
}
