/** One customer as of one day: the cursor that rules look at while it moves from day to day. */

import type { Day } from '../../math/calendar.ts'
import type { RuleMeasure } from '../../rules/match-rules.ts'
import type { DayRuns } from '../event-days.ts'
import type { Traces } from './traces.ts'

/** What is known of one kind of event by the day at hand. */
interface Seen {
  next: number
  end: number
  count: number
  /** NaN where there was none. */
  first: Day
  last: Day
  /** The day before `last` that had one. */
  before: Day
}

/** Moves forward only; `start` again for the next customer. Nothing is allocated on the way. */
export class CustomerDay {
  day: Day = Number.NaN
  /** Net money so far, in units of the run's scale. */
  net = 0
  readonly orders: Seen = unseen()
  readonly events: readonly Seen[]
  readonly #traces: Traces
  #acquired: Day = Number.POSITIVE_INFINITY

  constructor(traces: Traces) {
    this.#traces = traces
    this.events = traces.events.map(unseen)
  }

  /** Stands before the customer's first row. */
  start(customer: number): void {
    const acquired = this.#traces.acquired?.[customer] ?? Number.NaN
    this.#acquired = Number.isNaN(acquired) ? Number.POSITIVE_INFINITY : acquired
    this.net = 0
    reset(this.orders, this.#traces.orders, customer)
    for (let i = 0; i < this.events.length; i++) reset(this.events[i]!, this.#traces.events[i]!, customer)
  }

  /** The day of acquisition, or the first with an order or an event; refunds before it date nothing. */
  firstDay(): Day {
    let first = this.#acquired
    const order = firstCounted(this.orders, this.#traces.orders)
    if (order < first) first = order
    for (let i = 0; i < this.events.length; i++)
      first = Math.min(first, firstCounted(this.events[i]!, this.#traces.events[i]!))
    return first
  }

  /** The next day on which anything is known; infinite where that was all. */
  nextDay(): Day {
    let next = dayOf(this.orders, this.#traces.orders)
    for (let i = 0; i < this.events.length; i++) {
      const day = dayOf(this.events[i]!, this.#traces.events[i]!)
      if (day < next) next = day
    }
    return next
  }

  /** Takes in all that is known up to the end of a day. */
  moveTo(day: Day): void {
    this.day = day
    const { orders, events } = this.#traces
    const seen = this.orders
    while (seen.next < seen.end && orders.days[seen.next]! <= day) {
      this.net += orders.amounts[seen.next]!
      take(seen, orders)
    }
    for (let i = 0; i < this.events.length; i++) {
      const own = this.events[i]!
      while (own.next < own.end && events[i]!.days[own.next]! <= day) take(own, events[i]!)
    }
  }
}

/** A measure that grows by one a day while nothing happens, or stands still. */
export interface DayMeasure {
  readonly measure: RuleMeasure
  /** The day from which it counts; null where it does not grow. */
  readonly from: (() => Day) | null
}

/** Every measure that a rule on stages may name, read from the cursor. */
export function dayMeasures(
  at: CustomerDay,
  { terms }: Traces,
  money: { readonly scale: number } | null,
): DayMeasure[] {
  const still = (name: string, read: () => number | null): DayMeasure => ({
    measure: { name, kind: 'number', at: read },
    from: null,
  })
  const growing = (name: string, from: () => Day): DayMeasure => ({
    measure: { name, kind: 'number', at: () => numberOrNull(at.day - from()) },
    from,
  })
  const { orders } = at
  return [
    still('orders', () => orders.count),
    growing('days_since_last', () => orders.last),
    growing('days_since_first', () => orders.first),
    still('gap_before_last', () => numberOrNull(orders.last - orders.before)),
    ...(money ? [still('net_revenue', () => at.net / 10 ** money.scale)] : []),
    ...terms.flatMap(({ name }, i) => {
      const seen = at.events[i]
      if (!seen) return []
      return [
        still(`${name}.count`, () => seen.count),
        growing(`${name}.days_since_last`, () => seen.last),
        growing(`${name}.days_since_first`, () => seen.first),
      ]
    }),
  ]
}

const numberOrNull = (value: number) => (Number.isNaN(value) ? null : value)

const unseen = (): Seen => ({
  next: 0,
  end: 0,
  count: 0,
  first: Number.NaN,
  last: Number.NaN,
  before: Number.NaN,
})

function reset(seen: Seen, { offsets }: DayRuns, customer: number): void {
  seen.next = offsets[customer]!
  seen.end = offsets[customer + 1]!
  seen.count = 0
  seen.first = Number.NaN
  seen.last = Number.NaN
  seen.before = Number.NaN
}

const dayOf = ({ next, end }: Seen, { days }: DayRuns): Day =>
  next < end ? days[next]! : Number.POSITIVE_INFINITY

function firstCounted({ next, end }: Seen, { days, counts }: DayRuns): Day {
  for (let entry = next; entry < end; entry++) if (counts[entry] !== 0) return days[entry]!
  return Number.POSITIVE_INFINITY
}

/** An entry of refunds alone dates nothing. */
function take(seen: Seen, { days, counts }: DayRuns): void {
  const entry = seen.next++
  if (counts[entry] === 0) return
  const day = days[entry]!
  seen.count += counts[entry]!
  if (Number.isNaN(seen.first)) seen.first = day
  seen.before = seen.last
  seen.last = day
}
