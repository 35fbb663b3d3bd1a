import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '../../../src/math/calendar.ts'
import { randomNumbers, shuffled } from '../../support/batches.ts'
import { CDNOW } from '../../support/histories.ts'
import { fileOf, type JsonReport, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const SAMPLE = '../shared/data/cdnow_sample.csv'
const AS_OF = ['--as-of', '1997-09-30']

const parametersOf = (report: JsonReport) =>
  Object.fromEntries(rowsOf(report, 'parameters').map(row => [row.parameter, row]))

function expectClose(found: unknown, expected: number, relative: number) {
  expect(Math.abs(Number(found) / expected - 1), `${found} is not ${expected}`).toBeLessThan(relative)
}

if (!existsSync(SAMPLE)) console.warn(`skipped: there is no ${SAMPLE}`)

describe.skipIf(!existsSync(SAMPLE))('the CDNOW sample, calibrated to 1997-09-30', async () => {
  const report = existsSync(SAMPLE)
    ? await tenureJson(['clv', SAMPLE, ...AS_OF, '--detail'])
    : ({ tables: {} } as JsonReport)

  // CLVTools and lifetimes on the same log; Fader, Hardie & Lee (2005) and Fader & Hardie (2013) print 3 decimals.
  it.each([
    ['r', 0.242595, 0.012557],
    ['alpha', 4.413602, 0.378224],
    ['a', 0.79292, 0.185733],
    ['b', 2.425888, 0.705407],
    ['p', 6.249349, 1.189974],
    ['q', 3.744256, 0.290136],
    ['v', 15.444307, 4.159534],
  ])('has %s = %d, standard error %d', (name, estimate, standardError) => {
    const row = parametersOf(report)[name]!
    expectClose(row.estimate, estimate, 1e-4)
    expectClose(row.standard_error, standardError, 1e-4)
  })

  it('has the published log-likelihoods and counts', () => {
    const { r, p } = parametersOf(report)
    expect(r!.log_likelihood).toBeCloseTo(-9582.42921, 4)
    expect(p!.log_likelihood).toBeCloseTo(-4055.91769, 4)
    expect([r!.customers, p!.customers]).toEqual([2357, 946])
  })

  it('has the published histogram of repeat days (R BTYD, which leaves counts above the largest out of 7+)', () => {
    const rows = rowsOf(report, 'fit')
    expect(rows.map(row => row.customers)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64])
    const expected = rows.map(row => Number(row.expected_customers))
    const published = [1407.68, 460.32, 192.46, 101.17, 59.85, 38.12, 25.55]
    published.forEach((value, i) => void expect(Math.abs(expected[i]! - value)).toBeLessThan(0.01))
    expect(expected.reduce((sum, one) => sum + one, 0)).toBeCloseTo(2357, 8)
  })

  it('has the repeat purchases and mean spend of Hardie (x > 0: 946, 2,457 repeat days, 35.08)', () => {
    const repeaters = rowsOf(report, 'customers').filter(row => Number(row.repeat_days) > 0)
    expect(repeaters.length).toBe(946)
    expect(repeaters.reduce((sum, row) => sum + Number(row.repeat_days), 0)).toBe(2457)
  })

  it('expects of the first customers the spend of the sheet', () => {
    const spend = rowsOf(report, 'customers').map(row => Number(row.expected_spend))
    const sheet = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    const bySampleId = customersBySampleId()
    sheet.forEach((value, i) => void expect(spend[bySampleId[i]!]).toBeCloseTo(value, 1))
  })

  it('has a mean P(alive) of 0.8134 (R BTYD)', () => {
    const alive = rowsOf(report, 'customers').map(row => Number(row.probability_alive))
    expect(alive.reduce((sum, one) => sum + one, 0) / alive.length).toBeCloseTo(0.81344, 5)
  })

  it('adds up: deciles hold all customers and all value', () => {
    const deciles = rowsOf(report, 'deciles')
    const sum = (name: string) => deciles.reduce((total, row) => total + Number(row[name]), 0)
    expect(sum('customers')).toBe(2357)
    expect(sum('share_of_predicted_value')).toBeCloseTo(1, 12)
    const customers = rowsOf(report, 'customers')
    for (const name of ['predicted_value', 'historic_value', 'expected_orders'])
      expectClose(
        sum(name),
        customers.reduce((total, row) => total + Number(row[name]), 0),
        1e-3,
      )
    const values = deciles.map(row => Number(row.mean_predicted_value))
    expect(values).toEqual([...values].sort((a, b) => b - a))
  })

  it('says how spend and frequency are related (Pearson by pandas: 0.1139)', () => {
    expect(report.notes.join('\n')).toMatch(/correlation is 0\.114, which is small/)
  })

  /** Rows of the customers table by the sample's own numbering, 1 to 10. */
  function customersBySampleId(): number[] {
    const ids = rowsOf(report, 'customers').map(row => row.customer)
    const lines = readFileSync(SAMPLE, 'utf8').trim().split('\n').slice(1)
    const idOf = new Map(lines.map(line => [Number(line.split(',')[1]), line.split(',')[0]]))
    return Array.from({ length: 10 }, (_, i) => ids.indexOf(idOf.get(i + 1)!))
  }
})

