import { existsSync, linkSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { fileOf, folderOf, tenure } from '../support/tenure.ts'

/** Through a file of that format and back to CSV. */
async function roundTrip(csv: string, format: string, ...words: string[]): Promise<string> {
  const path = fileOf('in.csv', csv)
  const through = join(dirname(path), `through.${format}`)
  const there = await tenure(['convert', path, '-o', through, ...words])
  if (there.code !== 0) throw new Error(there.stderr)
  return csvOf(through)
}

async function csvOf(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await tenure(['convert', ...words, '--format', 'csv'])
  if (code !== 0) throw new Error(stderr)
  return stdout
}

/** The names and types of an Arrow file, and its cells as Arrow itself reads them. */
async function arrowOf(csv: string, ...words: string[]) {
  const path = fileOf('in.csv', csv)
  const out = join(dirname(path), 'out.arrow')
  const { code, stderr } = await tenure(['convert', path, '-o', out, ...words])
  if (code !== 0) throw new Error(stderr)
  const table = arrow.tableFromIPC(readFileSync(out))
  return {
    types: Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)])),
    table,
    stderr,
  }
}

const arrowFile = (columns: Record<string, arrow.Vector>) =>
  fileOf('in.arrow', arrow.tableToIPC(new arrow.Table(columns), 'file'))

/** What a spreadsheet, or a reader that guesses, would spoil. */
const AWKWARD = [
  'id,number,note,last',
  '00123,12346.0,plain,1',
  '1E400,-0,"a ""quoted"", word",2',
  '9007199254740993,1.10,"two\nlines",3',
  ',,,4',
  '0x1F,1e21,"crlf\r\nwithin",5',
  'NaN,Infinity, blanks around ,6',
  'null,NULL,😀 Łódź e\u0301,7',
  '2024-02-30,31.12.2024,=SUM(A1),8',
  'true,1_000,-,9',
  '',
].join('\n')

describe('cells come back as they were', () => {
  for (const format of ['parquet', 'arrow', 'csv', 'tsv']) {
    it(`through ${format}`, async () => expect(await roundTrip(AWKWARD, format)).toBe(AWKWARD))
  }

  for (const format of ['parquet', 'arrow']) {
    it(`through ${format} with types`, async () => {
      expect(await roundTrip(AWKWARD, format, '--types', 'infer')).toBe(AWKWARD)
    })
  }

  it('and more rows than a batch or a row group holds, in their order', async () => {
    const csv = `n,t\n${Array.from({ length: 150_000 }, (_, i) => `${i},text ${i}`).join('\n')}\n`
    expect((await roundTrip(csv, 'parquet')) === csv).toBe(true)
    expect((await roundTrip(csv, 'arrow', '--types', 'infer')) === csv).toBe(true)
  })

  it('of a header alone as well', async () => {
    expect(await roundTrip('a,b\n', 'parquet')).toBe('a,b\n')
    expect(await roundTrip('a,b\n', 'arrow', '--types', 'infer')).toBe('a,b\n')
  })

  it('quoted only where they must be, an empty one as a missing value', async () => {
    expect(await roundTrip('a,b\r\n"x",""\r\n"y",\r\n', 'parquet')).toBe('a,b\nx,\ny,\n')
    const { table } = await arrowOf('a,b\nx,""\ny,\n')
    expect(table.getChild('b')!.nullCount).toBe(2)
  })

  it('whatever the delimiter and the encoding', async () => {
    const path = fileOf('in.csv', Buffer.from('a;b\nM\xfcller;1,5\n', 'latin1'))
    expect(await csvOf(path, '--encoding', 'windows-1252')).toBe('a,b\nMüller,"1,5"\n')
    expect(await csvOf(fileOf('in.csv.gz', gzipSync('a,b\n1,2\n')))).toBe('a,b\n1,2\n')
  })
})

