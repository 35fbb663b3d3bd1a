import { describe, expect, it } from 'vitest'
import { barLines, sparkline } from '../../src/render/bars.ts'
import { curveLines } from '../../src/render/curve.ts'
import { inkOf } from '../../src/render/ink.ts'
import { widthOf } from '../../src/render/width.ts'
import { fileOf, tenure } from '../support/tenure.ts'

const ink = (unicode: boolean) => inkOf({ width: 80, color: false, unicode, table: null, maxRows: 50 })

describe('a curve', () => {
  const shape = { isStep: true, hasDiagonal: false, xText: String }
  it('of steps holds its height until the next, from the top to the bottom', () => {
    const points = [
      { x: 0, y: 1 },
      { x: 10, y: 0 },
    ]
    const lines = curveLines(points, shape, ink(false), 27)
    expect(lines.slice(0, 8)).toEqual([
      ` 100% |${'*'.repeat(19)}`,
      ...Array(6).fill('      |'),
      `   0% |${' '.repeat(19)}*`,
    ])
    expect(lines.slice(8)).toEqual([`      +${'-'.repeat(20)}`, `       0${' '.repeat(17)}10`])
  })

  it('that is straight has the line of equality on it', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ]
    const line = { isStep: false, hasDiagonal: true, xText: String }
    expect(curveLines(points, line, ink(false), 40)).toEqual(
      curveLines(points, { ...line, hasDiagonal: false }, ink(false), 40),
    )
  })

  it.each([60, 80, 140])('fits %i columns; no room or one point is no curve', width => {
    for (const isUnicode of [true, false]) {
      const lines = curveLines(
        [
          { x: 0, y: 0.5 },
          { x: 12_345, y: 0.2 },
        ],
        shape,
        ink(isUnicode),
        width,
      )
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width)
    }
    expect(curveLines([{ x: 0, y: 1 }], shape, ink(true), width)).toEqual([])
    expect(
      curveLines(
        [
          { x: 0, y: 1 },
          { x: 1, y: 0 },
        ],
        shape,
        ink(true),
        12,
      ),
    ).toEqual([])
  })
})

describe('bars', () => {
  const bars = [
    { label: 'new -> active', value: 100, text: '100' },
    { label: 'active -> at_risk', value: 50, text: '50' },
    { label: 'x', value: 0.1, text: '0' },
  ]
  it('are as long as their values; what is not nothing is seen', () => {
    expect(barLines(bars, ink(false), 40)).toEqual([
      `new -> active      100  ${'#'.repeat(16)}`,
      `active -> at_risk   50  ${'#'.repeat(8)}`,
      'x                    0  #',
    ])
  })
  it('are not drawn of nothing', () =>
    expect(barLines([{ label: 'a', value: 0, text: '0' }], ink(true), 80)).toEqual([]))
})

it.each([
  [true, '▁▅█'],
  [false, '_+@'],
])('a sparkline', (unicode, text) => expect(sparkline([0, 4, 8], ink(unicode))).toBe(text))

describe('on the command line', () => {
  const words = ['lifecycle', 'stages', 'fixtures/orders.csv', '--table', 'history', '--format', 'table']
  it('pictures are for a terminal', async () => {
    expect((await tenure(words, { columns: 100 })).stdout).toMatch(/^active +[▁▂▃▄▅▆▇█]+ {2}67 to 92$/m)
    expect((await tenure(words, { columns: 100, env: { LC_ALL: 'C' } })).stdout).toMatch(
      /^active +[_.=+*#@-]+ {2}67 to 92$/m,
    )
    expect((await tenure(words)).stdout).not.toMatch(/67 to 92/)
  })

  it('the last month is there at 60 columns too', async () => {
    const { stdout } = await tenure(words, { columns: 60 })
    expect(stdout).toContain(' 2025-12-31 ')
    expect(stdout).not.toContain('not fit')
  })

  it('the axis of a Lorenz curve is one of shares', async () => {
    const value = ['segment', 'value', 'fixtures/orders.csv', '--table', 'lorenz', '--format', 'table']
    expect((await tenure(value, { columns: 80 })).stdout).toMatch(/^ +0\.0% +100\.0%$/m)
  })

  it('growth has a line a measure, and with --by one for each group', async () => {
    const rows = ['u1,2024-01-05,web', 'u1,2024-02-05,web', 'u2,2024-02-05,app', 'u3,2024-02-05,app']
    const file = fileOf('o.csv', ['customer,date,channel', ...rows, ''].join('\n'))
    const asked = ['lifecycle', 'growth', file, '--table', 'growth', '--format', 'table']
    const drawn = async (...more: string[]) => (await tenure([...asked, ...more], { columns: 100 })).stdout
    // Active are 1 and 3, returning 0 and 1; of 8 heights a third is the third.
    expect(await drawn()).toMatch(/^active +▃█ +\d+ to \d+$/m)
    expect(await drawn()).toMatch(/^returning +▁█ +\d+ to \d+$/m)
    const byChannel = await drawn('--by', 'channel')
    expect(byChannel).toMatch(/^web active +██ +\d+ to \d+$/m)
    expect(byChannel).toMatch(/^app active +▁█ +\d+ to \d+$/m)
  })

  it('bars of moves, which would not say whose they are, are left out with --by', async () => {
    const asked = ['lifecycle', 'moves', 'fixtures/orders.csv', '--table', 'moves', '--format', 'table']
    const drawn = async (...more: string[]) => (await tenure([...asked, ...more], { columns: 120 })).stdout
    expect(await drawn()).toMatch(/^active → at_risk/m)
    expect(await drawn('--by', 'channel')).not.toContain('→')
  })
})
