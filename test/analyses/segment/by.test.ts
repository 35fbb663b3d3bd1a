/** Kinds of segments broken down by a column: the groups add up to the whole. */

import { expect, it } from 'vitest'
import { AS_OF, csvOf, S2_LINES } from '../../support/segment-example.ts'
import { folderOf, rowsOf, tenureJson } from '../../support/tenure.ts'

/** The customers of S2, the even ones of them in DE. */
const ORDERS = csvOf(S2_LINES)
  .split('\n')
  .map((line, i) => `${line},${i === 0 ? 'country' : Number(line.slice(1, 3)) % 2 === 0 ? 'DE' : 'FR'}`)
  .join('\n')
const TIERS = '- {name: Silver, min_spend: 100}'

const DAYS_BEFORE = '2024-11-20'

const CASES: [kind: string, table: string, key: string, words: string[]][] = [
  ['clusters', 'segments', 'segment', ['--groups', '3']],
  ['migration', 'history', 'segment', ['--from', DAYS_BEFORE, '--window', '100']],
  ['tiers', 'tiers', 'tier', ['--tiers', 'tiers.yaml']],
]
it.each(CASES)('%s', async (kind, table, key, words) => {
  const folder = folderOf({ 'o.csv': ORDERS, 'tiers.yaml': TIERS })
  const given = words.map(word => (word.endsWith('.yaml') ? `${folder}/${word}` : word))
  const all = ['segment', kind, `${folder}/o.csv`, '--as-of', AS_OF, ...given]
  const sumsOf = (rows: ReturnType<typeof rowsOf>) => {
    const sums: Record<string, number> = {}
    for (const row of rows) {
      const name = `${row[key]} ${row.date}`
      sums[name] = (sums[name] ?? 0) + (row.customers as number)
    }
    return sums
  }
  const parts = rowsOf(await tenureJson([...all, '--by', 'country']), table)
  expect(sumsOf(parts)).toEqual(sumsOf(rowsOf(await tenureJson(all), table)))
  expect(new Set(parts.map(row => row.country))).toEqual(new Set(['DE', 'FR']))
})

it('value: the best of each group', async () => {
  const folder = folderOf({ 'o.csv': ORDERS })
  const words = ['segment', 'value', `${folder}/o.csv`, '--as-of', AS_OF, '--by', 'country', '--top', '20']
  const rows = rowsOf(await tenureJson(words), 'share')
  // S2: c02 900, c04 150, c06 610, c08 80, c10 10 in DE; 20, 35, 15, 25, 700 in FR.
  expect(rows.map(row => [row.country, row.customers, row.value, row.top_share])).toEqual([
    ['DE', 5, 1750, 900 / 1750],
    ['FR', 5, 795, 700 / 795],
  ])
})
