import { expect, it } from 'vitest'
import { AS_OF, csvOf, S2, S2_LINES } from '../../support/segment-example.ts'
import { folderOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const wordsOf = (map: string, orders = csvOf(S2_LINES)) => {
  const folder = folderOf({ 'orders.csv': orders, 'map.yaml': map })
  return ['segment', `${folder}/orders.csv`, '--as-of', AS_OF, '--map', `${folder}/map.yaml`]
}

it('--map names segments by the scores of S2', async () => {
  const map = 'segments: [{name: rich, m: 4-5}, {name: recent, m: 1-3, r: 4-5}, {name: rest, m: 1-3, r: 1-3}]'
  const report = await tenureJson([...wordsOf(map), '--detail'])
  const expected = S2.map(([customer, , , , scores]) => {
    const [r = 0, , m = 0] = scores.split(' ').map(Number)
    return [customer, m >= 4 ? 'rich' : r >= 4 ? 'recent' : 'rest']
  })
  expect(rowsOf(report, 'customers').map(row => [row.customer, row.segment])).toEqual(expected)
  expect(rowsOf(report, 'segments').map(row => row.segment)).toEqual(['rich', 'recent', 'rest'])
})

it('--map is checked before a file is read', async () => {
  const [, , ...words] = wordsOf('segments: [{name: a, r: 1}]')
  const { code, stderr } = await tenure(['segment', 'nowhere.csv', ...words])
  expect([code, stderr]).toEqual([2, expect.stringContaining('20 of 25 cells are in no segment')])
})

it('--map with M needs amounts', async () => {
  const words = wordsOf('segments: [{name: a, m: 1-5}]', 'customer,date\na,2024-05-05\n')
  const { code, stderr } = await tenure(words)
  expect([code, stderr]).toEqual([2, expect.stringContaining('--map: the files hold no amounts')])
})

/** The map in the documentation of the R package rfm 0.3.0: name, then the ranges of R, F and M. */
const RFM_030: [name: string, r: string, f: string, m: string][] = [
  ['Champions', '5', '5', '5'],
  ['Potential Loyalist', '3-5', '3-5', '2-5'],
  ['Loyal Customers', '2-4', '2-4', '2-4'],
  ['Promising', '3-4', '1-3', '3-5'],
  ['New Customers', '4-5', '1-3', '1-5'],
  ["Can't Lose Them", '1-2', '3-4', '4-5'],
  ['At Risk', '1-2', '2-5', '4-5'],
  ['Need Attention', '1-3', '3-5', '3-5'],
  ['About To Sleep', '2-3', '1-3', '1-4'],
  ['Lost', '1', '1-5', '1-5'],
]

it('--map refuses a published one that covers cells twice (definition S4: 10 unmatched, 58 ambiguous)', async () => {
  const segments = RFM_030.map(([name, r, f, m]) => ({ name, r, f, m }))
  const { code, stderr } = await tenure(wordsOf(JSON.stringify({ segments })))
  expect(code).toBe(2)
  expect(stderr).toMatch(/10 of 125 cells are in no segment: .*; 58 of 125 cells are in several: /)
  expect(stderr.trim().split('\n').length).toBe(2)
})

/** Putler's map: ranges of R and of the mean of F and M, from 0, which is no score. */
const PUTLER: [name: string, r: string, fm: string][] = [
  ['Champions', '4-5', '4-5'],
  ['Loyal Customers', '2-5', '3-5'],
  ['Potential Loyalist', '3-5', '1-3'],
  ['Recent Customers', '4-5', '1'],
  ['Promising', '3-4', '1'],
  ['Customers Needing Attention', '2-3', '2-3'],
  ['About To Sleep', '2-3', '1-2'],
  ['At Risk', '1-2', '2-5'],
  ["Can't Lose Them", '1', '4-5'],
  ['Hibernating', '1-2', '1-2'],
  ['Lost', '1-2', '1-2'],
]
const putler = JSON.stringify({ segments: PUTLER.map(([name, r, fm]) => ({ name, r, '(f+m)/2': fm })) })

it("--map refuses Putler's ranges (definition S4: 0 unmatched, 76 ambiguous of 125)", async () => {
  const { code, stderr } = await tenure(wordsOf(putler))
  expect(code).toBe(2)
  expect(stderr).toMatch(/map.yaml: 76 of 125 cells are in several: R1 F1 M1 \(Hibernating, Lost\), /)
  expect(stderr).not.toContain('in no segment')
})

it('--map takes them where the order is part of the file, by the mean as it is', async () => {
  const report = await tenureJson([...wordsOf(putler.replace('{', '{"order":"first",')), '--detail'])
  const within = (range: string, score: number) => {
    const [from = 0, to = from] = range.split('-').map(Number)
    return score >= from && score <= to
  }
  const expected = S2.map(([customer, , , , scores]) => {
    const [r = 0, f = 0, m = 0] = scores.split(' ').map(Number)
    return [customer, PUTLER.find(([, rs, fms]) => within(rs, r) && within(fms, (f + m) / 2))![0]]
  })
  expect(rowsOf(report, 'customers').map(row => [row.customer, row.segment])).toEqual(expected)
})
