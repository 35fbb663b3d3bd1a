/** Table `segments_tried`: each segment of the grid or map, or each rule of a file, and whether the customer fits. */

import type { ByRules, ByScores } from '../../analyses/customers/segments-of.ts'
import type { Table } from '../../report.ts'
import { ruleText } from '../../rules/rule-file.ts'
import type { Explained } from './explained.ts'
import { hasText, type Tried, triedTable } from './tried.ts'

export function segmentsTried(explained: Explained): Table {
  const { by } = explained.segmented
  return by.kind === 'rules' ? rulesTable(explained, by) : gridTable(explained, by)
}

function gridTable({ segmented, options, place }: Explained, { grid }: ByScores): Table {
  const { names, segments } = segmented
  const cells: string[][] = names.map(() => [])
  const k = options.scores
  const looksAtMoney = grid.needsMoney
  for (let r = k; r >= 1; r--) {
    for (let f = 1; f <= k; f++) {
      for (let m = 1; m <= (looksAtMoney ? k : 1); m++)
        cells[grid.segmentOf(r, f, m)]!.push(cellText(r, f, looksAtMoney ? m : null))
    }
  }
  const { r, f, m } = segmented.measures
  const has = cellText(r.scores[place]!, f.scores[place]!, looksAtMoney ? m!.scores[place]! : null)
  const tried = names.map((name, index): Tried => {
    const own = cells[index]!
    return { name, rule: own.join(', '), has, fits: own.includes(has) }
  })
  const table = { name: 'segments_tried', title: 'Segments, and their cells of scores', hidden: ['fits'] }
  return triedTable({ ...table, caption: grid.how }, 'segment', tried, segments[place]!)
}

const cellText = (r: number, f: number, m: number | null) => `R${r} F${f}${m === null ? '' : ` M${m}`}`

function rulesTable({ place }: Explained, { file, measures, tests, taken }: ByRules): Table {
  const tried = file.rules.map(
    (rule, index): Tried => ({
      name: rule.name,
      rule: ruleText(rule),
      has: hasText(rule, measures, place),
      fits: tests[index]!(place),
    }),
  )
  const table = { name: 'segments_tried', title: `Rules of ${file.path}, in their order` }
  return triedTable({ ...table, caption: 'The first that fits is taken.' }, 'segment', tried, taken[place]!)
}
