import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CDNOW } from '../../support/histories.ts'
import { AS_OF, csvOf, type Line, S2_LINES } from '../../support/segment-example.ts'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const RULES = `rules:
  - name: Best
    when: [orders >= 5, net_revenue >= 610]
  - name: Recent
    when: days_since_last <= 20
  - name: Best
    when: r_score = 3
  - else: Others
`

/** The words of a run on the worked example of S2. */
const words = (rules: string, lines: readonly Line[] = S2_LINES) => {
  const folder = folderOf({ 'orders.csv': csvOf(lines), 'rules.yaml': rules })
  return ['segment', 'rules', `${folder}/orders.csv`, '--as-of', AS_OF, '--rules', `${folder}/rules.yaml`]
}

describe('the customers of S2', () => {
  it('have the first rule that fits', async () => {
    const report = await tenureJson([...words(RULES), '--detail'])
    expect(rowsOf(report, 'customers').map(row => [row.customer, row.rule, row.segment])).toEqual([
      ['c01', 2, 'Recent'],
      ['c02', 1, 'Best'], // recent too, but the first rule fits
      ['c03', 2, 'Recent'],
      ['c04', 2, 'Recent'],
      ['c05', 3, 'Best'],
      ['c06', 1, 'Best'],
      ['c07', 4, 'Others'],
      ['c08', 4, 'Others'],
      ['c09', 1, 'Best'],
      ['c10', 4, 'Others'],
    ])
    expect(rowsOf(report, 'rules').map(row => Object.values(row))).toEqual([
      [1, 'Best', 'orders >= 5 and net_revenue >= 610', 3, 3],
      [2, 'Recent', 'days_since_last <= 20', 3, 4],
      [3, 'Best', 'r_score = 3', 1, 2],
      [4, 'Others', 'else', 3, 10],
    ])
    // Best is c02, c05, c06, c09: 900 + 15 + 610 + 700.
    expect(rowsOf(report, 'segments').map(row => [row.segment, row.customers, row.revenue])).toEqual([
      ['Best', 4, 2225],
      ['Recent', 3, 205],
      ['Others', 3, 115],
    ])
    expect(report.notes).toContain('Unmatched by any condition, so of the last rule: 3 of 10 customers.')
  })

  it('may be told by every measure', async () => {
    const rules = `
- {name: a, when: [first_order = 2024-12-29, last_order = 2024-12-29, days_since_first = 2]}
- {name: b, when: [net_revenue_per_order = 100, f_score = 5, m_score = 5]}
- {else: c}`
    const report = await tenureJson([...words(rules), '--detail'])
    expect(rowsOf(report, 'customers').map(row => row.segment)).toEqual(['a', 'b', ...Array(8).fill('c')])
  })

  it('are in the same segments whatever the order of rows and files', async () => {
    const straight = await tenureJson([...words(RULES), '--detail'])
    const turned = [...S2_LINES].reverse()
    const folder = folderOf({
      'a.csv': csvOf(turned.slice(0, 11)),
      'b.csv': csvOf(turned.slice(11)),
      'rules.yaml': RULES,
    })
    const files = [`${folder}/b.csv`, `${folder}/a.csv`, '--rules', `${folder}/rules.yaml`]
    const report = await tenureJson(['segment', 'rules', ...files, '--as-of', AS_OF, '--detail'])
    expect([report.tables, report.notes]).toEqual([straight.tables, straight.notes])
  })

  it('of a rule that earlier ones hide are told of', async () => {
    const { notes } = await tenureJson(words('- {name: a, when: orders > 0}\n- {name: b, when: orders > 5}'))
    expect(notes).toContain('Hidden by earlier rules, which take all whom they fit: rule 2.')
  })
})

