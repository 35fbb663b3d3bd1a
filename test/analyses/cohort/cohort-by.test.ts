import { describe, expect, it } from 'vitest'
import { fileOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

/** The matrix of definition R4 with a channel: web brings a, b and d, shop the rest; later orders do not count. */
const LINES = [
  'a,2024-01-05,50,web,0',
  'a,2024-01-20,20,shop,5',
  'a,2024-03-02,30,shop,5',
  'b,2024-01-31,10,web,10%',
  'b,2024-02-01,40,web,',
  'c,2024-01-15,100,shop,',
  'd,2024-02-10,60,web,SPRING',
  'd,2024-03-15,60,web,0.00',
  'e,2024-02-20,25,shop,no',
  'f,2024-03-03,70,shop,1.5',
]

const file = fileOf('orders.csv', `customer,date,amount,channel,discount\n${LINES.join('\n')}\n`)

const answer = (...flags: string[]) =>
  tenureJson(['cohort', file, '--tz', 'UTC', '--as-of', '2024-03-31', '--complete-history', ...flags])

const cells = async (...flags: string[]) =>
  rowsOf(await answer(...flags), 'cohorts').map(row =>
    Object.values(row)
      .slice(0, 2)
      .concat(
        ['customers', 'eligible', 'returned', 'revenue', 'cumulative_value'].map(name => row[name] ?? null),
      ),
  )

describe('cohorts by what is known of the first order', () => {
  it('add up acquisition periods that are over, by channel', async () => {
    // By hand. Web: a and b of January, d of February; shop: c, e, f.
    expect(await cells('--cohort-by', 'channel')).toEqual([
      ['shop', 0, 3, null, null, 195, 65],
      ['shop', 1, 2, 2, 0, 0, 62.5],
      ['shop', 2, 1, 1, 0, 0, 100],
      ['web', 0, 3, null, null, 140, 46.67],
      ['web', 1, 3, 3, 2, 100, 80],
      ['web', 2, 2, 2, 1, 30, 75],
    ])
  })

  it('are parts of the whole', async () => {
    const { tables } = await answer()
    const whole = rowsOf({ tables } as never, 'pooled').map(({ period, returned }) => [period, returned])
    const parts = await cells('--cohort-by', 'channel')
    for (const [period, returned] of whole) {
      const sum = parts.filter(part => part[1] === period).reduce((total, part) => total + Number(part[4]), 0)
      expect(sum).toBe(returned ?? 0)
    }
  })

  it('with and without a discount: an amount, a percentage or a code is one', async () => {
    const rows = await cells('--discount', 'discount')
    expect(rows.filter(row => row[1] === 0).map(row => row.slice(0, 3))).toEqual([
      ['discounted', 0, 3],
      ['full price', 0, 3],
    ])
  })

  it('have a repeat purchase rate each', async () => {
    const rows = rowsOf(await answer('--cohort-by', 'channel', '--repeat-days', '30'), 'repeat')
    expect(rows.map(row => [row.channel, row.repeated, row.eligible])).toEqual([
      ['shop', 0, 2],
      ['web', 2, 3],
    ])
  })

  it('are drawn as a triangle', async () => {
    const words = ['cohort', file, '--tz', 'UTC', '--as-of', '2024-03-31', '--complete-history']
    const { stdout } = await tenure([
      ...words,
      '--cohort-by',
      'channel',
      '--format',
      'table',
      '--table',
      'cohorts',
    ])
    expect(stdout).toMatch(/channel.*1.*2/)
    expect(stdout).toMatch(/web.*66\.7%.*50\.0%/)
  })

  it.each([
    [['--cohort-by', 'channel', '--by', 'discount'], '--by and --cohort-by'],
    [['--cohort-by', 'channel', '--discount', 'discount'], '--cohort-by and --discount'],
    [['--cohort-by', 'colour'], 'colour'],
  ])('%j is an error', async (flags, message) => {
    const { code, stderr } = await tenure(['cohort', file, ...flags])
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})
