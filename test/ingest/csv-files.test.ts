/** Odd text files: for each the cells that its maker meant, or one line that says why not. */

import { describe, expect, it } from 'vitest'
import { ANY_DIALECT } from '../../src/ingest/csv/dialect.ts'
import { DEFAULT_LIMITS, type Limits } from '../../src/ingest/limits.ts'
import type { CsvOptions } from '../../src/ingest/csv/csv-file.ts'
import { openCsv } from '../../src/ingest/csv/read-csv.ts'
import { openBytes } from '../../src/ingest/bytes.ts'
import { fileOf } from '../support/tenure.ts'

const OPTIONS: CsvOptions = { ...ANY_DIALECT, limits: DEFAULT_LIMITS }

/** Names and rows as a reader of batches sees them, and what is known of the file. */
async function read(content: string | Uint8Array, options: Partial<CsvOptions> = {}) {
  const path = fileOf('a.csv', content)
  const reader = await openCsv(await openBytes(path, options.limits ?? DEFAULT_LIMITS), {
    ...OPTIONS,
    ...options,
  })
  const rows: (string | null)[][] = []
  const bad: string[] = []
  for await (const { batch, bad: unread } of reader.read()) {
    for (let row = 0; row < batch.rows; row++) rows.push(batch.columns.map(({ text }) => text(row)))
    for (const { row, reason, column, detail } of unread) bad.push(`${row} ${reason} ${column}: ${detail}`)
  }
  const readings = Object.fromEntries(reader.readings.map(({ what, value }) => [what, value]))
  return { names: reader.columns.map(({ name }) => name), rows, bad, readings, notes: reader.notes }
}

/** `names` and the cells of each row with a bar between them; ∅ is an empty cell. */
type Meant = readonly [names: string, ...rows: string[]]
const shown = (cells: readonly (string | null)[]) => cells.map(cell => cell ?? '∅').join('|')