describe.skipIf(!existsSync(SAMPLE))('predicted value (definition P2)', () => {
  const valuesWith = async (...words: string[]) => {
    const report = await tenureJson(['clv', SAMPLE, ...AS_OF, '--detail', ...words])
    return rowsOf(report, 'customers').map(row => Number(row.predicted_value))
  }

  // 1 % a month is 12.68 % a year. scipy: Σ (CET_m - CET_(m-1)) / 1.01^m × spend, months of 365.25 / 12 days;
  // lifetimes, with months of 4.345 weeks and the log rounded to 2 decimals, gives 36.286, 4.6388, 8.3555.
  it('discounts by month', async () => {
    const found = await valuesWith('--discount', '0.12682503013196977')
    expect([found[0], found[2], found[3]]).toEqual([36.3, 4.64, 8.35])
    expectClose(found[0], 36.286, 0.002)
    expectClose(found[2], 4.6388, 0.002)
    expectClose(found[3], 8.3555, 0.002)
  })

  it('is halved by a margin of a half', async () => {
    const plain = await valuesWith('--horizon', '1', '--discount', '0')
    const margin = await valuesWith('--horizon', '1', '--discount', '0', '--margin', '0.5')
    expect(margin[0]).toBeCloseTo(plain[0]! / 2, 2)
  })

  it('of the past is net revenue times the margin (definition K6)', async () => {
    const { tables } = await tenureJson(['clv', SAMPLE, ...AS_OF, '--detail', '--margin', '0.35'])
    const paid = new Map<string, number>()
    for (const line of readFileSync(SAMPLE, 'utf8').trim().split('\n').slice(1)) {
      const [customer = '', , date = '', , amount] = line.split(',')
      const cents = Math.round(Number(amount) * 100)
      if (date <= AS_OF[1]!) paid.set(customer, (paid.get(customer) ?? 0) + cents)
    }
    const customers = rowsOf({ tables } as JsonReport, 'customers')
    for (const { customer, historic_value: value } of customers) {
      expect(Math.abs(Number(value) - (paid.get(String(customer))! * 0.35) / 100)).toBeLessThan(0.0051)
    }
    expect(customers.length).toBe(2357)
  })

  it('hardly depends on the unit of time', async () => {
    const [weeks, days] = [await valuesWith(), await valuesWith('--unit', 'day')]
    weeks.forEach((value, i) => void expect(Math.abs(value - days[i]!)).toBeLessThan(0.011))
  })
})

describe.skipIf(!existsSync(SAMPLE))('a holdout', async () => {
  it('of 39 weeks has the published sums and means (R BTYD)', async () => {
    const report = await tenureJson(['clv', SAMPLE, '--calibration-end', '1997-09-30'])
    const rows = rowsOf(report, 'holdout')
    const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name]), 0)
    expect(sum('purchase_days')).toBe(1882)
    expect(sum('expected_purchase_days')).toBeCloseTo(1653.39, 1)
    const means = [0.22509, 0.52314, 1.04413, 1.52026, 2.16382, 2.65379, 3.50395, 6.15704]
    means.forEach((value, i) => void expectClose(rows[i]!.mean_expected_purchase_days, value, 2e-4))
    const actual = [0.23671, 0.69704, 1.39252, 1.56, 2.53226, 2.94737, 3.86207, 6.35938]
    actual.forEach((value, i) => void expect(rows[i]!.mean_purchase_days).toBeCloseTo(value, 5))
  })

  it('drops customers born after the split, and says how many', async () => {
    const report = await tenureJson(['clv', SAMPLE, '--calibration-end', '1997-02-28'])
    const customers = rowsOf(report, 'fit').reduce((total, row) => total + Number(row.customers), 0)
    const late = 2357 - customers
    expect(late).toBeGreaterThan(500)
    expect(report.notes.join('\n')).toContain(
      `Left out: ${late} customers whose first order is after 1997-02-28`,
    )
  })
})

