/** Exports as they come, through the command line: the right figures, or one line that says why not. */

import { describe, expect, it } from 'vitest'
import { fileOf, rowsOf, tenure, tenureJson } from '../support/tenure.ts'

const NAMES = ['customer_id', 'order_date', 'amount']
const ROWS = [
  ['c1', '2024-01-02', '10.50'],
  ['c2', '2024-01-13', '3.25'],
  ['c1', '2024-02-03', '7.00'],
]

/** The three orders, 20.75 in all, of two customers. */
const written = (delimiter: string, quote = '', lineEnd = '\n') =>
  [NAMES, ...ROWS].map(cells => cells.map(cell => quote + cell + quote).join(delimiter) + lineEnd).join('')
const HEADER = `${NAMES.join(',')}\n`
const BODY = written(',').slice(HEADER.length)

/** Set aside by reason; the rest is as in ROWS. */
const SAME: [what: string, content: string | Uint8Array, setAside?: Record<string, number>][] = [
  [
    'a title, a note and a blank line above',
    `City of X\n"Report: payments, 2024"\nMade on 1 June\n\n${HEADER}${BODY}`,
  ],
  ['groups of columns above', `,Order,Order\n${HEADER}${BODY}`],
  ['units below the header', `${HEADER}text,yyyy-mm-dd,EUR\n${BODY}`, { 'time-unreadable': 1 }],
  ['comments', `# export\n${HEADER}${BODY}# the end\n`, { ragged: 1 }],
  [
    'a total and a count at the end',
    `${HEADER}${BODY}\nTotal,,20.75\nRows: 3\n`,
    { 'time-missing': 1, ragged: 1 },
  ],
  ['rows of nothing', `${HEADER}${BODY}${',,\n'.repeat(3)}`, { 'time-missing': 3 }],
  ['the header again, of a second file', `${HEADER}${BODY}\ufeff${HEADER}`, { 'time-unreadable': 1 }],
  ['semicolons', written(';')],
  ['tabs and CRLF', written('\t', '', '\r\n')],
  ['pipes', written('|')],
  [
    'a table of Markdown',
    `| ${written(' | ', '', ' |\n| ')}`.replace(' |\n', ' |\n|---|---|---|\n'),
    { 'time-unreadable': 1, ragged: 1 },
  ],
  ['single quotes', written(',', "'")],
  ['double quotes, no last line end', written(',', '"').trimEnd()],
  ['quotes behind spaces', written(', ', '"')],
  ['spaces around cells', written(' , ')],
  ['columns aligned with spaces', written('   ')],
  ['lone CRs', written(',', '', '\r')],
  ['UTF-16', Buffer.from(`\ufeff${written(',')}`, 'utf16le')],
  ['sep= behind a byte order mark', `\ufeffsep=;\n${written(';')}`],
  ['a comma too many everywhere', written(',', '', ',\n')],
  ['amounts in two ways', `${HEADER}c1,2024-01-02,"$1,010.50"\nc2,2024-01-13,3.25\nc1,2024-02-03,(993.00)\n`],
]

describe('the same figures', () => {
  it.each(SAME)('%s', async (_what, content, setAside = {}) => {
    const report = await tenureJson(['inspect', fileOf('a.csv', content)])
    expect(rowsOf(report, 'summary')[0]).toMatchObject({
      rows_used: 3,
      customers: 2,
      net_revenue: 20.75,
      first_date: '2024-01-02',
      last_date: '2024-02-03',
    })
    expect(report.meta.inputs[0]!.set_aside).toEqual(setAside)
  })
})

