import { expect, it } from 'vitest'
import { renderTable } from '../../src/render/table.ts'
import { column, rendered, report, table } from './reports.ts'

const rates = [
  column('period', 'text', ['2024-01', '2024-02']),
  column('churn_rate', 'share', [0.2, null]),
  column('churn_rate_low', 'share', [0.0567, null]),
  column('churn_rate_high', 'share', [0.5098, null]),
]
const flag = (name: string, cells: readonly boolean[]) => column(name, 'boolean', cells)
const linesOf = async (columns: Parameters<typeof table>[0]) =>
  (await rendered(renderTable, report([table(columns, 2)]))).split('\n').slice(2, 8)

it('an interval stands in one cell', async () => {
  expect(await linesOf(rates)).toEqual([
    '│ period  │ churn_rate │  95% interval │',
    '├─────────┼────────────┼───────────────┤',
    '│ 2024-01 │      20.0% │ 5.7% to 51.0% │',
    '│ 2024-02 │          – │             – │',
    '└─────────┴────────────┴───────────────┘',
    '',
  ])
})

it('one end of an interval alone stays a column', async () => {
  expect((await linesOf(rates.slice(0, 3)))[0]).toBe('│ period  │ churn_rate │ churn_rate_low │')
})

it('flags are words, with what they mean, where one is raised', async () => {
  const flags = [
    flag('complete', [true, false]),
    flag('low_n', [true, true]),
    flag('left_censored', [false, false]),
  ]
  const lines = await linesOf([rates[0]!, ...flags])
  expect(lines.slice(0, 4)).toEqual([
    '│ period  │ careful           │',
    '├─────────┼───────────────────┤',
    '│ 2024-01 │ low n             │',
    '│ 2024-02 │ incomplete, low n │',
  ])
  expect(lines[5]).toBe('incomplete: the period is not over, the numbers can still change.')
})

it('flags that nobody raises and other booleans are not touched', async () => {
  const columns = [rates[0]!, flag('complete', [true, true]), flag('is_vip', [true, false])]
  expect((await linesOf(columns))[0]).toBe('│ period  │ is_vip │')
})
