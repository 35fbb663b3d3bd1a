/** Of files in which users write their own rules. */

import { didYouMean } from './did-you-mean.ts'
import { usage } from './user-error.ts'
import { list } from './wording.ts'

const EXAMPLE =
  'a rule is "name: VIP" with "when: orders >= 3", or a list under when; the last one may be "else: NAME"'

export const notYaml = (path: string, why: string) =>
  usage(`${path}: not YAML: ${why}`, 'mend the line; a JSON file will do too')

/** `place` is a file and where in it, such as "rules.yaml line 3 column 11, rule 1". */
export const wrongRule = (place: string, what: string) => usage(`${place}: ${what}`, EXAMPLE)

export const noRules = (path: string) => usage(`${path}: no list of rules`, EXAMPLE)

/** `columns` are those of the files that were looked in, in words; null where rules may name none. */
export const unknownRuleMeasure = (
  place: string,
  name: string,
  known: readonly string[],
  columns: { readonly names: readonly string[]; readonly where: string } | null = null,
) =>
  usage(
    `${place}: there is no measure or column ${name}${didYouMean(name, [...known, ...(columns?.names ?? [])])}`,
    `a condition may name: ${list(known)}${columns === null ? '' : `, or a column: ${columns.where}`}`,
  )

export const wrongRuleValue = (place: string, condition: string, expected: string) =>
  usage(`${place}: ${condition}: the value is not ${expected}`, `give ${expected}`)

const MAP_EXAMPLE =
  'a segment is "name: Champions" with scores such as "r: 4-5" and "f: [1, 3]"; m, fm or (f+m)/2 too'

export const wrongMap = (place: string, what: string) => usage(`${place}: ${what}`, MAP_EXAMPLE)

/** Cells as they are named, such as R1 F2. */
export const unmappedCells = (
  path: string,
  cells: number,
  empty: readonly string[],
  shared: readonly string[],
) => {
  const few = (names: readonly string[]) => `${list(names.slice(0, 3))}${names.length > 3 ? ', …' : ''}`
  const parts = [
    ...(empty.length > 0 ? [`${empty.length} of ${cells} cells are in no segment: ${few(empty)}`] : []),
    ...(shared.length > 0 ? [`${shared.length} of ${cells} cells are in several: ${few(shared)}`] : []),
  ]
  return usage(
    `${path}: ${parts.join('; ')}`,
    'give every cell to one segment; with "order: first" the first that lists a cell has it',
  )
}

const TIER_EXAMPLE =
  'a tier is "name: Gold" with any of min_spend, min_orders and min_tenure_days, the lowest first'

export const wrongTiers = (place: string, what: string) => usage(`${place}: ${what}`, TIER_EXAMPLE)

export const unmatchedCustomers = (path: string, count: number, ids: readonly string[]) =>
  usage(
    `${path}: ${count.toLocaleString('en-US')} ${count === 1 ? 'customer fits' : 'customers fit'} no rule, first: ${list(ids)}`,
    'add "- else: NAME" as the last rule, or a rule that they fit',
  )