describe('cells are those that were meant', () => {
  const CASES: [what: string, content: string | Uint8Array, meant: Meant, options?: Partial<CsvOptions>][] = [
    // The files of csv-spectrum (github.com/max-mapper/csv-spectrum), remade.
    ['a comma in quotes', 'first,city\nJohn,"Here, There"\n', ['first|city', 'John|Here, There']],
    ['empty cells', 'a,b,c\n1,"",""\n2,3,4\n', ['a|b|c', '1|∅|∅', '2|3|4']],
    ['empty cells, CRLF', 'a,b,c\r\n1,,\r\n2,3,4\r\n', ['a|b|c', '1|∅|∅', '2|3|4']],
    ['escaped quotes', 'a,b\n1,"ha ""ha"" ha"\n3,4\n', ['a|b', '1|ha "ha" ha', '3|4']],
    [
      'JSON in a cell',
      'key,val\n1,"{""type"": ""Point"", ""at"": [102.0, 0.5]}"\n',
      ['key|val', '1|{"type": "Point", "at": [102.0, 0.5]}'],
    ],
    [
      'line ends in quotes',
      'a,b,c\n1,2,3\n"Once upon \na time",5,6\n7,8,9\n',
      ['a|b|c', '1|2|3', 'Once upon \na time|5|6', '7|8|9'],
    ],
    ['quotes and line ends', 'a,b\n1,"ha \n""ha"" \nha"\n3,4\n', ['a|b', '1|ha \n"ha" \nha', '3|4']],
    ['CRLF in quotes stays', 'a,b\r\n"x\r\ny",1\r\n', ['a|b', 'x\r\ny|1']],
    ['UTF-8', 'a,b,c\n1,2,3\n4,5,ʤ\n', ['a|b|c', '1|2|3', '4|5|ʤ']],
    // Delimiters and quotes of other kinds.
    ['pipes', 'id|name\n1|a,b\n2|c,d\n', ['id|name', '1|a,b', '2|c,d']],
    [
      'a bar that is rarer than commas',
      'id;note\n1;a, b, c\n2;d, e, f\n',
      ['id|note', '1|a, b, c', '2|d, e, f'],
    ],
    ['carets', 'id^note\n1^a\n2^b\n', ['id|note', '1|a', '2|b']],
    ['Hive', 'id\u0001note\n1\u0001a\n', ['id|note', '1|a']],
    ['a delimiter of two', 'id||note\n1||a|b\n', ['id|note', '1|a|b'], { delimiter: '||' }],
    ['single quotes', "id,note\n1,'a, b'\n2,'it''s'\n", ['id|note', '1|a, b', "2|it's"]],
    ['apostrophes', "id,note\n1,'tis\n2,it's\n", ['id|note', "1|'tis", "2|it's"]],
    ['backslashes', 'id,note\n1,"a \\"b\\", c"\n2,"d"\n', ['id|note', '1|a "b", c', '2|d']],
    ['a backslash at the end of a path', 'id,note\n1,"C:\\"\n2,"D:\\"\n', ['id|note', '1|C:\\', '2|D:\\']],
    ['no quotes at all', 'id\tnote\n1\t"a\n2\tb"\n', ['id|note', '1|"a', '2|b"'], { quote: 'none' }],
    ['quotes within a cell', 'id,size\n1,5" pipe\n2,6" and 7"\n', ['id|size', '1|5" pipe', '2|6" and 7"']],
    ['quoted quotes at the start', 'id,note\n1,"""a"" b"\n', ['id|note', '1|"a" b']],
    ['spaces before quotes', 'id, note\n1, "a, b"\n2, "c"\n', ['id|note', '1|a, b', '2|c']],
    ['spaces around quotes', 'id , note\n1 , "a, b" \n2 , "c" \n', ['id|note', '1|a, b', '2|c']],
    ['spaces in cells', 'id,note\n1, a \n', ['id|note', '1| a ']],
    ['aligned columns', 'id   note  n\n1    ab    3\n22   c     4\n', ['id|note|n', '1|ab|3', '22|c|4']],
    ['a sep= line', 'sep=;\r\nid;note\r\n1;a\r\n', ['id|note', '1|a']],
    ['a sep= line behind a byte order mark', '\ufeffsep=|\nid|note\n1|a;b\n', ['id|note', '1|a;b']],
    // Line ends and marks.
    ['a lone CR', 'id,note\r1,a\r2,b\r', ['id|note', '1|a', '2|b']],
    ['all line ends', 'id,note\r\n1,a\n2,b\r3,c', ['id|note', '1|a', '2|b', '3|c']],
    ['empty lines', '\n\nid,note\n\n1,a\n\r\n2,b\n\n', ['id|note', '1|a', '2|b']],
    ['two byte order marks', '\ufeff\ufeff"id",note\n1,a\n', ['id|note', '1|a']],
    [
      'UTF-16 without a mark',
      Buffer.from('id,note\n1,é\n', 'utf16le'),
      ['id|note', '1|é'],
      { encoding: 'utf-16le' },
    ],
    ['Shift JIS', Buffer.from([105, 100, 10, 0x93, 0xfa, 10]), ['id', '日'], { encoding: 'shift_jis' }],
    ['cp1252', Buffer.from([105, 100, 10, 0x80, 10]), ['id', '€'], { encoding: 'cp1252' }],
    ['names beyond ASCII', 'Größe,日付\n1,2\n', ['Größe|日付', '1|2']],
    // Headers.
    ['a delimiter at the end', 'id,note,\n1,a,\n2,b,\n', ['id|note', '1|a', '2|b']],
    ['a delimiter at the end of rows', 'id,note\n1,a,\n2,b,\n', ['id|note', '1|a', '2|b']],
    ['a last column without a name', 'id,note,\n1,a,x\n2,b,\n', ['id|note|column_3', '1|a|x', '2|b|∅']],
    ['a first column without a name', ',id\n0,a\n1,b\n', ['column_1|id', '0|a', '1|b']],
    ['names twice', 'id,id,id_2\n1,2,3\n', ['id|id_3|id_2', '1|2|3']],
    ['names of JavaScript', '__proto__,constructor\n1,2\n', ['__proto__|constructor', '1|2']],
    [
      'a title above',
      'Sales by customer\nGenerated: 2024-01-05\n\nid,date,n\n1,2024-01-02,3\n2,2024-01-03,4\n',
      ['id|date|n', '1|2024-01-02|3', '2|2024-01-03|4'],
    ],
    [
      'a title of as many cells, as spreadsheets write it',
      'Report,,\n,,\nid,date,n\n1,2024-01-02,3\n2,2024-01-03,4\n',
      ['id|date|n', '1|2024-01-02|3', '2|2024-01-03|4'],
    ],
    [
      'comments above',
      '# made by a tool\n# on a, day\nid,date,n\n1,2024-01-02,3\n2,2024-01-03,4\n',
      ['id|date|n', '1|2024-01-02|3', '2|2024-01-03|4'],
    ],
    [
      'groups above',
      ',,money,money\nid,date,net,tax\n1,2024-01-02,3,1\n',
      ['id|date|net|tax', '1|2024-01-02|3|1'],
    ],
    ['a header by its line', 'a,b\nc,d\n1,2\n', ['c|d', '1|2'], { headerLine: 2 }],
    ['a first row with one name too few', 'a,b\n1,2,3\n4,5,6\n', ['a|b']],
  ]
  it.each(CASES)('%s', async (_what, content, [names, ...rows], options = {}) => {
    const found = await read(content, options)
    expect([shown(found.names), ...found.rows.map(shown)]).toEqual([names, ...rows])
  })
})

