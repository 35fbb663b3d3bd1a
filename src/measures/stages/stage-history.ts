/** The stage of every customer on every day, kept as runs of days: what stages, dwell times and moves are counted of. */

import { unmatchedCustomers } from '../../errors/index.ts'
import type { Day } from '../../math/calendar.ts'
import { ruleTests, type Test } from '../../rules/match-rules.ts'
import type { RuleFile } from '../../rules/rule-file.ts'
import { grown } from '../../batches/grow.ts'
import { CustomerDay, type DayMeasure, dayMeasures } from './customer-day.ts'
import type { StageModel } from './stage-model.ts'
import type { Traces } from './traces.ts'

/** The runs of customer c are offsets[c] to offsets[c + 1], at least one; 5 bytes a run. */
export interface StageHistory {
  readonly customers: number
  readonly offsets: Uint32Array
  /** First day of the run; it lasts to the day before the next one, the last to the as-of date. */
  readonly starts: Int32Array
  /** Index into the stages of the model. */
  readonly stages: Uint8Array
  readonly asOf: Day
}

export interface StageHistoryOptions {
  readonly asOf: Day
  /** What t1 and t2 in a rule stand for; null where no rule names them. */
  readonly thresholds: { readonly t1: number; readonly t2: number } | null
  /** Decimals of the amounts; null where the input has none. */
  readonly scale: number | null
}

/** A UserError where a rule names a measure that is none, or a customer on some day fits no rule. */
export function stageHistory(traces: Traces, model: StageModel, options: StageHistoryOptions): StageHistory {
  const { asOf, scale } = options
  const at = new CustomerDay(traces)
  const measures = dayMeasures(at, traces, scale === null ? null : { scale })
  const rules = withThresholds(model.rules, options.thresholds)
  const tests = ruleTests(
    rules,
    measures.map(({ measure }) => measure),
  )
  const turns = turningPoints(rules, measures)
  const runs = new Runs(traces.customers)
  const unmatched: string[] = []
  for (let customer = 0; customer < traces.customers; customer++) {
    at.start(customer)
    for (let day = at.firstDay(); day <= asOf; day = nextTurn(at, turns)) {
      at.moveTo(day)
      const rule = firstFitting(tests, customer)
      if (rule === -1) {
        unmatched.push(traces.id(customer))
        break
      }
      runs.add(day, model.stageOf[rule]!)
    }
    runs.end(customer)
  }
  if (unmatched.length > 0) throw unmatchedCustomers(model.path, unmatched.length, unmatched.slice(0, 3))
  return { customers: traces.customers, ...runs.taken(), asOf }
}

/** The rules as they stand on the as-of date for one customer: with the thresholds in their places, and what they compare. */
export function stageTrial(
  traces: Traces,
  model: StageModel,
  options: StageHistoryOptions,
  customer: number,
) {
  const at = new CustomerDay(traces)
  at.start(customer)
  at.moveTo(options.asOf)
  const money = options.scale === null ? null : { scale: options.scale }
  const measures = dayMeasures(at, traces, money).map(({ measure }) => measure)
  const file = withThresholds(model.rules, options.thresholds)
  return { rules: file.rules, measures, tests: ruleTests(file, measures) }
}

function firstFitting(tests: readonly Test[], customer: number): number {
  for (let rule = 0; rule < tests.length; rule++) if (tests[rule]!(customer)) return rule
  return -1
}

/** The next day on which another rule may fit: something happens, or a number of days passes what a rule names. */
function nextTurn(at: CustomerDay, turns: readonly TurningPoint[]): Day {
  let next = at.nextDay()
  for (const { from, after } of turns) {
    const day = from() + after
    if (day > at.day && day < next) next = day
  }
  return next
}

/** A condition on a growing measure can change `after` days after it begins to count, and on no other day. */
interface TurningPoint {
  readonly from: () => Day
  readonly after: number
}

function turningPoints({ rules }: RuleFile, measures: readonly DayMeasure[]): TurningPoint[] {
  const fromOf = new Map(measures.map(({ measure, from }) => [measure.name, from]))
  const points: TurningPoint[] = []
  for (const { column, values } of rules.flatMap(({ when }) => when)) {
    const from = fromOf.get(column)
    if (!from) continue
    for (const value of values.map(Number)) {
      // Whatever the operator: its truth can differ between the whole days below, at and above the value.
      for (const after of new Set([Math.ceil(value), Math.floor(value) + 1])) points.push({ from, after })
    }
  }
  return points
}

function withThresholds(rules: RuleFile, thresholds: StageHistoryOptions['thresholds']): RuleFile {
  if (!thresholds) return rules
  const numbers: Readonly<Record<string, number>> = thresholds
  const inDays = (value: string) => String(numbers[value] ?? value)
  return {
    ...rules,
    rules: rules.rules.map(rule => ({
      ...rule,
      when: rule.when.map(condition => ({ ...condition, values: condition.values.map(inDays) })),
    })),
  }
}

const INITIAL_RUNS = 1024

/** Runs as they are found; a run of the stage before is the same run. */
class Runs {
  readonly #offsets: Uint32Array
  #starts = new Int32Array(INITIAL_RUNS)
  #stages = new Uint8Array(INITIAL_RUNS)
  #size = 0
  #first = 0

  constructor(customers: number) {
    this.#offsets = new Uint32Array(customers + 1)
  }

  add(day: Day, stage: number): void {
    if (this.#size > this.#first && this.#stages[this.#size - 1] === stage) return
    if (this.#size === this.#starts.length) {
      this.#starts = grown(this.#starts, this.#size * 2)
      this.#stages = grown(this.#stages, this.#size * 2)
    }
    this.#starts[this.#size] = day
    this.#stages[this.#size++] = stage
  }

  end(customer: number): void {
    this.#first = this.#size
    this.#offsets[customer + 1] = this.#size
  }

  taken(): Pick<StageHistory, 'offsets' | 'starts' | 'stages'> {
    return {
      offsets: this.#offsets,
      starts: this.#starts.subarray(0, this.#size),
      stages: this.#stages.subarray(0, this.#size),
    }
  }
}
