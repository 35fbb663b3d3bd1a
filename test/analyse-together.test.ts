/** Questions that are answered in one reading answer as if each had been asked alone. */

import { describe, expect, it } from 'vitest'
import { type AnalyseRequest, analyse, analyseTogether, type Question, readsOf } from '../src/analyse.ts'
import { analyses } from '../src/analyses/index.ts'
import { inputFlags } from '../src/cli/input-flags.ts'
import { inputOptionsOf, orderRulesOf, rowRequestOf } from '../src/cli/request.ts'
import { readOptions } from '../src/flags.ts'
import type { Report } from '../src/report.ts'

const GIVEN: Readonly<Record<string, Record<string, string>>> = {
  'segment rules': { rules: 'fixtures/segments.yaml' },
  'segment tiers': { tiers: 'fixtures/tiers.yaml' },
}

const FILES = ['fixtures/orders.csv', 'fixtures/order-lines.csv']

function requestOf(file: string): Omit<AnalyseRequest, 'options'> {
  const input = readOptions(inputFlags, { asOf: '2025-09-30' })
  return {
    paths: [file],
    input: inputOptionsOf(input),
    orders: orderRulesOf(input),
    ...rowRequestOf(input, Date.parse('2030-01-01')),
  }
}

const questions: Question[] = analyses.flatMap(analysis => {
  const given = GIVEN[analysis.name.join(' ')] ?? {}
  const options = readOptions(analysis.flags, given)
  const grouped = 'by' in analysis.flags ? [{ analysis, options: { ...options, by: ['channel'] } }] : []
  return [{ analysis, options }, ...grouped]
})

/** Every cell, fact and note, as text. */
const textOf = ({ tables, facts, notes }: Report) =>
  JSON.stringify([
    facts,
    notes,
    tables.map(({ name, rows, columns }) => [
      name,
      columns.map(({ name, at }) => [name, Array.from({ length: rows }, (_, row) => at(row))]),
    ]),
  ])

describe.each(FILES)('of %s', async file => {
  const request = requestOf(file)
  const groups = new Map<string, { question: Question; alone: Report }[]>()
  for (const question of questions) {
    const alone = await analyse(question.analysis, { ...request, ...question }).catch(() => null)
    if (!alone) continue
    const key = await readsOf(question, request)
    groups.set(key, [...(groups.get(key) ?? []), { question, alone }])
  }

  it.each([...groups])('those that read %s', async (_, group) => {
    const together = await analyseTogether(
      group.map(({ question }) => question),
      request,
    )
    // Backwards, since the order in which reports are made must not matter.
    for (const [i, { alone }] of [...group.entries()].reverse()) {
      expect(textOf(together[i]!()), alone.command).toBe(textOf(alone))
    }
  })

  it('are several', () => {
    const sizes = [...groups.values()].map(({ length }) => length)
    expect(Math.max(...sizes)).toBeGreaterThan(4)
  })
})