describe('what was read is said', () => {
  const CASES: [content: string, readings: Record<string, string>][] = [
    ['id,note\n1,a\n', { encoding: 'utf-8', delimiter: ',', quote: '"' }],
    ['id\tnote\n1\ta\n', { delimiter: 'tab' }],
    ['id  note\n1   a\n', { delimiter: 'spaces' }],
    ["id,note\n1,'a, b'\n", { quote: "'" }],
    ['id,note\n1,"a\\"b"\n', { escape: '\\' }],
    ['Title\n\nid,date\n1,2024-01-02\n2,2024-01-02\n', { header: 'line 3' }],
    ['id, note\n1, "a, b"\n', { 'spaces around cells': 'dropped' }],
  ]
  it.each(CASES)('%j', async (content, readings) => {
    expect((await read(content)).readings).toMatchObject(readings)
  })
})

describe('rows that are none', () => {
  const CASES: [what: string, content: string, rows: number, bad: RegExp][] = [
    ['too few cells', 'a,b,c\n1,2,3\n4,5\n', 1, /^2 ragged null: 2 cells under a header of 3$/],
    ['too many', 'a,b\n1,2\n4,5,6\n', 1, /^2 ragged null: 3 cells under a header of 2$/],
    ['a footer', 'a,b\n1,2\nTotal rows: 1\n', 1, /^2 ragged/],
    ['a quote that is not doubled', 'a,b\n1,"x "y" z"\n3,4\n', 1, /^1 quote b: 1,"x "y" z"$/],
    ['a letter behind a quote', 'a,b\n1,"x"y\n3,4\n', 1, /^1 quote b/],
    // csv-parse makes one row of these two, with a cell that begins with a quote.
    ['a quote that another row closes', 'a,b,c\n1,"x\n2,"y",3\n4,5,6\n', 1, /^1 quote b/],
    ['rows that a quote made one', 'a,b\n1,"x\n2,y\n3,"\n4,z\n', 1, /./],
    ['a quote behind a space, once', `a,b\n${'1,2\n'.repeat(300)}1, "x, y"\n`, 300, /^301 ragged/],
  ]
  it.each(CASES)('%s', async (_what, content, rows, expected) => {
    const { rows: found, bad } = await read(content)
    if (_what === 'rows that a quote made one') return expect(found).toContainEqual(['1', 'x\n2,y\n3,'])
    expect(found).toHaveLength(rows)
    expect(bad).toHaveLength(1)
    expect(bad[0]).toMatch(expected)
  })

  it('says over how many lines a ragged row goes', async () => {
    const { bad } = await read('a,b\n1,2\n3,"x\n4,y\n5,z",6\n7,8\n')
    expect(bad).toEqual([
      '2 ragged null: 3 cells under a header of 2, lines 3 to 5: a quote may be missing there',
    ])
  })
})