describe('--types infer', () => {
  const COLUMNS: [name: string, cells: string[], type: string][] = [
    ['integers', ['0', '-7', '', '123456789012345678'], 'Int64'],
    ['leading zeros', ['00', '1'], 'Utf8'],
    ['a plus', ['+1', '1'], 'Utf8'],
    ['longer than 64 bits', ['12345678901234567890'], 'Utf8'],
    ['cents', ['1.50', '-0.05', '', '1234567890123456789012345678901234.00'], 'Decimal[38e+2]'],
    ['39 digits', ['123456789012345678901234567890123456789.0'], 'Utf8'],
    ['decimals of two lengths that a float writes so', ['1.5', '0.25', '-3'], 'Float64'],
    ['decimals of two lengths with a zero', ['1.50', '0.255'], 'Utf8'],
    ['a negative zero', ['-0.00', '1.00'], 'Utf8'],
    ['a float that is none', ['0.1', '1e400'], 'Utf8'],
    ['more digits than a float', ['0.12345678901234567', '1'], 'Utf8'],
    ['yes and no', ['true', 'false', ''], 'Bool'],
    ['yes and No', ['true', 'False'], 'Utf8'],
    ['days', ['2024-02-29', '0001-01-01', '9999-12-31'], 'Date32<DAY>'],
    ['no day', ['2024-02-30'], 'Utf8'],
    ['moments', ['2024-03-31T02:30:00', '1969-12-31T23:59:59'], 'Timestamp<MILLISECOND>'],
    ['fractions', ['2024-03-31T02:30:00.250', '2024-03-31T02:30:00'], 'Timestamp<MILLISECOND>'],
    ['finer fractions', ['1969-12-31T23:59:59.999999', '1500-01-01T00:00:00'], 'Timestamp<MICROSECOND>'],
    ['the finest', ['2024-03-31T02:30:00.000000001'], 'Timestamp<NANOSECOND>'],
    ['the finest, too early', ['1500-01-01T00:00:00', '2024-03-31T02:30:00.000000001'], 'Utf8'],
    ['a fraction of zeros', ['2024-03-31T02:30:00.000'], 'Utf8'],
    ['with a zone', ['2024-03-31T02:30:00Z'], 'Timestamp<MILLISECOND, UTC>'],
    ['with and without', ['2024-03-31T02:30:00Z', '2024-03-31T02:30:00'], 'Utf8'],
    ['hour 24', ['2024-03-31T24:00:00'], 'Utf8'],
    ['a blank between', ['2024-03-31 02:30:00'], 'Utf8'],
    ['nothing', ['', ''], 'Utf8'],
  ]

  it.each(COLUMNS)('%s', async (_name, cells, type) => {
    const csv = `a,b\n${cells.map(cell => `${cell},x`).join('\n')}\n`
    expect((await arrowOf(csv, '--types', 'infer')).types.a).toBe(type)
    expect(await roundTrip(csv, 'parquet', '--types', 'infer')).toBe(csv)
    expect((await arrowOf(csv)).types.a).toBe('Utf8')
  })

  it('gives the values that stand there', async () => {
    const { table } = await arrowOf(
      'i,n,b,d,t\n-7,1e-7,true,2024-02-29,2024-02-29T12:00:00.250Z\n',
      '--types',
      'infer',
    )
    const row = table.get(0)!.toJSON()
    expect(row).toEqual({
      i: -7n,
      n: 1e-7,
      b: true,
      d: Date.UTC(2024, 1, 29),
      t: Date.UTC(2024, 1, 29, 12, 0, 0, 250),
    })
  })

  it('looks at all files, and says what it found', async () => {
    const folder = folderOf({ 'a.csv': 'n,m\n1,2\n', 'b.csv': 'n,m\n1,02\n' })
    const out = join(folder, 'out.arrow')
    const { stderr } = await tenure([
      'convert',
      join(folder, 'a.csv'),
      join(folder, 'b.csv'),
      '-o',
      out,
      '--types',
      'infer',
    ])
    expect(stderr).toContain('Types: n = integer; the rest is text.')
    expect(await csvOf(out)).toBe('n,m\n1,2\n1,02\n')
  })
})

