import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/math/calendar.ts'
import { matchRules, NO_RULE, type RuleMeasure, ruleTests } from '../../src/rules/match-rules.ts'
import { namesCompared, parseRules, ruleText } from '../../src/rules/rule-file.ts'

const file = (text: string) => ({ path: 'rules.yaml', text })

/** Four customers; the last has no value at all. */
const of =
  <T>(...values: T[]) =>
  (customer: number) =>
    values[customer] ?? null
const MEASURES: RuleMeasure[] = [
  { name: 'orders', kind: 'number', at: of(1, 3, 9) },
  { name: 'first_order', kind: 'date', at: of(...['2024-01-31', '2024-02-29', '2025-01-01'].map(parseDay)) },
  { name: 'country', kind: 'text', at: of('DE', 'FR', '') },
]

const matched = (text: string) => matchRules(ruleTests(parseRules(file(text)), MEASURES), 4)

describe('rules', () => {
  it('the first that fits counts, and else takes the rest', () => {
    const { rules, fitting } = matched(`rules:
  - name: many
    when: orders >= 3
  - name: some
    when: [orders >= 1, first_order < 2024-03-01]
  - else: rest`)
    expect([...rules]).toEqual([1, 0, 0, 2])
    // c2 fits both of the first two, and everybody fits else.
    expect(fitting).toEqual([2, 2, 4])
  })

  const CONDITIONS: [condition: string, fits: number[]][] = [
    ['orders = 3', [1]],
    ['orders != 3', [0, 2]],
    ['orders<3', [0]],
    ['orders <= 3', [0, 1]],
    ['orders > 3', [2]],
    ['orders in 1,9', [0, 2]],
    ['first_order >= 2024-02-29', [1, 2]],
    ['country = DE', [0]],
    ['country in DE,FR', [0, 1]],
    ['country != DE', [1, 2, 3]],
    ['country =', [2, 3]],
  ]
  it.each(CONDITIONS)('%s', (condition, fits) => {
    const { rules } = matched(`- {name: it, when: ["${condition.replaceAll('"', '')}"]}`)
    expect([0, 1, 2, 3].filter(customer => rules[customer] !== NO_RULE)).toEqual(fits)
  })

  it('may be JSON, and several may lead to one name', () => {
    const rules = parseRules(
      file('[{"name":"a","when":"x > 1"},{"name":"b","when":"y = 2"},{"name":"a","when":"z in 1,2"}]'),
    )
    expect(rules.names).toEqual(['a', 'b'])
    expect(rules.rules.map(ruleText)).toEqual(['x > 1', 'y = 2', 'z in 1,2'])
    expect(namesCompared(rules)).toEqual(['x', 'y', 'z'])
  })
})

describe('a wrong file is one line', () => {
  const WRONG: [text: string, message: string][] = [
    ['rules: [', 'rules.yaml: not YAML: '],
    ['', 'rules.yaml: no list of rules'],
    ['rules: 3', 'rules.yaml: no list of rules'],
    ['- just text', 'rules.yaml line 1 column 3, rule 1: no rule'],
    ['- {name: a, whom: x > 1}', 'rules.yaml line 1 column 3, rule 1: "whom" is no part of a rule'],
    ['- {when: orders > 1}', 'rules.yaml line 1 column 3, rule 1: it has no name'],
    ['- {name: a}', 'rules.yaml line 1 column 3, rule 1: it says not when'],
    ['- {name: a, when: many}', 'rules.yaml line 1 column 19, rule 1: "many" is no condition'],
    ['- {name: a, else: b}', 'rules.yaml line 1 column 3, rule 1: else stands beside name or when'],
    [
      '- {else: b}\n- {name: a, when: orders > 1}',
      'rules.yaml line 1 column 3, rule 1: else comes before the last rule',
    ],
    ['- {else: b}\n- {else: c}', 'rules.yaml line 1 column 3, rule 1: else comes before the last rule'],
    [
      '- {name: a, when: order > 1}',
      'line 1 column 19, rule 1: there is no measure or column order, did you mean "orders"?',
    ],
    [
      'rules:\n  - {name: a, when: orders > 1}\n  - name: b\n    when:\n      - orders > 2\n      - 3 > order',
      'rules.yaml line 6 column 9, rule 2: there is no measure or column 3',
    ],
    ['- {name: a, when: orders > many}', 'rule 1: orders > many: the value is not a number'],
    ['- {name: a, when: first_order > 2024}', 'first_order > 2024: the value is not a date'],
  ]
  it.each(WRONG)('%j', (text, message) => {
    expect(() => matched(text)).toThrow(message)
  })
})