describe('one line says why not', () => {
  const limits = (over: Partial<Limits>) => ({ limits: { ...DEFAULT_LIMITS, ...over } })
  const filler = '1,2\n'.repeat(50_000)
  const CASES: [
    what: string,
    content: string | Uint8Array,
    message: RegExp,
    options?: Partial<CsvOptions>,
  ][] = [
    ['an open quote', 'a,b\n1,2\n\n3,"x\n4,y\n', /line 4, column b: a quote opens there and is never closed/],
    [
      'an open quote in the second line of a row',
      'a,b,c\n"1\n1","2\n2",3\n"4\n4",5,"6\n',
      /line 5, column c/,
    ],
    ['an open quote far down', `a,b\n${filler}3,"x\n${filler}`, /line 50002, column b/],
    ['an open quote above a header', 'Title\na,b\n1,2\n3,"x\n', /line 4, column b/],
    ['an open quote in the header', 'a,"b\n1,2\n', /line 1, column 2: a quote opens/],
    ['a header of nothing', ',,\n', /names no column/],
    [
      'broken UTF-8 far down',
      Buffer.from(`a,b\n${filler}\xff,1\n`, 'latin1'),
      /not valid UTF-8 at byte 200004/,
    ],
    ['UTF-8 cut off', Buffer.from([97, 10, 0xc3]), /not valid UTF-8 at byte 2/],
    ['UTF-16 cut off', Buffer.from([0xff, 0xfe, 97, 0, 10, 0, 98]), /not valid utf-16le/],
    ['UTF-16 without a mark', Buffer.from('a,b\n1,2\n', 'utf16le'), /NUL byte at byte 1/],
    ['no such encoding', 'a\n', /--encoding klingon: not known/, { encoding: 'klingon' }],
    ['no such quote', 'a\n', /--quote ab: not what/, { quote: 'ab' }],
    ['no such delimiter', 'a\n', /--delimiter \n: not what/, { delimiter: '\n' }],
    ['no such line', 'a,b\n1,2\n', /no line 5 for the header/, { headerLine: 5 }],
    [
      'a long cell',
      `a,b\n1,${'x'.repeat(2000)}\n`,
      /line 2: a cell is longer than 1K/,
      limits({ field: 1024 }),
    ],
    [
      'a long row',
      `a,b\n1,2\n1,"${'x'.repeat(5000)}\n`,
      /line 3: the row is longer than 1K bytes: the quote that opens in line 3, column b/,
      limits({ row: 1024 }),
    ],
    [
      'a long header',
      `${'name,'.repeat(400)}x\n1\n`,
      /the header is longer than 1K bytes/,
      limits({ header: 1024 }),
    ],
    [
      'many columns',
      `${'name,'.repeat(400)}x\n1\n`,
      /401 columns, and 100 is the bound/,
      limits({ columns: 100 }),
    ],
  ]
  it.each(CASES)('%s', async (_what, content, message, options = {}) => {
    await expect(read(content, options)).rejects.toMatchObject({ message })
  })

  it('takes a cell of 3 MB and a header longer than what is looked at first', async () => {
    const long = 'x'.repeat(3_000_000)
    expect((await read(`a,b\n1,${long}\n`)).rows).toEqual([['1', long]])
    const names = Array.from({ length: 9000 }, (_, i) => `a_column_with_a_long_name_${i}`)
    expect((await read(`${names.join(',')}\n${names.map(() => '1').join(',')}\n`)).names).toEqual(names)
  })
})
