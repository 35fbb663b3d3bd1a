/** What --acquired changes: cohorts by date of acquisition, and what is known of customers who are older than the export. */

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from '../support/tenure.ts'

/** a is older than the export, c signed up in the month before the first order, d after it, e never. */
const ORDERS = [
  'customer,date,amount,signup',
  'a,2024-01-05,10,2023-12-01',
  'b,2024-02-05,20,2024-02-01',
  'c,2024-03-05,30,2024-02-28',
  'c,2024-03-06,5,',
  'd,2024-02-05,7,2024-03-01',
  'd,2024-03-07,8,2024-03-01',
  'e,2024-03-07,9,',
  '',
].join('\n')

const asked = ['--as-of', '2024-03-31', '--repeat-days', '1']

describe('cohorts by date of acquisition', () => {
  const answer = tenureJson(['cohort', fileOf('o.csv', ORDERS), '--acquired', 'signup', ...asked])

  it('begin with the earlier of acquisition and first order', async () => {
    const cells = rowsOf(await answer, 'cohorts')
    expect(cells.map(row => [row.cohort, row.cohort_size, row.period, row.customers, row.revenue])).toEqual([
      ['2023-12', 1, 0, 0, 0],
      ['2023-12', 1, 1, 1, 10],
      ['2023-12', 1, 2, 0, 0],
      ['2023-12', 1, 3, 0, 0],
      ['2024-02', 3, 0, 2, 27],
      ['2024-02', 3, 1, 2, 43],
      ['2024-03', 1, 0, 1, 9],
    ])
  })

  it('are left-censored only before the first row', async () => {
    const censored = rowsOf(await answer, 'cohorts').filter(row => row.left_censored)
    expect(new Set(censored.map(({ cohort }) => cohort))).toEqual(new Set(['2023-12']))
    const pooled = rowsOf(await answer, 'pooled').map(row => [row.period, row.returned, row.eligible])
    expect(pooled).toEqual([
      [0, null, null],
      [1, 2, 3],
    ])
  })

  it('leave whoever is older than the export out of repeat, and say so', async () => {
    expect(rowsOf(await answer, 'repeat')[0]).toMatchObject({ customers: 4, eligible: 4, repeated: 1 })
    const notes = (await answer).notes.join('\n')
    expect(notes).toContain('Acquired before the first row, 2024-01-05: 1;')
    expect(notes).toContain('Customers without a date of acquisition, in the cohort of their first order: 1.')
  })

  it('need no such care where the export holds every order ever made', async () => {
    const file = fileOf('o.csv', ORDERS)
    const whole = await tenureJson(['cohort', file, '--acquired', 'signup', ...asked, '--complete-history'])
    expect(rowsOf(whole, 'cohorts').some(row => row.left_censored)).toBe(false)
    expect(rowsOf(whole, 'repeat')[0]).toMatchObject({ customers: 5, eligible: 5, repeated: 1 })
  })

  it('go by dates, which a rolling clock cannot', async () => {
    const file = fileOf('o.csv', ORDERS.replaceAll('-05,', '-05 12:30,'))
    const { code, stderr } = await tenure(['cohort', file, '--acquired', 'signup', '--clock', 'rolling'])
    expect(code).toBe(2)
    expect(stderr).toContain('--acquired gives a date')
  })
})