describe('columns', () => {
  const ORDERS = `customer,date,amount,channel
a,2024-01-01,10,web
a,2024-02-01,10,store
b,2024-01-05,30,store
c,2024-01-09,50,`
  const RULES_OF_CHANNEL =
    '- {name: online, when: [channel = web, orders >= 2]}\n- {name: shop, when: channel = store}\n- {else: other}'

  it('are those of the first order, or of a joined file', async () => {
    const folder = folderOf({
      'o.csv': ORDERS,
      'r.yaml': RULES_OF_CHANNEL,
      'p.csv': 'customer_id,channel\na,store\nb,store\nc,store',
    })
    const rules = ['segment', 'rules', `${folder}/o.csv`, '--rules', `${folder}/r.yaml`, '--detail']
    const segmentsOf = async (...more: string[]) =>
      rowsOf(await tenureJson([...rules, ...more]), 'customers').map(row => row.segment)
    expect(await segmentsOf()).toEqual(['online', 'shop', 'other'])
    expect(await segmentsOf('--customers-file', `${folder}/p.csv`)).toEqual(['shop', 'shop', 'shop'])
  })

  it('part the segments with --by, and the parts add up', async () => {
    const folder = folderOf({ 'o.csv': ORDERS, 'r.yaml': RULES_OF_CHANNEL })
    const rules = ['segment', 'rules', `${folder}/o.csv`, '--rules', `${folder}/r.yaml`, '--by', 'channel']
    const rows = rowsOf(await tenureJson(rules), 'segments').filter(row => row.customers !== 0)
    expect(rows.map(row => [row.channel, row.segment, row.customers, row.revenue])).toEqual([
      ['store', 'shop', 1, 30],
      ['web', 'online', 1, 20],
      ['(none)', 'other', 1, 50],
    ])
  })
})

describe('what cannot be', () => {
  const BAD: [rules: string, message: string][] = [
    ['- {name: a, when: orders > 1}', 'rules.yaml: 5 customers fit no rule, first: c01, c03, c05'],
    [
      'rules:\n  - name: a\n    when: [orders > 1, days_since_lst < 9]',
      'rules.yaml line 3 column 24, rule 1: there is no measure or column days_since_lst, did you mean "days_since_last"?',
    ],
    [
      '- name: a\n  when: revenue > 1',
      'line 2 column 9, rule 1: there is no measure or column revenue, did you mean "net_revenue"?',
    ],
    ['- {name: a, when: custmer = c01}', 'there is no measure or column custmer, did you mean "customer"?'],
    [
      '- {name: a, when: orders > x}',
      'rules.yaml line 1 column 19, rule 1: orders > x: the value is not a number',
    ],
    ['- {name: a', 'rules.yaml: not YAML: '],
  ]
  it.each(BAD)('%s', async (rules, message) => {
    const { code, stderr, stdout } = await tenure(words(rules))
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)])
    expect(stderr.trim().split('\n').length).toBe(2)
  })

  it('no file of rules, or none that can be read', async () => {
    const orders = fileOf('orders.csv', csvOf(S2_LINES))
    const without = await tenure(['segment', 'rules', orders])
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('needs --rules FILE')])
    const missing = await tenure(['segment', 'rules', orders, '--rules', '/nowhere/rules.yaml'])
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('rules.yaml: no such file')])
  })

  it('money where there are no amounts', async () => {
    const folder = folderOf({
      'o.csv': 'customer,date\na,2024-01-01\n',
      'r.yaml': '- {name: a, when: net_revenue > 1}',
    })
    const { code, stderr } = await tenure([
      'segment',
      'rules',
      `${folder}/o.csv`,
      '--rules',
      `${folder}/r.yaml`,
    ])
    expect([code, stderr]).toEqual([2, expect.stringContaining('--rules net_revenue needs amounts')])
  })
})

// Counted by a DuckDB query with case when … of the same file.
it.skipIf(!existsSync(CDNOW))('CDNOW (skipped where the file is absent)', async () => {
  const rules = fileOf(
    'rules.yaml',
    `- {name: VIP, when: [days_since_last <= 90, orders >= 5]}
- {name: Active, when: days_since_last <= 90}
- {name: "VIP, drifting", when: [orders >= 5, net_revenue >= 200.5]}
- {name: New, when: first_order >= 1997-03-01}
- {else: Lapsed}`,
  )
  const report = await tenureJson(['segment', 'rules', CDNOW, '--rules', rules])
  const columns = ['segment', 'customers', 'revenue', 'median_days_since_last', 'median_orders']
  expect(rowsOf(report, 'segments').map(row => columns.map(name => row[name]))).toEqual([
    ['VIP', 2174, 944691.38, 30, 8],
    ['Active', 1143, 118281.08, 40, 3],
    ['VIP, drifting', 923, 387078.06, 171, 7],
    ['New', 5966, 318110.67, 468, 1],
    ['Lapsed', 13364, 732154.44, 501, 1],
  ])
})
