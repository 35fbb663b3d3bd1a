/** Of files in which users write their own rules. */

import { didYouMean } from './did-you-mean.ts'
import { usage } from './user-error.ts'
import { list } from './wording.ts'

const EXAMPLE =
  'a rule is "name: VIP" with "when: orders >= 3", or a list under when; the last one may be "else: NAME"'

export const notYaml = (path: string, why: string) =>
  usage(`${path}: not YAML: ${why}`, 'mend the line; a JSON file will do too')

/** `place` is where in the file, such as "rule 3". */
export const wrongRule = (path: string, place: string, what: string) =>
  usage(`${path} ${place}: ${what}`, EXAMPLE)

export const noRules = (path: string) => usage(`${path}: no list of rules`, EXAMPLE)

export const unknownRuleMeasure = (path: string, place: string, name: string, known: readonly string[]) =>
  usage(
    `${path} ${place}: there is no measure or column ${name}${didYouMean(name, known)}`,
    `a condition may name: ${list(known)}`,
  )

export const wrongRuleValue = (path: string, place: string, condition: string, expected: string) =>
  usage(`${path} ${place}: ${condition}: the value is not ${expected}`, `give ${expected}`)

export const unmatchedCustomers = (path: string, count: number, ids: readonly string[]) =>
  usage(
    `${path}: ${count.toLocaleString('en-US')} ${count === 1 ? 'customer fits' : 'customers fit'} no rule, first: ${list(ids)}`,
    'add "- else: NAME" as the last rule, or a rule that they fit',
  )
