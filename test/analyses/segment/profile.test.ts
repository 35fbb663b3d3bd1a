import { describe, expect, it } from 'vitest'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

/** The example of S8: of 100 customers the best 10 spent 100 and more; 20 are of DE, 6 of them among the best. */
const S8 = Array.from({ length: 100 }, (_, i) => {
  const country = i < 6 || (i >= 10 && i < 24) ? 'DE' : 'FR'
  return [`c${String(i).padStart(3, '0')}`, '2024-01-01', i < 10 ? 200 - i : 50, country]
})
const csvOf = (rows: readonly (readonly (string | number)[])[]) =>
  ['customer,date,amount,country', ...rows.map(row => row.join(','))].join('\n')

const profile = (csv: string, ...words: string[]) =>
  tenureJson(['segment', 'profile', fileOf('o.csv', csv), '--as-of', '2024-06-30', ...words])

describe('the worked example of S8', () => {
  it('has lift 3 and p 0.0039', async () => {
    const report = await profile(csvOf(S8), '--attribute', 'country', '--min-n', '20')
    const [de] = rowsOf(report, 'profile').filter(row => row.value === 'DE')
    expect(de).toMatchObject({
      customers: 20,
      customers_total: 100,
      top_customers: 6,
      top_total: 10,
      lift: 3,
    })
    expect(de!.p).toBeCloseTo(0.0039, 4)
    // FR has the same table turned round: two tests of one p have that p as q.
    expect(de!.q).toBeCloseTo(de!.p as number, 12)
    expect(de!.differs).toBe(true)
  })

  it('is the same from a joined file', async () => {
    const folder = folderOf({
      'o.csv': csvOf(S8).replaceAll(/,(DE|FR)/g, ',X'),
      'people.csv': ['customer_id,land', ...S8.map(row => `${row[0]},${row[3]}`)].join('\n'),
    })
    const words = ['--as-of', '2024-06-30', '--min-n', '20', '--customers-file', `${folder}/people.csv`]
    const report = await tenureJson(['segment', 'profile', `${folder}/o.csv`, ...words])
    const [de] = rowsOf(report, 'profile').filter(row => row.value === 'DE')
    expect(de).toMatchObject({ attribute: 'land', customers: 20, top_customers: 6, lift: 3 })
  })

  it('is the same whatever the order of the rows', async () => {
    const words = ['--attribute', 'country', '--min-n', '20']
    const turned = await profile(csvOf([...S8].reverse()), ...words)
    expect(turned.tables).toEqual((await profile(csvOf(S8), ...words)).tables)
  })
})

describe('value', () => {
  const ROWS = [
    ['a', '2024-01-01', 10, 'DE'],
    ['a', '2024-01-31', 90, 'FR'], // day 30 counts, and the country is that of the first order
    ['b', '2024-01-01', 20, 'FR'],
    ['b', '2024-02-01', 900, 'FR'], // day 31 does not
    ['c', '2024-06-01', 5000, 'IT'], // seen for 29 days only
  ]

  it('is that of the first days, of who was seen so long', async () => {
    const report = await profile(
      csvOf(ROWS),
      '--attribute',
      'country',
      '--within',
      '30',
      '--min-n',
      '1',
      '--top',
      '50',
    )
    expect(rowsOf(report, 'profile').map(row => [row.value, row.customers, row.top_customers])).toEqual([
      ['DE', 1, 1],
      ['FR', 1, 0],
    ])
    expect(report.notes[0]).toContain('left out, as not observed so long: 1.')
  })

  it('values of few are not tested', async () => {
    const report = await profile(csvOf(S8), '--attribute', 'country', '--min-n', '21')
    expect(rowsOf(report, 'profile').map(row => row.value)).toEqual(['FR'])
    expect(report.notes[1]).toBe('Values tested: 1; left out, with fewer than 21 customers: 1.')
  })
})

describe('what cannot be', () => {
  const BAD: [words: string[], message: string][] = [
    [[], 'segment profile needs something to compare'],
    [['--attribute', 'amount'], '--attribute amount: it is value itself'],
    [['--attribute', 'Order Count'], '--attribute Order Count: it counts orders'],
    [['--attribute', 'last_order'], '--attribute last_order: it is measured later'],
    [['--attribute', 'country', '--within', '900'], 'no customer has been observed for 900 days'],
  ]
  it.each(BAD)('%j', async (words, message) => {
    const { code, stderr } = await tenure(['segment', 'profile', fileOf('o.csv', csvOf(S8)), ...words])
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})
