/**
 * How long until an event, where some have not had theirs yet: the product-limit estimator of Kaplan & Meier
 * (1958, J. Am. Stat. Assoc. 53, equation 2b). What is still open counts for as long as it was watched.
 */

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054

/** Ratios that multiply to exactly one half may miss it by a few bits. */
const ROUNDING = 1e-12

/** A step at every duration that was observed, ascending; before the first of them survival is 1. */
export interface SurvivalCurve {
  readonly durations: Float64Array
  /** Neither over nor out of sight before this duration. */
  readonly atRisk: Float64Array
  readonly events: Float64Array
  readonly censored: Float64Array
  /** Share whose event comes later than this duration. */
  readonly survival: Float64Array
  /** Standard error of `survival` (Greenwood 1926); NaN where survival is 0. */
  readonly se: Float64Array
  /** 95 % interval on the log-log scale (Kalbfleisch & Prentice 1980); 1 before the first event, NaN where survival is 0. */
  readonly low: Float64Array
  readonly high: Float64Array
}

/**
 * The curve of durations, in any unit: `events[i]` is 1 where the event came after `durations[i]`, 0 where it had
 * not come by then (censored). An event and a censoring at the same duration: the event came first.
 */
export function kaplanMeier(durations: Float64Array, events: Uint8Array): SurvivalCurve {
  const { stepOf, ended, open } = tally(durations, events)
  const curve = emptyCurve(stepOf.size)
  curve.durations.set([...stepOf.keys()])
  curve.durations.sort()
  let atRisk = durations.length
  for (const [step, duration] of curve.durations.entries()) {
    const tallied = stepOf.get(duration)!
    curve.atRisk[step] = atRisk
    curve.events[step] = ended[tallied]!
    curve.censored[step] = open[tallied]!
    atRisk -= ended[tallied]! + open[tallied]!
  }
  estimate(curve)
  return curve
}

/** The least duration by which `share` of all have had the event; null where the curve does not get that far. */
export function durationOf({ durations, survival }: SurvivalCurve, share: number): number | null {
  const step = survival.findIndex(left => left <= 1 - share + ROUNDING)
  return step === -1 ? null : durations[step]!
}

/**
 * The step in force at a duration: -1 before the first, null after the last (nobody was watched for that long),
 * unless everyone had had the event by then.
 */
export function stepAt({ durations, survival }: SurvivalCurve, duration: number): number | null {
  const next = durations.findIndex(known => known > duration)
  if (next !== -1) return next - 1
  const last = durations.length - 1
  return durations[last] === duration || survival[last] === 0 ? last : null
}

function estimate(curve: SurvivalCurve): void {
  const { atRisk, events, survival, se, low, high } = curve
  let left = 1
  let greenwood = 0
  for (let step = 0; step < survival.length; step++) {
    const n = atRisk[step]!
    const d = events[step]!
    left *= (n - d) / n
    greenwood += d / (n * (n - d))
    survival[step] = left
    se[step] = left * Math.sqrt(greenwood)
    const spread = left === 1 ? 0 : (Z * Math.sqrt(greenwood)) / Math.log(left)
    low[step] = left ** Math.exp(-spread)
    high[step] = left ** Math.exp(spread)
  }
}

interface Tally {
  /** Distinct duration → index into the counts. */
  readonly stepOf: ReadonlyMap<number, number>
  readonly ended: readonly number[]
  readonly open: readonly number[]
}

/** Counted, not sorted: many durations in whole days are few distinct ones. */
function tally(durations: Float64Array, events: Uint8Array): Tally {
  const stepOf = new Map<number, number>()
  const ended: number[] = []
  const open: number[] = []
  for (let i = 0; i < durations.length; i++) {
    let step = stepOf.get(durations[i]!)
    if (step === undefined) {
      step = stepOf.size
      stepOf.set(durations[i]!, step)
      ended.push(0)
      open.push(0)
    }
    if (events[i] === 1) ended[step]!++
    else open[step]!++
  }
  return { stepOf, ended, open }
}

const emptyCurve = (steps: number): SurvivalCurve => ({
  durations: new Float64Array(steps),
  atRisk: new Float64Array(steps),
  events: new Float64Array(steps),
  censored: new Float64Array(steps),
  survival: new Float64Array(steps),
  se: new Float64Array(steps),
  low: new Float64Array(steps),
  high: new Float64Array(steps),
})
