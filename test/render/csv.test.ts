import { describe, expect, it } from 'vitest'
import { renderCsv } from '../../src/render/csv.ts'
import type { Cell, ColumnType } from '../../src/report.ts'
import { column, rendered, report, table } from './reports.ts'

const csvOf = async (type: ColumnType, ...cells: Cell[]) => {
  const lines = await rendered(
    renderCsv,
    report([
      table(
        [
          column('a', type, cells),
          column(
            'b',
            'integer',
            cells.map(() => 1),
          ),
        ],
        cells.length,
      ),
    ]),
  )
  return lines
}

describe('CSV', () => {
  // RFC 4180, section 2, rules 5 to 7; the record separator is LF, as documented.
  const QUOTING: [cell: string, written: string][] = [
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['cr\rlf', '"cr\rlf"'],
    [' kept ', ' kept '],
    ['', ''],
    ['日本語', '日本語'],
  ]
  it.each(QUOTING)('writes %j as %j', async (cell, written) => {
    expect(await csvOf('text', cell)).toBe(`a,b\n${written},1\n`)
  })

  // https://owasp.org/www-community/attacks/CSV_Injection lists these six first characters.
  const FORMULAS: [cell: string, written: string][] = [
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ['a=1', 'a=1'],
  ]
  it.each(FORMULAS)('disarms the formula %j', async (cell, written) => {
    expect(await csvOf('text', cell)).toBe(`a,b\n${written},1\n`)
  })

  // ECMA-262 Number::toString: the shortest text that reads back as the same double.
  const NUMBERS: [type: ColumnType, cell: Cell, written: string][] = [
    ['number', 0.1 + 0.2, '0.30000000000000004'],
    ['number', 1e21, '1e+21'],
    ['number', -1.5, '-1.5'],
    ['number', -0, '0'],
    ['number', Number.NaN, ''],
    ['number', Number.NEGATIVE_INFINITY, ''],
    ['integer', 9007199254740991, '9007199254740991'],
    ['money', 1234.5, '1234.5'],
    ['share', 0.1234, '0.1234'],
    ['date', '2024-02-29', '2024-02-29'],
    ['boolean', true, 'true'],
    ['boolean', false, 'false'],
    ['text', null, ''],
  ]
  it.each(NUMBERS)('writes the %s %s as %j', async (type, cell, written) => {
    expect(await csvOf(type, cell)).toBe(`a,b\n${written},1\n`)
  })

  it('keeps a row whose only cell is empty: readers skip blank lines', async () => {
    expect(await rendered(renderCsv, report([table([column('a', 'text', [null])], 1)]))).toBe('a\n""\n')
  })

  it('carries columns that people do not see', async () => {
    const hidden = table([column('a', 'text', ['x']), column('b', 'integer', [2])], 1, { hidden: ['b'] })
    expect(await rendered(renderCsv, report([hidden]))).toBe('a,b\nx,2\n')
  })

  it('carries the first table, or the one --table names', async () => {
    const two = report([
      table([column('a', 'integer', [1])], 1, { name: 'first' }),
      table([column('b', 'integer', [2])], 1, { name: 'second' }),
    ])
    expect(await rendered(renderCsv, two)).toBe('a\n1\n')
    expect(await rendered(renderCsv, two, { table: 'second' })).toBe('b\n2\n')
    await expect(async () => rendered(renderCsv, two, { table: 'secnd' })).rejects.toMatchObject({
      exitCode: 2,
      message: '--table secnd: there is no such table, did you mean "second"?',
      hint: 'the tables are: first, second',
    })
  })
})
