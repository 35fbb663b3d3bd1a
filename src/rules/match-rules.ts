/** Which rule each customer has. */

import { cellHolds } from '../batches/compare-cells.ts'
import { type Condition, conditionText, type Operator } from '../batches/filter.ts'
import { unknownRuleMeasure, wrongRuleValue } from '../errors/index.ts'
import { parseDay } from '../math/calendar.ts'
import type { RuleFile } from './rule-file.ts'

/** What conditions compare, by customer; null where a customer has no value. */
export type RuleMeasure =
  | { readonly name: string; readonly kind: 'number'; readonly at: (customer: number) => number | null }
  /** Days; conditions write them as dates. */
  | { readonly name: string; readonly kind: 'date'; readonly at: (customer: number) => number | null }
  | { readonly name: string; readonly kind: 'text'; readonly at: (customer: number) => string | null }

export type Test = (customer: number) => boolean

/** Whether each rule fits a customer, earlier rules or not; a UserError for a measure that is none of these. */
export function ruleTests({ rules }: RuleFile, measures: readonly RuleMeasure[]): Test[] {
  const byName = new Map(measures.map(measure => [measure.name, measure]))
  return rules.map(({ when, places }) => {
    const tests = when.map((condition, i) => {
      const measure = byName.get(condition.column)
      if (!measure) throw unknownRuleMeasure(places[i]!, condition.column, [...byName.keys()])
      return conditionTest(measure, condition, places[i]!)
    })
    return customer => tests.every(test => test(customer))
  })
}

/** The rule of customers who fit none. */
export const NO_RULE = 0xffff

export interface Matched {
  /** By customer, the place in the list of the first rule that fits; NO_RULE where none does. */
  readonly rules: Uint16Array
  /** By rule, the customers it fits, earlier rules or not. */
  readonly fitting: readonly number[]
}

/** Tests every rule on every customer: a rule that earlier ones hide is seen as such. */
export function matchRules(tests: readonly Test[], customers: number): Matched {
  const rules = new Uint16Array(customers).fill(NO_RULE)
  const fitting = tests.map(() => 0)
  for (let customer = 0; customer < customers; customer++) {
    for (let rule = 0; rule < tests.length; rule++) {
      if (!tests[rule]!(customer)) continue
      fitting[rule]!++
      if (rules[customer] === NO_RULE) rules[customer] = rule
    }
  }
  return { rules, fitting }
}

function conditionTest(measure: RuleMeasure, condition: Condition, place: string): Test {
  if (measure.kind === 'text') return customer => cellHolds(measure.at(customer) ?? '', condition)
  const { read, expected } = READ[measure.kind]
  const values = condition.values.map(read)
  if (values.some(value => value === null)) {
    throw wrongRuleValue(place, conditionText(condition), expected)
  }
  const compare = COMPARE[condition.operator]
  return customer => {
    const value = measure.at(customer)
    return value !== null && compare(value, values as number[])
  }
}

const READ = {
  number: {
    read: (text: string) => (text === '' || !Number.isFinite(Number(text)) ? null : Number(text)),
    expected: 'a number',
  },
  date: { read: parseDay, expected: 'a date such as 2024-03-31' },
} as const

/** A customer without a value fits no condition on it. */
const COMPARE: Readonly<Record<Operator, (value: number, given: readonly number[]) => boolean>> = {
  '=': (value, [given]) => value === given,
  '!=': (value, [given]) => value !== given,
  '<': (value, [given]) => value < given!,
  '<=': (value, [given]) => value <= given!,
  '>': (value, [given]) => value > given!,
  '>=': (value, [given]) => value >= given!,
  in: (value, given) => given.includes(value),
}
