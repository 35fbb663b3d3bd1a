import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../src/render/markdown.ts'
import { renderTable } from '../../src/render/table.ts'
import { widthOf } from '../../src/render/width.ts'
import type { Report } from '../../src/report.ts'
import { column, FACTS, rendered, report, STYLE, table } from './reports.ts'

const COHORTS = ['2024-01', '2024-01', '2024-01', '2024-02', '2024-02', '2024-03']

const customers = table(
  [
    column('customer', 'text', [
      '日本語テキストの長い名前',
      '👨‍👩‍👧 family 🫠',
      'plain and rather long text',
      'ที่อยู่',
      '',
    ]),
    column('first_order', 'date', ['2024-01-02', '2024-02-03', null, '2023-12-31', '2024-02-29']),
    column('revenue', 'money', [1234567.5, -3, 0, 0.1, null], { unit: 'EUR' }),
    column('share_of_revenue', 'share', [0.1234, 0.5, null, 1, 0.0005]),
    column('p_alive', 'number', [0.00031, 1, 0.5, 12345.678, null]),
    column('is_lapsed', 'boolean', [true, false, null, true, false]),
    column('orders', 'integer', [3, 4, 12345, 0, -1], { unit: 'orders' }),
    column('code', 'integer', [1, 2, 3, 4, 5]),
  ],
  5,
  { hidden: ['code'], caption: 'How to read it.' },
)

const cohorts = table(
  [
    column('cohort', 'text', COHORTS),
    column('customers', 'integer', [1200, 1200, 1200, 80, 80, 5]),
    column('month', 'integer', [0, 1, 10, 0, 1, 0]),
    column('retention', 'share', [1, 0.5, 0.25, 1, 0.3333, 1]),
    column('complete', 'boolean', [true, true, true, true, false, false]),
  ],
  6,
  {
    name: 'retention',
    title: 'Retention by cohort',
    pivot: {
      rows: 'cohort',
      beside: ['customers'],
      columns: 'month',
      values: 'retention',
      complete: 'complete',
      shade: true,
    },
  },
)

const whole = report([cohorts, customers], {
  notes: ['A rather long sentence that a reader must know in order not to misread what stands above it.'],
})

// biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there.
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are what is removed.
const withoutColor = (text: string) => text.replace(/\u001b\[[\d;]*m/g, '')

const linesOf = async (what: Report, style = {}) => (await rendered(renderTable, what, style)).split('\n')

describe('a table on a terminal', () => {
  it.each([20, 30, 40, 60, 80, 200])(
    'no line is wider than %i columns, and frames are straight',
    async width => {
      for (const unicode of [true, false]) {
        for (const color of [true, false]) {
          const lines = (await linesOf(whole, { width, unicode, color })).map(withoutColor)
          expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width)
          const frames = lines.filter(line => /^[│┌├└|+]/.test(line))
          // Every line is as wide as the one above it, unless it opens a frame.
          const crooked = frames.filter(
            (line, i) => i > 0 && widthOf(line) !== widthOf(frames[i - 1]!) && !opensFrame(frames, i),
          )
          expect(crooked).toEqual([])
        }
      }
    },
  )

  it('formats for people: separators, percent, two decimals, dashes, yes and no', async () => {
    const lines = await linesOf(report([customers]), { width: 120 })
    expect(lines.slice(5, 10)).toEqual([
      '│ 日本語テキストの長い名前   │ 2024-01-02  │ 1,234,567.50 │            12.3% │   0.00031 │ yes       │      3 │',
      '│ 👨‍👩‍👧 family 🫠               │ 2024-02-03  │        -3.00 │            50.0% │         1 │ no        │      4 │',
      '│ plain and rather long text │ –           │         0.00 │                – │      0.50 │ –         │ 12,345 │',
      '│ ที่อยู่                        │ 2023-12-31  │         0.10 │           100.0% │ 12,345.68 │ yes       │      0 │',
      '│                            │ 2024-02-29  │            – │             0.1% │         – │ no        │     -1 │',
    ])
  })

  it('never cuts a number or a date; columns that do not fit follow beside the first again', async () => {
    const text = await rendered(renderTable, report([customers]), { width: 40 })
    expect(text).toContain('2024-02-29')
    expect(text).not.toMatch(/\d…/)
    expect(text.match(/│ customer {3}/g)!.length).toBeGreaterThan(1)
    for (const { name } of customers.columns) {
      if (name !== 'code') expect(text).toContain(name.split('_').at(-1))
    }
    expect(text).not.toContain('not fit')
  })

  it('says which columns are left out where they would take too many frames', async () => {
    const many = table(
      [
        ...customers.columns,
        ...Array.from({ length: 40 }, (_, i) => column(`n${i}`, 'number', [1, 2, 3, 4, 5])),
      ],
      5,
    )
    const text = await rendered(renderTable, report([many]), { width: 60 })
    expect(text.replace(/\n +/g, ' ')).toMatch(
      /columns do not fit this width: .*n39; all of them: --format csv/,
    )
  })

  it('draws a pivot as a triangle, columns in order, marking what is not complete', async () => {
    const lines = await linesOf(report([cohorts]))
    expect(lines.slice(0, 9)).toEqual([
      'Retention by cohort',
      '┌─────────┬───────────┬─────────┬────────┬────────┐',
      '│ cohort  │ customers │       0 │      1 │     10 │',
      '├─────────┼───────────┼─────────┼────────┼────────┤',
      '│ 2024-01 │     1,200 │ 100.0%  │ 50.0%  │ 25.0%  │',
      '│ 2024-02 │        80 │ 100.0%  │ 33.3%* │        │',
      '│ 2024-03 │         5 │ 100.0%* │        │        │',
      '└─────────┴───────────┴─────────┴────────┴────────┘',
      'retention by cohort (down) and month (across).',
    ])
    expect(lines[9]).toBe('* not complete yet: the number can still change.')
  })

  it('leaves out columns of a pivot without any value, and marks no empty cell', async () => {
    const months = [0, 1, 2, 0, 1, 0]
    const retention = [null, 0.5, 0.25, null, null, null]
    const complete = [true, true, true, true, false, false]
    const columns = [
      column('cohort', 'text', COHORTS),
      column('month', 'integer', months),
      column('retention', 'share', retention),
      column('complete', 'boolean', complete),
    ]
    const pivot = { rows: 'cohort', columns: 'month', values: 'retention', complete: 'complete' }
    expect((await linesOf(report([table(columns, 6, { pivot })]))).slice(1, 9)).toEqual([
      '┌─────────┬───────┬───────┐',
      '│ cohort  │     1 │     2 │',
      '├─────────┼───────┼───────┤',
      '│ 2024-01 │ 50.0% │ 25.0% │',
      '│ 2024-02 │     – │       │',
      '│ 2024-03 │       │       │',
      '└─────────┴───────┴───────┘',
      'retention by cohort (down) and month (across).',
    ])
  })

  it('shades a pivot only where there is colour', async () => {
    expect(await rendered(renderTable, report([cohorts]), { color: false })).not.toContain('\u001b')
    const colored = await rendered(renderTable, report([cohorts]), { color: true })
    expect(colored).toContain('\u001b[48;5;')
    expect(withoutColor(colored)).toBe(await rendered(renderTable, report([cohorts])))
  })

  it('shows the first rows of a long table and says how to get all', async () => {
    const long = table(
      [
        column(
          'n',
          'integer',
          Array.from({ length: 1000 }, (_, i) => i),
        ),
      ],
      1000,
    )
    const lines = await linesOf(report([long]))
    expect(lines.filter(line => /^│ +\d+ │$/.test(line))).toHaveLength(50)
    expect(lines).toContain('The first 50 of 1,000 rows; all of them: --format csv, or --output FILE.')
  })

  it('shows a glance of a table that another one sums up', async () => {
    const long = table([column('days', 'integer', [1, 2, 3, 4])], 4, { glance: 2 })
    const text = await rendered(renderTable, report([long]))
    expect(text).toContain('The first 2 of 4 rows; all of them: --format csv')
    expect(text).not.toMatch(/│ +3 │/)
  })

  it('says that there are no rows', async () => {
    expect(await linesOf(report([table([column('n', 'integer', [])], 0)]))).toContain('No rows.')
  })

  it('lets no control character through, wherever it stands', async () => {
    const evil = '\u001b[2J\u202e\u009b\n'
    const everywhere = report(
      [table([column(evil, 'text', [evil], { unit: evil })], 1, { title: evil, caption: evil })],
      {
        notes: [evil],
        facts: {
          ...FACTS,
          inputs: FACTS.inputs.map(input => ({
            ...input,
            file: evil,
            examples: [evil],
            setAside: { [evil]: 1 },
          })),
          readings: [{ what: evil, value: evil, source: 'guessed', why: evil }],
        },
      },
    )
    for (const renderer of [renderTable, renderMarkdown]) {
      expect(await rendered(renderer, everywhere)).not.toMatch(CONTROLS)
    }
  })

  it('states the facts under the tables', async () => {
    const text = await rendered(renderTable, report([customers]), { width: 200 })
    expect(text.split('\n\n')[1]!.split('\n')).toEqual([
      'As of 2024-06-30; time zone Europe/Berlin; amounts in EUR.',
      'Guessed: customer = customer_id.',
      'orders.csv: 1,234 rows read, 1,200 used, 20 left out (after the as-of date: 20), 14 set aside (bad date: 14).',
      'orders.csv row 17, date: 2024-13-01 is not a date',
      '',
    ])
  })

  it('warns where the as-of date is not given and where history is cut', async () => {
    const facts = { ...FACTS, asOfGiven: false, historyCut: true }
    const text = await rendered(renderTable, report([customers], { facts }), { width: 200 })
    expect(text).toContain(
      'As of 2024-06-30 (the latest row: partial, that day may be incomplete; give --as-of)',
    )
    expect(text).toContain('History cut:')
  })

  it('shows the table that --table names', async () => {
    expect(await rendered(renderTable, whole, { table: 'retention' })).not.toContain('share_of')
  })
})