describe('dates', () => {
  // Each is 2024-01-02 and 2024-01-13, in UTC.
  const DATES: [format: string, first: string, second: string][] = [
    ['iso', '2024-01-02', '2024-01-13T10:00:00+02:00'],
    ['iso', '2024-01-02 10:00:00.123456', '2024-01-13 10:00:00 -0500'],
    ['iso', '2024/1/2', '2024/01/13'],
    ['dmy', '02.01.2024', '13.01.2024 23:59'],
    ['mdy', '1/2/2024 3:04 PM', '1/13/2024 12:00 AM'],
    ['named-month', '2 Jan 2024', 'January 13, 2024'],
    ['yyyymmdd', '20240102', '20240113'],
    ['epoch-s', '1704164400', '1705164400.5'],
    ['epoch-ms', '1704164400123', '1705164400123'],
    ['epoch-us', '1704164400123456', '1705164400123456'],
    ['epoch-ns', '1704164400123456789', '1705164400123456789'],
  ]
  it.each(DATES)('%s: %s, %s', async (format, first, second) => {
    const content = `${HEADER}c1,"${first}",1\nc2,"${second}",2\n`
    const report = await tenureJson(['inspect', fileOf('a.csv', content)])
    expect(rowsOf(report, 'summary')[0]).toMatchObject({ first_date: '2024-01-02', last_date: '2024-01-13' })
    expect(report.meta.readings).toContainEqual(
      expect.objectContaining({ what: 'date format', value: format, source: 'guessed' }),
    )
  })

  it('of two digits for the year where the format is given', async () => {
    const file = fileOf('a.csv', `${HEADER}c1,02/01/24,1\nc2,13/01/24,2\n`)
    const report = await tenureJson(['inspect', file, '--date-format', 'dmy'])
    expect(rowsOf(report, 'summary')[0]).toMatchObject({ first_date: '2024-01-02', last_date: '2024-01-13' })
    expect(report.meta.readings).toContainEqual(
      expect.objectContaining({ what: 'date format', value: 'dmy', source: 'given' }),
    )
  })
})

describe('one line says why not', () => {
  const CASES: [what: string, content: string | Uint8Array, exitCode: number, message: RegExp][] = [
    [
      'cp1252',
      Buffer.from(`${HEADER}José,2024-01-02,1\n`, 'latin1'),
      3,
      /byte 36\n.*--encoding windows-1252/,
    ],
    ['an open quote', `${HEADER}c1,2024-01-02,"10.50\n${BODY}`, 3, /line 2, column amount: a quote opens/],
    ['no header', BODY, 2, /no column found for the customer\n.*the file has: c1, 2024-01-02, 10.50/],
    ['colons', written(':'), 2, /no column found for the customer\n.*one column, .*--delimiter/],
    ['whole rows in quotes', '"customer_id,order_date"\n"a,2024-01-02"\n', 2, /one column, .*--delimiter/],
    ['names of rows', `${HEADER}1,c1,2024-01-02,3\n`, 3, /1 of 1 rows .*4 cells under a header of 3/],
    [
      'amounts named twice',
      `${NAMES.join(',')},amount\nc1,2024-01-02,1,2\n`,
      2,
      /names amount more than once/,
    ],
    ['NUL', `${HEADER}c1\0,2024-01-02,1\n`, 3, /a NUL byte at byte 32/],
    ['nothing', '', 3, /the file is empty/],
    ['blank lines', '\n\n', 3, /names no column/],
    ['a header alone', HEADER, 3, /no rows under the header/],
    ['JSON lines', '{"a":1}\n{"a":2}\n', 3, /this is JSON/],
    ['a web page', '\n <html><body>', 3, /this is an HTML page/],
    ['a year of two digits', `${HEADER}c1,01/02/24,1\n`, 3, /two-digit year\n.*--date-format/],
    ['day or month', `${HEADER}c1,01/02/2024,1\n`, 3, /day first or month first.*\n.*--date-format/],
    ['thousands or decimals', `${HEADER}c1,2024-01-02,"1,234"\n`, 3, /1,234 may be read.*\n.*--decimal/],
  ]
  it.each(CASES)('%s', async (_what, content, exitCode, message) => {
    const { code, stdout, stderr } = await tenure(['segment', 'rfm', fileOf('a.csv', content)])
    expect([code, stdout]).toEqual([exitCode, ''])
    expect(stderr).toMatch(message)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
  })
})
