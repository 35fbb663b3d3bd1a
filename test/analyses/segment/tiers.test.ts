import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CDNOW } from '../../support/histories.ts'
import { AS_OF, csvOf, type Line } from '../../support/segment-example.ts'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const S9 = 'tiers: [{name: Silver, min_spend: 200}, {name: Gold, min_spend: 500}]'

const wordsOf = (tiers: string, lines: readonly Line[]) => {
  const folder = folderOf({ 'orders.csv': csvOf(lines), 'tiers.yaml': tiers })
  return ['segment', 'tiers', `${folder}/orders.csv`, '--as-of', AS_OF, '--tiers', `${folder}/tiers.yaml`]
}

/** The customers of those lines. */
const customersOf = async (tiers: string, lines: readonly Line[], ...words: string[]) =>
  rowsOf(await tenureJson([...wordsOf(tiers, lines), '--detail', ...words]), 'customers')

describe('the worked example of S9', () => {
  it('is Silver with a gap of 70', async () => {
    const [a] = await customersOf(S9, [
      ['a', 100, 400],
      ['a', 20, 30],
    ])
    expect(a).toMatchObject({
      tier: 'Silver',
      next_tier: 'Gold',
      spend: 430,
      gap_to_next: 70,
      in_grace: false,
    })
  })

  it('counts the days after D - T: day 364 back, not day 365', async () => {
    const rows = await customersOf(S9, [
      ['in', 364, 200],
      ['out', 365, 200],
    ])
    expect(rows.map(row => [row.customer, row.tier, row.spend])).toEqual([
      ['in', 'Silver', 200],
      ['out', 'none', 0],
    ])
  })

  it('a refund demotes on its date', async () => {
    const lines: Line[] = [
      ['a', 50, 520],
      ['a', 10, -30],
    ]
    const tierOn = async (asOf: string) => (await customersOf(S9, lines, '--as-of', asOf))[0]!.tier
    expect([await tierOn('2024-12-20'), await tierOn('2024-12-21')]).toEqual(['Gold', 'Silver'])
  })
})

describe('tiers', () => {
  it('ask for all that is given', async () => {
    const tiers =
      'tiers: [{name: A, min_orders: 2}, {name: B, min_orders: 2, min_tenure_days: 30, min_spend: 100}]'
    const rows = await customersOf(tiers, [
      ['new', 20, 60],
      ['new', 10, 60],
      ['old', 400, 1],
      ['old', 30, 60],
      ['old', 5, 60],
      ['once', 5, 900],
    ])
    expect(
      rows.map(row => [row.customer, row.tier, row.gap_to_next, row.orders_to_next, row.days_to_next]),
    ).toEqual([
      ['new', 'A', 0, 0, 10], // 20 of 30 days
      ['old', 'B', null, null, null],
      ['once', 'none', null, 1, null],
    ])
  })

  it('are kept --grace days after falling below', async () => {
    // 365 days after its order, on 2024-12-22, a has nothing left: kept to 2024-12-31 with 10 days of grace.
    const lines: Line[] = [
      ['a', 374, 200],
      ['b', 1, 5],
    ]
    const of = async (grace: string) => (await customersOf(S9, lines, '--grace', grace))[0]!
    expect(await of('9')).toMatchObject({ tier: 'none', in_grace: false, grace_ends: null })
    expect(await of('10')).toMatchObject({
      tier: 'Silver',
      tier_met: 'none',
      in_grace: true,
      grace_ends: '2024-12-31',
    })
    const report = await tenureJson([...wordsOf(S9, lines), '--grace', '10', '--base', 'Member'])
    expect(rowsOf(report, 'tiers').map(row => [row.tier, row.customers, row.in_grace, row.spend])).toEqual([
      ['Member', 1, 0, 5],
      ['Silver', 1, 1, 0],
      ['Gold', 0, 0, 0],
    ])
  })

  it('are the same whatever the order of the rows', async () => {
    const lines: Line[] = Array.from({ length: 40 }, (_, i) => [
      `c${i % 7}`,
      (i * 37) % 500,
      (i % 9) * 30 - 40,
    ])
    const words = ['--grace', '60']
    expect(await customersOf(S9, [...lines].reverse(), ...words)).toEqual(
      await customersOf(S9, lines, ...words),
    )
  })
})

describe('what cannot be', () => {
  const BAD: [tiers: string, message: string][] = [
    ['tiers: []', 'tiers.yaml: no list of tiers'],
    ['- {name: A, spend: 3}', 'tiers.yaml line 1 column 20, tier 1: "spend" is no part of a tier'],
    ['- {name: A}', 'tiers.yaml line 1 column 3, tier 1: it asks for nothing'],
    [
      '- {name: A, min_spend: many}',
      'tiers.yaml line 1 column 24, tier 1: min_spend: "many" is no number of at least 0',
    ],
    [
      '- {name: A, min_spend: 5}\n- {name: B, min_spend: 3}',
      'tiers.yaml line 2 column 3, tier 2: it asks for less than the tier before',
    ],
    [
      '- {name: A, min_spend: 5}\n- {name: A, min_spend: 9}',
      'tiers.yaml line 2 column 3, tier 2: "A" is listed twice',
    ],
  ]
  it.each(BAD)('%s', async (tiers, message) => {
    const { code, stderr } = await tenure(wordsOf(tiers, [['a', 1]]))
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })

  it('no tiers, or spend without amounts', async () => {
    const orders = fileOf('o.csv', 'customer,date\na,2024-01-01\n')
    expect((await tenure(['segment', 'tiers', orders])).stderr).toContain('needs --tiers FILE')
    const words = ['segment', 'tiers', orders, '--tiers', fileOf('t.yaml', S9)]
    expect((await tenure(words)).stderr).toContain('--tiers min_spend needs amounts')
  })
})

// By a Polars script: a group-by for each of the 31 days of grace.
it.skipIf(!existsSync(CDNOW))('CDNOW (skipped where the file is absent)', async () => {
  const tiers = fileOf(
    't.yaml',
    '- {name: S, min_spend: 50}\n- {name: G, min_spend: 150, min_orders: 3, min_tenure_days: 400}',
  )
  const words = ['segment', 'tiers', CDNOW, '--tiers', tiers, '--window', '180', '--grace', '30']
  const report = await tenureJson(words)
  expect(rowsOf(report, 'tiers').map(row => [row.tier, row.customers, row.in_grace])).toEqual([
    ['none', 20619, 0],
    ['S', 2195, 394],
    ['G', 756, 138],
  ])
})
