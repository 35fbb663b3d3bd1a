/** Three meanings of "came back in period N", and who can be asked (definitions R1, R2, R3). */

/** Periods [from, to). */
export interface Bracket {
  readonly from: number
  readonly to: number
}

export type RetentionRule =
  /** In period N. */
  | { readonly kind: 'bounded' }
  /** In period N or later: up to the as-of date, or to `horizon` where it is given. */
  | { readonly kind: 'unbounded'; readonly horizon: number | null }
  /** In any period of the bracket; the one cell stands at its first period. */
  | { readonly kind: 'bracket'; readonly bracket: Bracket }

/** Whether the rule has a rate for period N: never for 0, which is the size of the cohort. */
export function hasRate(rule: RetentionRule, period: number): boolean {
  switch (rule.kind) {
    case 'bounded':
      return period > 0
    case 'unbounded':
      return period > 0 && (rule.horizon === null || period <= rule.horizon)
    case 'bracket':
      return period === rule.bracket.from
  }
}

/** Cell by cell: customers whose observation is over, and those of them who came back. Hears one customer after another. */
export interface RetentionTally {
  readonly eligible: Int32Array
  readonly returned: Int32Array
  /** A customer whose cells are `first` + N for N up to `last`, and whose periods have ended up to `ended`. */
  open(first: number, last: number, ended: number): void
  /** The customer ordered in period N, from 1; each N once. */
  visit(period: number): void
  close(): void
  /** After the last customer; the cells of cohort g are offsets[g] to offsets[g + 1]. */
  finish(offsets: Int32Array): void
}

/** An empty tally of that many cells. */
export function retentionTally(rule: RetentionRule, cells: number): RetentionTally {
  const counts = { eligible: new Int32Array(cells), returned: new Int32Array(cells) }
  switch (rule.kind) {
    case 'bounded':
      return boundedTally(counts)
    case 'unbounded':
      return unboundedTally(counts, rule.horizon)
    case 'bracket':
      return bracketTally(counts, rule.bracket)
  }
}

type Counts = Pick<RetentionTally, 'eligible' | 'returned'>

function boundedTally({ eligible, returned }: Counts): RetentionTally {
  let base = 0
  let observed = 0
  return {
    eligible,
    returned,
    open(first, last, ended) {
      base = first
      observed = Math.min(ended, last)
      if (observed > 0) eligible[base + observed]!++
    },
    visit(period) {
      if (period <= observed) returned[base + period]!++
    },
    close() {},
    finish: offsets => countFromEnd(eligible, offsets),
  }
}

function unboundedTally({ eligible, returned }: Counts, horizon: number | null): RetentionTally {
  let base = 0
  let observed = 0
  let latest = 0
  return {
    eligible,
    returned,
    open(first, last, ended) {
      base = first
      observed = Math.min(last, horizon === null ? ended : ended >= horizon ? horizon : 0)
      latest = 0
    },
    visit(period) {
      if (horizon === null || period <= horizon) latest = period
    },
    close() {
      if (observed <= 0) return
      eligible[base + observed]!++
      if (latest > 0) returned[base + Math.min(latest, observed)]!++
    },
    finish(offsets) {
      countFromEnd(eligible, offsets)
      countFromEnd(returned, offsets)
    },
  }
}

function bracketTally({ eligible, returned }: Counts, { from, to }: Bracket): RetentionTally {
  let cell = 0
  let isObserved = false
  let isBack = false
  return {
    eligible,
    returned,
    open(first, last, ended) {
      cell = first + from
      isObserved = from <= last && ended >= to - 1
      isBack = false
    },
    visit(period) {
      if (period >= from && period < to) isBack = true
    },
    close() {
      if (!isObserved) return
      eligible[cell]!++
      if (isBack) returned[cell]!++
    },
    finish() {},
  }
}

/** Customers noted at the last period they count for → customers who count for each period from 1. */
function countFromEnd(counts: Int32Array, offsets: Int32Array): void {
  for (let cohort = 0; cohort + 1 < offsets.length; cohort++) {
    const first = offsets[cohort]!
    for (let cell = offsets[cohort + 1]! - 1; cell > first + 1; cell--) counts[cell - 1]! += counts[cell]!
  }
}