describe.skipIf(!existsSync(CDNOW))('the whole of CDNOW', () => {
  it('has the parameters of CLVTools and lifetimes', async () => {
    const found = parametersOf(await tenureJson(['clv', CDNOW, ...AS_OF]))
    const expected = {
      r: 0.251624,
      alpha: 4.788941,
      a: 0.72343,
      b: 2.161077,
      p: 6.27536,
      q: 3.62445,
      v: 14.98369,
    }
    for (const [name, value] of Object.entries(expected)) expectClose(found[name]!.estimate, value, 1e-5)
    expect(found.r!.log_likelihood).toBeCloseTo(-95368.4439, 3)
    expect(found.p!.customers).toBe(9450)
  })
})

describe('exports that models have trouble with', () => {
  const start = parseDay('2024-01-01')!
  const lineOf = (customer: number, day: number, amount: number) =>
    `c${customer},${formatDay(start + Math.floor(day))},${amount.toFixed(2)}`
  const csvOf = (lines: readonly string[]) =>
    fileOf('orders.csv', ['customer,date,amount', ...lines].join('\n'))
  const everyone = Array.from({ length: 60 }, (_, customer) => customer)

  it('without a repeat purchase: exit 5, one line and a hint', async () => {
    const path = csvOf(everyone.map(customer => lineOf(customer, customer, 10)))
    const { code, stdout, stderr } = await tenure(['clv', path])
    expect(code).toBe(5)
    expect(stdout).toBe('')
    expect(stderr).toMatch(
      /BG\/NBD needs at least 30 customers with a repeat purchase, found 0\n .*--min-customers/,
    )
  })

  it('without spend: exit 5', async () => {
    const path = csvOf(everyone.flatMap(one => [lineOf(one, one, 10), lineOf(one, one + 9, 0)]))
    const { code, stderr } = await tenure(['clv', path])
    expect(code).toBe(5)
    expect(stderr).toContain('Gamma-Gamma needs at least 30 customers with spend above 0, found 0')
  })

  it('without churn: says so, and predicts for everyone', async () => {
    const random = randomNumbers(7)
    const lines = everyone.flatMap(customer => {
      const days: number[] = []
      const gap = 10 + 40 * random()
      for (let day = 30 * random(); day < 360; day += gap * -Math.log(1 - random())) days.push(day)
      return days.map(day => lineOf(customer, day, 5 + 20 * random()))
    })
    const report = await tenureJson(['clv', csvOf(lines), '--as-of', '2024-12-31', '--detail'])
    expect(report.notes.join('\n')).toContain('No dropout found')
    expect(parametersOf(report).a).toMatchObject({ estimate: 0 })
    expect(parametersOf(report).b).toMatchObject({ estimate: null })
    for (const row of rowsOf(report, 'customers')) {
      expect(row.probability_alive).toBe(1)
      expect(Number(row.predicted_value)).toBeGreaterThan(0)
    }
  })

  it('where everyone spends the same: predicts that', async () => {
    const lines = everyone.flatMap(one => [0, 10, 30, 70].map(day => lineOf(one, one + day, 9.99)))
    const report = await tenureJson(['clv', csvOf(lines), '--as-of', '2024-12-31', '--detail'])
    for (const row of rowsOf(report, 'customers')) expect(row.expected_spend).toBe(9.99)
  })

  it('with returns: leaves days without money out of the spend, and counts them', async () => {
    const lines = everyone.flatMap(one => [
      ...[0, 10, 30, 70].map(day => lineOf(one, one + day, 10 + (one % 7) + (day % 4))),
      ...(one < 12 ? [lineOf(one, one + 10, -50)] : []),
      ...(one === 20 ? [lineOf(one, one + 200, -5)] : []),
    ])
    const { notes } = await tenureJson(['clv', csvOf(lines), '--as-of', '2024-12-31'])
    expect(notes.join('\n')).toContain(
      'Not in the spend, their net money being 0 or less: repeat purchase days 12.',
    )
    expect(notes.join('\n')).toContain('Refunds of 5 on days without an order')
  })

  it('in another order of rows: the same answer to the last bit', async () => {
    const random = randomNumbers(9)
    const lines = everyone.flatMap(one =>
      [0, 10, 30, 70].slice(0, 1 + (one % 4)).map(day => lineOf(one, one + day, 5 + 30 * random())),
    )
    const words = ['--as-of', '2024-12-31', '--detail']
    const { tables } = await tenureJson(['clv', csvOf(lines), ...words])
    const { tables: again } = await tenureJson(['clv', csvOf(shuffled(lines, random)), ...words])
    expect(again).toEqual(tables)
  })

  it('refuses an end of calibration with nothing after it', async () => {
    const path = csvOf([lineOf(1, 0, 5)])
    const { code, stderr } = await tenure(['clv', path, '--calibration-end', '2024-01-01'])
    expect(code).toBe(2)
    expect(stderr).toContain('--calibration-end 2024-01-01: nothing comes after it')
  })
})
