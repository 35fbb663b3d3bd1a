/** The export: events of all visits in the order of time, day by day. */

import type { RecordBatch } from '../../../batches/arrow-write.ts'
import { MadeRows } from '../../../batches/made-rows.ts'
import { randomOf } from '../../../math/random.ts'
import { arrivals, DAY_SECONDS, daysOf, type Span, secondAt } from '../calendar.ts'
import { DaySort } from '../day-sort.ts'
import { products, visitSources } from '../shop.ts'
import { type VisitorParams, Visitors } from './visitors.ts'
import { STEPS, type VisitEvent, type VisitParams, visitEvents } from './visits.ts'

export interface EventPlan {
  /** Users that come. */
  readonly size: number
  readonly seed: number
  readonly span: Span
  readonly params: VisitorParams & VisitParams
}

/** Empty rows of the export's columns. */
export const emptyEventRows = () =>
  new MadeRows([
    { name: 'event_time', kind: 'time' },
    { name: 'user_id', kind: 'id', prefix: 'U', digits: 8 },
    { name: 'session_id', kind: 'id', prefix: 'S', digits: 9 },
    { name: 'event', kind: 'category', texts: STEPS },
    { name: 'channel', kind: 'category', texts: visitSources.texts },
    { name: 'product', kind: 'category', texts: products.texts },
    { name: 'value', kind: 'decimal', scale: 2 },
  ])

/** Streams of the seed: so that the funnel changes nothing of who comes when. */
const STREAMS = { visitors: 0, visits: 1 } as const

interface SessionEvent extends VisitEvent {
  readonly user: number
  readonly session: number
}

/** An event and its second of the day, which is beyond the day where a visit goes on after midnight. */
interface TimedEvent {
  readonly at: number
  readonly event: SessionEvent
}

/** Fills `rows` and hands on a batch whenever they are full. Memory holds the events of one day. */
export function* eventBatches(
  { size, seed, span, params }: EventPlan,
  rows: MadeRows,
): Generator<RecordBatch> {
  const days = daysOf(span)
  const newcomers = arrivals(size, span)
  const visitors = new Visitors(params, days, randomOf(seed, STREAMS.visitors))
  const random = randomOf(seed, STREAMS.visits)
  const sort = new DaySort()
  let sessions = 0
  let late: TimedEvent[] = []
  for (let day = 0; day < days; day++) {
    const events = late
    visitors.visitsOf(day, newcomers[day]!, (user, share) => {
      const session = ++sessions
      const start = secondAt(share)
      for (const event of visitEvents(params, random)) {
        events.push({ at: start + event.second, event: { ...event, user, session } })
      }
    })
    late = []
    sortEvents(sort, events)
    for (let i = 0; i < sort.length; i++) {
      const { at, event } = events[sort.placeAt(i)]!
      if (at >= DAY_SECONDS) late.push({ at: at - DAY_SECONDS, event })
      else write(rows, event, (span.from + day) * DAY_SECONDS + at)
      if (rows.full) yield rows.take()
    }
  }
  if (rows.length > 0) yield rows.take()
}

function sortEvents(sort: DaySort, events: readonly TimedEvent[]): void {
  sort.clear()
  for (let place = 0; place < events.length; place++) sort.add(events[place]!.at, place)
  sort.finish()
}

function write(rows: MadeRows, event: SessionEvent, time: number): void {
  const { cells, length } = rows
  cells[0]![length] = time
  cells[1]![length] = event.user
  cells[2]![length] = event.session
  cells[3]![length] = event.step
  cells[4]![length] = event.channel
  cells[5]![length] = event.product
  cells[6]![length] = event.cents
  rows.length++
}
