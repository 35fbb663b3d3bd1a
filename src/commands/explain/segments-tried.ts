/** Table `segments_tried`: each segment of the grid, or each rule of a file, and whether the customer fits. */

import { column } from '../../analyses/columns.ts'
import { ruleMeasures } from '../../analyses/rule-measures.ts'
import { segmentGrid } from '../../measures/segment-grid.ts'
import type { Table } from '../../report.ts'
import { type RuleMeasure, ruleTests } from '../../rules/match-rules.ts'
import { parseRules, type Rule, ruleText } from '../../rules/rule-file.ts'
import { formatDay } from '../../math/calendar.ts'
import type { Known } from './known.ts'

interface Tried {
  readonly segment: string
  readonly rule: string
  /** What the customer has of what the rule compares. */
  readonly has: string
  readonly fits: boolean
}

export function segmentsTried(known: Known): Table {
  const tried = known.options.rules ? byRules(known) : byGrid(known)
  const first = tried.findIndex(({ fits }) => fits)
  return {
    name: 'segments_tried',
    title: known.options.rules ? 'Rules tried, in their order' : 'Segments of the grid, and their cells',
    rows: tried.length,
    columns: [
      column('segment', 'text', row => tried[row]!.segment),
      column('rule', 'text', row => tried[row]!.rule),
      column('customer_has', 'text', row => tried[row]!.has),
      column('fits', 'boolean', row => tried[row]!.fits),
      column('taken', 'boolean', row => row === first),
    ],
    show: 'wrap',
    caption: 'The first that fits is taken.',
  }
}

function byGrid({ scored: { measures }, options, gathered: { place } }: Known): Tried[] {
  const k = options.scores
  const { names, segmentOf } = segmentGrid(k)
  const cells: string[][] = names.map(() => [])
  for (let r = k; r >= 1; r--) for (let f = 1; f <= k; f++) cells[segmentOf(r, f)]!.push(`R${r} F${f}`)
  const [r, f] = [measures.r.scores[place]!, measures.f.scores[place]!]
  return names.map((segment, index) => ({
    segment,
    rule: cells[index]!.join(', '),
    has: `R${r} F${f}`,
    fits: segmentOf(r, f) === index,
  }))
}

function byRules({ options, values, gathered: { run, place } }: Known): Tried[] {
  const file = parseRules(options.rules!)
  const measures = ruleMeasures(file, values, run, options.scores)
  const tests = ruleTests(file, measures)
  return file.rules.map((rule, index) => ({
    segment: rule.name,
    rule: ruleText(rule),
    has: hasText(rule, measures, place),
    fits: tests[index]!(place),
  }))
}

/** The customer's own values of what a rule compares. */
function hasText({ when }: Rule, measures: readonly RuleMeasure[], place: number): string {
  const names = [...new Set(when.map(one => one.column))]
  return names
    .map(name => {
      const measure = measures.find(one => one.name === name)!
      return `${name} ${valueText(measure, place)}`
    })
    .join(', ')
}

function valueText(measure: RuleMeasure, place: number): string {
  if (measure.kind !== 'date') return String(measure.at(place) ?? 'nothing')
  const day = measure.at(place)
  return day === null ? 'nothing' : formatDay(day)
}
