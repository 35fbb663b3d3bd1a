/** What rules can say of a customer who has ordered. */

import { noAmounts } from '../errors/index.ts'
import type { AttributeColumn } from '../measures/attribute-columns.ts'
import { type Measure, type Measures, measuresOf, scored } from '../measures/rfm-measures.ts'
import type { Cuts } from '../measures/scores.ts'
import type { RfmValues } from '../measures/rfm-values.ts'
import type { Run } from '../rollups/run.ts'
import type { RuleMeasure } from '../rules/match-rules.ts'
import { namesCompared, type RuleFile } from '../rules/rule-file.ts'
import type { NamedByRules } from './analysis.ts'
import { RULE_MEASURES } from './rule-measure-names.ts'

type Name = (typeof RULE_MEASURES)[number]

/** Names in the rules that are no measure: columns of the export at the first order, or of a joined file. */
export const ruleColumns = (rules: RuleFile): string[] => namesCompared(rules).filter(isColumn)

const isColumn = (name: string) => !RULE_MEASURES.includes(name as Name)

/** Where the rules name them, for messages about those that no file has. */
export function namedByRules({ rules }: RuleFile): NamedByRules {
  const places = new Map<string, string>()
  for (const { when, places: own } of rules) {
    for (const [i, { column }] of when.entries())
      if (isColumn(column) && !places.has(column)) places.set(column, own[i]!)
  }
  return { places, measures: RULE_MEASURES }
}

/** What rules compare of columns, by customer of the values. */
export function columnMeasures(columns: readonly AttributeColumn[], { places }: RfmValues): RuleMeasure[] {
  return columns.map(({ name, codes, text }) => ({
    name,
    kind: 'text',
    at: customer => {
      const code = codes[places[customer]!]!
      return code < 0 ? null : text(code)
    },
  }))
}

/** The measures that the rules name; scores are made only where one is named, by the frozen cuts where there are any. */
export function ruleMeasures(
  rules: RuleFile,
  values: RfmValues,
  run: Run,
  k: number,
  frozen: Measures<Cuts> | null = null,
): RuleMeasure[] {
  const named = namesCompared(rules)
  const makers = measureMakers(values, run, k, frozen)
  return named.flatMap(name => (name in makers ? [{ name, ...makers[name as Name]() } as RuleMeasure] : []))
}

type Maker = () => Pick<RuleMeasure, 'kind' | 'at'>

function measureMakers(
  values: RfmValues,
  run: Run,
  k: number,
  frozen: Measures<Cuts> | null,
): Record<Name, Maker> {
  const { lastOrder, firstOrder, daysSinceLast, orders } = values
  const total = measuresOf(values, run, 'total')
  const mean = () => amountsOf(measuresOf(values, run, 'mean'), 'net_revenue_per_order')
  return {
    days_since_last: numbers(daysSinceLast),
    days_since_first: () => ({ kind: 'number', at: customer => run.asOf - firstOrder[customer]! }),
    first_order: days(firstOrder),
    last_order: days(lastOrder),
    orders: numbers(orders),
    net_revenue: () => numbers(amountsOf(total, 'net_revenue').values)(),
    net_revenue_per_order: () => numbers(mean().values)(),
    r_score: () => numbers(scored(total.r, k, frozen?.r ?? null).scores)(),
    f_score: () => numbers(scored(total.f, k, frozen?.f ?? null).scores)(),
    m_score: () => numbers(scored(amountsOf(total, 'm_score'), k, frozen?.m ?? null).scores)(),
  }
}

const numbers =
  (values: ArrayLike<number>): Maker =>
  () => ({ kind: 'number', at: customer => values[customer]! })

const days =
  (values: Int32Array): Maker =>
  () => ({ kind: 'date', at: customer => values[customer]! })

/** M, or a UserError where there are no amounts for it. */
function amountsOf({ m }: Measures<Measure>, name: Name): Measure {
  if (!m) throw noAmounts('rules', name)
  return m
}