describe('typed files', () => {
  it('become text digit by digit', async () => {
    const path = arrowFile({
      whole: arrow.vectorFromArray([2n ** 63n - 1n, null], new arrow.Int64()),
      half: arrow.vectorFromArray([0.1, 1e21], new arrow.Float64()),
      single: arrow.vectorFromArray([0.1, 16777216], new arrow.Float32()),
      text: arrow.vectorFromArray(['', null], new arrow.Utf8()),
    })
    expect(await csvOf(path)).toBe(
      'whole,half,single,text\n9223372036854775807,0.1,0.1,""\n,1e+21,16777216,\n',
    )
  })

  it('keep their types from Arrow to Parquet and back, but for dictionaries and seconds', async () => {
    const path = arrowFile({
      i: arrow.vectorFromArray([1, null], new arrow.Int16()),
      d: arrow.vectorFromArray(['x', null], new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8())),
      s: arrow.vectorFromArray([0, 86_400_000], new arrow.TimestampSecond()),
      z: arrow.vectorFromArray([0, null], new arrow.TimestampMicrosecond('Europe/Berlin')),
    })
    const [parquet, back] = ['out.parquet', 'back.arrow'].map(name => join(dirname(path), name))
    await tenure(['convert', path, '-o', parquet!])
    await tenure(['convert', parquet!, '-o', back!])
    const { schema } = arrow.tableFromIPC(readFileSync(back!))
    expect(schema.fields.map(({ type }) => String(type))).toEqual([
      'Int16',
      'Utf8',
      'Timestamp<MILLISECOND>',
      'Timestamp<MICROSECOND, Europe/Berlin>',
    ])
    expect(await csvOf(back!)).toBe(await csvOf(path))
  })

  it('carry what is nested into Parquet and back', async () => {
    const path = 'test/ingest/parquet/files/nested.parquet'
    const [parquet, back] = ['out.parquet', 'back.arrow'].map(name => join(folderOf({}), name))
    await tenure(['convert', path, '-o', parquet!])
    await tenure(['convert', parquet!, '-o', back!])
    expect(await csvOf(back!)).toBe(await csvOf(path))
  })

  // Members of a struct are columns of their own to an analysis, and one column here.
  it('keep structs whole beside the columns of their folders', async () => {
    const bytes = readFileSync('test/ingest/parquet/files/nested.parquet')
    const path = join(folderOf({ 'year=2026/a.parquet': bytes }), 'year=2026/a.parquet')
    const [header, row] = (await csvOf(path)).split('\n')
    expect(header).toBe('customer,user,tags,props,items,year')
    expect(row).toMatch(/^c1,"{""id"":""u1"",.*,2026$/)
  })

  it('carry lists into text as JSON', async () => {
    const list = new arrow.List(new arrow.Field('item', new arrow.Int32()))
    const path = arrowFile({ a: arrow.vectorFromArray([[1, 2], null, []], list) })
    expect(await csvOf(path)).toBe('a\n"[1,2]"\n""\n[]\n')
  })

  it('with what no text can carry are refused, and nothing is written', async () => {
    const path = arrowFile({ a: arrow.vectorFromArray([1n], new arrow.DurationSecond()) })
    const out = join(dirname(path), 'out.csv')
    const { code, stderr } = await tenure(['convert', path, '-o', out])
    expect(code).toBe(3)
    expect(stderr).toContain('column "a"')
    expect(existsSync(out)).toBe(false)
  })
})

describe('several files', () => {
  it('become one, in the order they are named, whatever their formats', async () => {
    const folder = folderOf({ 'a.csv': 'x,y\n1,2\n', 'b.tsv': 'x\ty\n3\t4\n' })
    const [a, b, c] = ['a.csv', 'b.tsv', 'c.parquet'].map(name => join(folder, name))
    await tenure(['convert', b!, '-o', c!])
    expect(await csvOf(b!, a!, c!)).toBe('x,y\n3,4\n1,2\n3,4\n')
  })

  it.each([
    ['x,z\n1,2\n', /column 2 is z Utf8, but y Utf8 in .*a\.csv/],
    ['x\n1\n', /column 2 is missing, but y Utf8 in .*a\.csv/],
    ['x,y,z\n1,2,3\n', /column 3 is z Utf8, but missing in .*a\.csv/],
  ])('of other columns are refused', async (other, message) => {
    const folder = folderOf({ 'a.csv': 'x,y\n1,2\n', 'b.csv': other })
    const { code, stderr, stdout } = await tenure(['convert', join(folder, 'a.csv'), join(folder, 'b.csv')])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(message)
  })
})

