/** Segments by ordered rules: the rule of every customer, and an error where one has none (definition S6). */

import { unmatchedCustomers } from '../errors/index.ts'
import type { RfmValues } from '../measures/rfm-values.ts'
import type { Histories } from '../rollups/histories.ts'
import { type Matched, matchRules, NO_RULE, type Test } from '../rules/match-rules.ts'
import type { RuleFile } from '../rules/rule-file.ts'

export interface RuleSegments {
  readonly matched: Matched
  /** By customer of the values, the index into the names of the file. */
  readonly segments: Uint16Array
}

export function ruleSegments(
  rules: RuleFile,
  tests: readonly Test[],
  values: RfmValues,
  histories: Histories,
): RuleSegments {
  const matched = matchRules(tests, values.customers)
  checkUnmatched(matched, rules, values, histories)
  const placeOfName = Uint16Array.from(rules.rules, ({ name }) => rules.names.indexOf(name))
  return { matched, segments: matched.rules.map(rule => placeOfName[rule]!) }
}

/** Ids shown of customers who fit no rule. */
const IDS_SHOWN = 3

function checkUnmatched(
  { rules }: Matched,
  { path }: RuleFile,
  { places }: RfmValues,
  { id }: Histories,
): void {
  const ids: string[] = []
  let count = 0
  for (let customer = 0; customer < rules.length; customer++) {
    if (rules[customer] !== NO_RULE) continue
    if (count++ < IDS_SHOWN) ids.push(id(places[customer]!))
  }
  if (count > 0) throw unmatchedCustomers(path, count, ids)
}
