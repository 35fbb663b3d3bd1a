import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CDNOW } from '../../support/histories.ts'
import { fileOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const orders = (lines: readonly string[], header = 'order,customer,date,amount') =>
  fileOf('orders.csv', `${[header, ...lines].join('\n')}\n`)

const answer = (file: string, ...flags: string[]) => tenureJson(['orders', file, '--tz', 'UTC', ...flags])

const pick = (row: Record<string, unknown>, ...names: string[]) => names.map(name => row[name])

const LINES = ['1,a,2024-01-05,50', '2,a,2024-01-20,20', '3,b,2024-02-01,30', '4,b,2024-02-10,100']

describe('order values and frequency', () => {
  it('are those of definition K2', async () => {
    const report = await answer(orders(LINES))
    const [whole] = rowsOf(report, 'orders')
    const names = ['orders', 'buyers', 'aov', 'median_order_value', 'purchase_frequency', 'revenue', 'arppu']
    expect(pick(whole!, ...names)).toEqual([4, 2, 50, 40, 2, 200, 100])
  })

  it('say the check: buyers x frequency x AOV is the revenue', async () => {
    const { stdout } = await tenure(['orders', orders(LINES), '--format', 'markdown'])
    expect(stdout).toContain('2 buyers x 2 orders x 50.00 = 200.00; revenue 200.00')
  })

  it('are told by period, those without an order too', async () => {
    const lines = [...LINES.slice(0, 3), '4,a,2024-04-10,100']
    const report = await answer(orders(lines), '--as-of', '2024-04-15', '--since', '2024-02-01')
    const names = ['period', 'orders', 'buyers', 'revenue', 'aov', 'complete']
    expect(rowsOf(report, 'by_period').map(row => pick(row, ...names))).toEqual([
      ['2024-02', 1, 1, 30, 30, true],
      ['2024-03', 0, 0, 0, null, true],
      ['2024-04', 1, 1, 100, 100, false],
    ])
    expect(pick(rowsOf(report, 'orders')[0]!, 'orders', 'revenue')).toEqual([2, 130])
  })

  it('sum the lines of an order, and round a median of halves once, away from zero', async () => {
    const lines = ['1,a,2024-01-05,1.25', '1,a,2024-01-05,1.26', '2,a,2024-01-06,0.01', '2,a,2024-01-06,0.03']
    const [whole] = rowsOf(await answer(orders(lines)), 'orders')
    // 2.51 and 0.04: 1.275 is their mean and their median.
    expect(pick(whole!, 'orders', 'aov', 'median_order_value')).toEqual([2, 1.28, 1.28])
  })
})

describe('refunds (definitions G6 and K2)', () => {
  const refunds = ['2,a,2024-03-01,-20', '4,b,2024-03-02,-10']

  it('are taken off their order, in its period', async () => {
    const report = await answer(orders([...LINES, ...refunds]))
    const names = ['orders', 'revenue', 'aov', 'median_order_value', 'unlinked_refunds']
    // 50, 0, 30, 90.
    expect(pick(rowsOf(report, 'orders')[0]!, ...names)).toEqual([4, 170, 42.5, 40, 0])
    expect(rowsOf(report, 'by_period').map(({ revenue }) => revenue)).toEqual([50, 120, 0])
    expect(report.notes.join()).not.toContain('gross')
  })

  it('that belong to no order leave values gross, and it is said', async () => {
    const report = await answer(orders([...LINES, '9,a,2024-03-01,-20', ',c,2024-03-02,-5']))
    const [whole] = rowsOf(report, 'orders')
    expect(pick(whole!, 'revenue', 'aov', 'unlinked_refunds')).toEqual([200, 50, -25])
    // c gave something back: a customer of the period and no buyer.
    expect(pick(whole!, 'buyers', 'customers', 'arpu', 'arppu')).toEqual([2, 3, 66.67, 100])
    expect(report.notes.join()).toMatch(/Refunds of 25\.00 carry no id of an order .* gross/)
  })
})

it('orders without a customer count in totals and in no figure per customer (definition G8)', async () => {
  const [whole] = rowsOf(await answer(orders([...LINES, '5,,2024-02-11,300'])), 'orders')
  const names = ['orders', 'orders_without_customer', 'revenue', 'aov', 'purchase_frequency', 'arppu']
  expect(pick(whole!, ...names)).toEqual([5, 1, 500, 100, 2, 100])
})

it('orders without a customer are in the group without a value', async () => {
  const lines = [...LINES, '5,,2024-02-11,300'].map(line => `${line},${line.includes(',a,') ? 'web' : ''}`)
  const file = orders(lines, 'order,customer,date,amount,channel')
  const rows = rowsOf(await answer(file, '--by', 'channel'), 'orders')
  // LINES: two orders of a, 50 and 20, two of b, 30 and 100.
  expect(
    rows.map(row => pick(row, 'channel', 'orders', 'orders_without_customer', 'buyers', 'revenue')),
  ).toEqual([
    ['web', 2, 0, 1, 70],
    ['(none)', 3, 1, 1, 430],
  ])
})

it('needs amounts', async () => {
  const { code, stderr } = await tenure(['orders', orders(['a,2024-01-01'], 'customer,date')])
  expect([code, stderr]).toEqual([2, expect.stringContaining('no column found for the amount')])
})

// DuckDB: SELECT count(*), sum(amount), median(amount) FROM cdnow.csv.
describe.skipIf(!existsSync(CDNOW))(`CDNOW (skipped where ${CDNOW} is absent)`, () => {
  it('has the figures of another program', async () => {
    const [whole] = rowsOf(await answer(CDNOW), 'orders')
    const names = ['orders', 'buyers', 'revenue', 'aov', 'median_order_value']
    expect(pick(whole!, ...names)).toEqual([69659, 23570, 2500315.63, 35.89, 25.98])
  })
})