describe('rows that are not whole', () => {
  it('are set aside, counted and shown', async () => {
    const { code, stdout, stderr } = await tenure(['convert', fileOf('in.csv', 'a,b\n1,2\n3\n4,5\n')])
    expect([code, stdout]).toEqual([0, 'a,b\n1,2\n4,5\n'])
    expect(stderr).toMatch(/in\.csv: 3 rows read, 2 used, 1 set aside \(ragged: 1\)/)
    expect(stderr).toMatch(/in\.csv row 2: wrong number of cells/)
  })

  it.each([['--strict'], ['--max-errors', '0']])(
    'fail the run with %s, and leave an older file alone',
    async (...words) => {
      const path = fileOf('in.csv', 'a,b\n1,2\n3\n4,5\n')
      const out = join(dirname(path), 'out.parquet')
      writeFileSync(out, 'older')
      expect((await tenure(['convert', path, '-o', out, ...words])).code).toBe(3)
      expect(readFileSync(out, 'utf8')).toBe('older')
      expect(readdirSync(dirname(path)).sort()).toEqual(['in.csv', 'out.parquet'])
    },
  )
})

describe('the output', () => {
  it.each(['in.csv', 'hard.csv', 'soft.csv', './in.csv'])(
    'is refused where it is an input: %s',
    async name => {
      const path = fileOf('in.csv', 'a,b\n1,2\n')
      const folder = dirname(path)
      linkSync(path, join(folder, 'hard.csv'))
      symlinkSync(path, join(folder, 'soft.csv'))
      const { code, stderr } = await tenure(['convert', path, '-o', join(folder, name)])
      expect(code).toBe(4)
      expect(stderr).toContain('is one of the files that are read')
      expect(readFileSync(path, 'utf8')).toBe('a,b\n1,2\n')
    },
  )

  it('is refused where it stands in a folder that is read', async () => {
    const folder = folderOf({ 'a.csv': 'x\n1\n', 'all.csv': 'x\n1\n' })
    expect((await tenure(['convert', folder, '-o', join(folder, 'all.csv')])).code).toBe(4)
  })

  it('takes no option that would do nothing', async () => {
    const { code, stderr } = await tenure(['convert', fileOf('in.csv', 'a\n1\n'), '--where', 'a=1'])
    expect(code).toBe(2)
    expect(stderr).toContain("unknown option '--where'")
  })
})

describe('--safe-csv', () => {
  const ROWS = '=a,n\n=1+1,-5\n@x,+1.5\n-cmd,"-1,234.50"\n+49 30 123,-$12.00\n"\t=1",-1e3\nplain,a=b\n-,--1\n'
  const SAFE =
    "'=a,n\n'=1+1,-5\n'@x,+1.5\n'-cmd,\"-1,234.50\"\n'+49 30 123,-$12.00\n'\t=1,-1e3\nplain,a=b\n'-,'--1\n"

  it('disarms texts and leaves numbers', async () => {
    const path = fileOf('a.csv', ROWS)
    expect((await tenure(['convert', path, '--safe-csv'])).stdout).toBe(SAFE)
    expect((await tenure(['convert', path, '--safe-csv', '--types', 'infer'])).stdout).toBe(SAFE)
  })

  it('disarms texts of Parquet and Arrow too', async () => {
    const path = fileOf('a.csv', ROWS)
    for (const ending of ['parquet', 'arrow']) {
      const other = join(folderOf({}), `b.${ending}`)
      await tenure(['convert', path, '-o', other])
      expect((await tenure(['convert', other, '--format', 'csv', '--safe-csv'])).stdout).toBe(SAFE)
    }
  })
})