describe('Markdown', () => {
  it('escapes what Markdown and HTML would read', async () => {
    const cells = [
      'a|b',
      'two\nlines',
      '<script>',
      '*bold* _it_ snake_case [x](y)',
      'back\\slash `code`',
      '&amp;',
    ]
    const text = await rendered(renderMarkdown, report([table([column('a', 'text', cells)], cells.length)]))
    expect(text.split('\n').slice(2, 10)).toEqual([
      '| a |',
      '| :--- |',
      '| a\\|b |',
      '| two\\\\nlines |',
      '| &lt;script&gt; |',
      '| \\*bold\\* \\_it\\_ snake_case \\[x\\](y) |',
      '| back\\\\slash \\`code\\` |',
      '| &amp;amp; |',
    ])
  })

  it('formats as the table does, pivots, aligns numbers right, and lists the facts', async () => {
    const text = await rendered(renderMarkdown, whole)
    expect(text).toContain(
      '## Retention by cohort\n\n| cohort | customers | 0 | 1 | 10 |\n| :--- | ---: | ---: | ---: | ---: |\n',
    )
    expect(text).toContain('| 2024-02 | 80 | 100.0% | 33.3%\\* |  |\n')
    expect(text).toContain('| customer | first_order | revenue (EUR) |')
    expect(text).toContain('| 2024-01-02 | 1,234,567.50 | 12.3% | 0.00031 | yes | 3 |')
    expect(text).toContain('\n- As of 2024-06-30; time zone Europe/Berlin; amounts in EUR.\n')
  })
})

describe('texts that must not be cut', () => {
  const findings = table(
    [
      column('severity', 'text', ['warning', 'info']),
      column('what', 'text', ['one sentence of several words', 'short']),
    ],
    2,
  )

  it('are wrapped where the table says so', async () => {
    const shown = await rendered(renderTable, report([{ ...findings, show: 'wrap' }]), {
      ...STYLE,
      width: 34,
    })
    const lines = shown.split('\n').filter(line => line.startsWith('│'))
    expect(lines).toEqual([
      '│ severity │ what                │',
      '│ warning  │ one sentence of     │',
      '│          │ several words       │',
      '│ info     │ short               │',
    ])
  })

  it('stand one under the other where the table is a record', async () => {
    const shown = await rendered(renderTable, report([{ ...findings, show: 'record' }]), STYLE)
    const lines = shown.split('\n').filter(line => line.startsWith('│'))
    expect(lines).toEqual([
      '│ severity │ warning                       │ info  │',
      '│ what     │ one sentence of several words │ short │',
    ])
  })
})

/** The first line of a frame follows a last one: in ASCII both are rules. */
const opensFrame = (frames: readonly string[], i: number) =>
  frames[i]!.startsWith('┌') || (frames[i]!.startsWith('+') && frames[i - 1]!.startsWith('+'))