describe('customers of a second file', () => {
  const folder = folderOf({
    'o.csv': ORDERS,
    'c.csv': [
      'id,joined,plan',
      'a,2023-12-01,pro',
      'b,2024-02-01,',
      'c,2024-02-28,pro',
      'd,2024-03-01,free',
      // No order yet: acquired before the as-of date, after it, and on no known date.
      'p,2024-02-15,free',
      'q,2024-04-15,free',
      'r,,free',
      '',
    ].join('\n'),
  })
  const file = join(folder, 'o.csv')
  const joined = ['--customers-file', join(folder, 'c.csv'), '--customers-key', 'id', '--acquired', 'joined']

  it('are members of a cohort without an order, by the dates of that file', async () => {
    const report = await tenureJson(['cohort', file, ...joined, ...asked])
    const cells = rowsOf(report, 'cohorts').filter(row => row.cohort === '2024-02')
    expect(cells.map(row => [row.cohort_size, row.eligible, row.returned, row.customers])).toEqual([
      [4, null, null, 2],
      [4, 4, 2, 2],
    ])
    expect(report.notes.join()).toContain('Acquired and without an order, in cohort_size all the same: 1.')
    expect(rowsOf(report, 'repeat')[0]).toMatchObject({ customers: 4, eligible: 4, repeated: 1 })
  })

  it('are in the groups of --by', async () => {
    const report = await tenureJson(['cohort', file, ...joined, ...asked, '--by', 'plan'])
    const cells = rowsOf(report, 'cohorts').filter(row => row.cohort === '2024-02' && row.period === 1)
    expect(cells.map(row => [row.plan, row.cohort_size, row.returned])).toEqual([
      ['free', 2, 1],
      ['pro', 1, 1],
      ['(none)', 1, 0],
    ])
  })

  it('are prospects from the date of acquisition on, and somebody who moves', async () => {
    const stages = ['--t1', '20', '--t2', '40', '--as-of', '2024-03-31', ...joined]
    const rows = rowsOf(await tenureJson(['lifecycle', 'stages', file, ...stages]), 'stages')
    // On 2024-03-31 the last orders are 86, 55, 25, 24 and 24 days past; a, b, c and p were there before any order.
    expect(rows.map(row => [row.stage, row.customers, row.ever])).toEqual([
      ['active', 0, 2],
      ['won_back', 0, 0],
      ['new', 0, 5],
      ['at_risk', 3, 5],
      ['churned', 2, 2],
      ['prospect', 1, 4],
    ])
    const moves = await tenureJson([
      'lifecycle',
      'moves',
      file,
      ...stages,
      '--from',
      '2024-02-29',
      '--to',
      '2024-03-31',
    ])
    const found = rowsOf(moves, 'moves').filter(row => row.from === 'prospect' && row.customers !== 0)
    expect(found.map(row => [row.to, row.customers])).toEqual([
      ['at_risk', 1],
      ['prospect', 1],
    ])
  })

  it('are in the first stage of a model of events, whatever the export has of them', async () => {
    const visits = ['customer,date,event', 'b,2024-02-05,product_view', 'c,2024-03-05,purchase', '']
    const events = fileOf('e.csv', visits.join('\n'))
    const asked = ['--events', '--model', 'awareness', '--t2', '40', '--t1', '20', '--as-of', '2024-03-31']
    const report = await tenureJson(['lifecycle', 'stages', events, ...asked, ...joined])
    const rows = rowsOf(report, 'stages').filter(row => row.customers !== 0)
    // a, d and p are in no row of the export.
    expect(rows.map(row => [row.stage, row.customers])).toEqual([
      ['purchase', 1],
      ['consideration', 1],
      ['awareness', 3],
    ])
  })

  it('were fewer on an earlier date', async () => {
    const report = await tenureJson(['cohort', file, ...joined, ...asked, '--compare', 'previous'])
    // On 2024-02-29 only b and d have a first order of two days before; nobody of February has period 1 behind them.
    const [repeat, retention] = rowsOf(report, 'compare')
    expect(repeat).toMatchObject({ before_n: 2, now_n: 4 })
    expect(retention).toMatchObject({ before_n: 0, now_n: 4, now: 0.5 })
  })

  it('are passed over where the file has no such column and nothing else is asked of it', async () => {
    const { code, stderr } = await tenure(['cohort', file, ...joined.slice(0, 4), '--acquired', 'signup'])
    expect(code).toBe(2)
    expect(stderr).toContain('--customers-file means nothing without --by')
  })
})

describe('churn', () => {
  const ask = (lines: string, words: string[]) =>
    tenureJson(['churn', ...words, fileOf('o.csv', lines), '--acquired', 'signup', '--as-of', '2024-03-31'])
  const censored = async (lines: string) =>
    rowsOf(await ask(lines, ['state', '--t1', '20', '--t2', '40']), 'churn').map(row => row.left_censored)

  it('is left-censored near the first row, unless everybody was acquired after it', async () => {
    expect(await censored(ORDERS)).toEqual([true, true, false])
    const young = ORDERS.replaceAll('2023-12-01', '2024-01-05').replaceAll(/,$/gm, ',2024-03-01')
    expect(await censored(young)).toEqual([false, false, false])
  })

  it('survival leaves whoever is older than the export out of the time to the first repeat', async () => {
    const rows = rowsOf(await ask(ORDERS, ['survival']), 'summary')
    expect(rows.map(row => [row.curve, row.n, row.events])).toEqual([
      ['first_repeat', 4, 2],
      ['between_orders', 7, 2],
    ])
  })

  it('contractual takes whoever was acquired in an earlier period for reactivated', async () => {
    const rows = rowsOf(await ask(ORDERS, ['contractual', '--covers', '1m']), 'churn')
    expect(rows.map(row => [row.period, row.new, row.reactivated])).toEqual([
      ['2024-01', 0, 1],
      ['2024-02', 2, 0],
      ['2024-03', 1, 1],
    ])
  })
})

it('is refused where it is not read', async () => {
  const { code, stderr } = await tenure(['segment', fileOf('o.csv', ORDERS), '--acquired', 'signup'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/segment rfm does not read --acquired/)
})
