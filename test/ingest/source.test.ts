import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { InputOptions } from '../../src/ingest/input-options.ts'
import { DEFAULT_LIMITS } from '../../src/ingest/limits.ts'
import { openSource } from '../../src/ingest/source.ts'
import { type Zone, zoneNamed } from '../../src/math/zone.ts'
import { fileOf, folderOf } from '../support/tenure.ts'

const OPTIONS: InputOptions = {
  roles: {},
  zone: zoneNamed('UTC') as Zone,
  encoding: null,
  reader: 'auto',
  delimiter: null,
  quote: null,
  escapedBy: null,
  headerLine: null,
  dateFormat: null,
  decimal: null,
  thousands: null,
  decimals: null,
  currency: null,
  refundPattern: null,
  preset: null,
  statusKeep: null,
  excludeCustomers: null,
  dedupe: null,
  eventId: null,
  idNormalise: false,
  noIds: [],
  unionByName: false,
  keepOriginals: false,
  maxErrors: null,
  strict: false,
  limits: DEFAULT_LIMITS,
}

interface Row {
  readonly customer: string | null
  readonly day: string
  readonly amount: number
  readonly order?: string | null
  readonly refund: boolean
}

/** Every row as a reader of batches sees it, and the facts of the files. */
async function read(paths: string | readonly string[], options: Partial<InputOptions> = {}) {
  const request = {
    needed: ['customer', 'time'],
    wanted: ['amount', 'order', 'currency'],
    columns: [],
  } as const
  const source = await openSource([paths].flat(), request, { ...OPTIONS, ...options })
  const rows: Row[] = []
  for await (const { batch, tally } of source.batches()) {
    tally.rowsUsed += batch.rows
    const textOf = (role: 'customer' | 'order', row: number) => {
      const code = batch.codes(role)[row]!
      return code === -1 ? null : batch.dictionary(role).text(code)
    }
    for (let row = 0; row < batch.rows; row++) {
      rows.push({
        customer: textOf('customer', row),
        day: new Date(batch.times('time')[row]!).toISOString().slice(0, 10),
        amount: batch.has('amount') ? batch.amounts('amount')[row]! / 10 ** source.money.scale : 0,
        ...(batch.has('order') ? { order: textOf('order', row) } : {}),
        refund: batch.refunds()[row] === 1,
      })
    }
  }
  const facts = source.tallies.map(tally => tally.facts())
  return { rows, facts, notes: source.notes(), readings: source.readings, source }
}

/** Made by `zstd` of PLAIN, whole and in two parts: Node 20 has none of its own. */
const ZSTD =
  'KLUv/QRY4QEAY3VzdG9tZXJfaWQsZGF0ZSxhbW91bnQKYzEsMjAyNC0wMS0wMiwxMC41MApjMiwyMDI0LTAxLTAzLDMKEimgJg=='
const ZSTD_IN_TWO =
  'KLUv/QRY8QAAY3VzdG9tZXJfaWQsZGF0ZSxhbW91bnQKYzEsMjAyt7loSSi1L/0EWPEAADQtMDEtMDIsMTAuNTAKYzIsMjAyNC0wMS0wMywzCi1LngQ='

const PLAIN = 'customer_id,date,amount\nc1,2024-01-02,10.50\nc2,2024-01-03,3\n'
const PLAIN_ROWS: Row[] = [
  { customer: 'c1', day: '2024-01-02', amount: 10.5, refund: false },
  { customer: 'c2', day: '2024-01-03', amount: 3, refund: false },
]

describe('text files', () => {
  const SAME: [what: string, name: string, content: string | Uint8Array][] = [
    ['as it is', 'a.csv', PLAIN],
    ['with a byte order mark', 'a.csv', `\ufeff${PLAIN}`],
    ['with CRLF', 'a.csv', PLAIN.replaceAll('\n', '\r\n')],
    ['with LF and CRLF mixed', 'a.csv', PLAIN.replace('\n', '\r\n')],
    ['without a last line end', 'a.csv', PLAIN.trimEnd()],
    ['with semicolons', 'a.csv', PLAIN.replaceAll(',', ';')],
    ['with tabs', 'a.tsv', PLAIN.replaceAll(',', '\t')],
    ['with pipes', 'a.txt', PLAIN.replaceAll(',', '|')],
    ['with a sep= line', 'a.csv', `sep=;\n${PLAIN.replaceAll(',', ';')}`],
    ['with a trailing delimiter', 'a.csv', PLAIN.replaceAll('\n', ',\n')],
    ['with quotes', 'a.csv', 'customer_id,date,amount\n"c1","2024-01-02","10.50"\n"c2",2024-01-03,"3"\n'],
    ['with blank lines', 'a.csv', PLAIN.replaceAll('\n', '\n\n')],
    ['in UTF-16 LE', 'a.csv', Buffer.from(`\ufeff${PLAIN}`, 'utf16le')],
    ['in UTF-16 BE', 'a.csv', Buffer.from(`\ufeff${PLAIN}`, 'utf16le').swap16()],
    ['gzipped', 'a.csv.gz', gzipSync(PLAIN)],
    ['in zstd', 'a.csv.zst', Buffer.from(ZSTD, 'base64')],
    ['in two frames of zstd', 'a.csv', Buffer.from(ZSTD_IN_TWO, 'base64')],
    ['gzipped, whatever its name', 'a.csv', gzipSync(PLAIN)],
    [
      'in two gzip members',
      'a.csv',
      Buffer.concat([gzipSync(PLAIN.slice(0, 30)), gzipSync(PLAIN.slice(30))]),
    ],
    [
      'with spaces around cells',
      'a.csv',
      'customer_id , date, amount\n c1 , 2024-01-02 , 10.50\nc2,2024-01-03, 3\n',
    ],
    [
      'with columns in another order',
      'a.csv',
      'amount,customer_id,date\n10.50,c1,2024-01-02\n3,c2,2024-01-03\n',
    ],
    [
      'with a decimal comma',
      'a.csv',
      'Kunden-Nr;Datum;Betrag\nc1;02.01.2024;10,50\nc2;3.1.2024;3\nc3;31.01.2024;1\n',
    ],
  ]
  it.each(SAME)('%s', async (_what, name, content) => {
    const { rows } = await read(fileOf(name, content))
    expect(rows.filter(({ customer }) => customer !== 'c3')).toEqual(PLAIN_ROWS)
  })

  it('of windows-1252 are read where --encoding says so', async () => {
    const path = fileOf('a.csv', Buffer.from('customer_id,date,amount\nJosé,2024-01-02,1\n', 'latin1'))
    await expect(read(path)).rejects.toMatchObject({ exitCode: 3, message: /not valid UTF-8 at byte 27/ })
    const { rows } = await read(path, { encoding: 'windows-1252' })
    expect(rows[0]!.customer).toBe('José')
  })
})

describe('roles', () => {
  const money = (header: string, row: string) => fileOf('a.csv', `${header}\n${row}\n`)
  // Definition G5: quantity multiplies only a unit price. G6: negative amounts and quantities are refunds.
  const AMOUNTS: [header: string, row: string, amount: number, refund: boolean][] = [
    ['customer,date,amount,quantity', 'c,2024-01-02,10,3', 10, false],
    ['customer,date,unit_price,quantity', 'c,2024-01-02,1.10,3', 3.3, false],
    ['customer,date,unit_price,quantity', 'c,2024-01-02,1.10,-3', -3.3, true],
    ['customer,date,unit_price,quantity', 'c,2024-01-02,0.001,0.5', 0.0005, false],
    ['customer,date,amount,quantity', 'c,2024-01-02,10,-1', -10, true],
    ['customer,date,amount', 'c,2024-01-02,-10', -10, true],
    ['customer,date,price', 'c,2024-01-02,7.5', 7.5, false],
    ['customer,date,paid', 'c,2024-01-02,7.50', 7.5, false],
    ['customer,date', 'c,2024-01-02', 0, false],
  ]
  it.each(AMOUNTS)('%s: %s is %d', async (header, row, amount, refund) => {
    const { rows } = await read(money(header, row))
    expect(rows).toMatchObject([{ amount, refund }])
  })

  it('take a refund pattern on the order id', async () => {
    const path = fileOf('a.csv', 'customer,date,amount,order_id\nc,2024-01-02,5,C17\nc,2024-01-02,6,18\n')
    const { rows } = await read(path, { refundPattern: /^C/u })
    expect(rows).toMatchObject([
      { amount: -5, refund: true },
      { amount: 6, refund: false },
    ])
  })

  it('keep ids as text', async () => {
    const ids = ['007', '7', '9007199254740993', '12346.0', '12346', '1E5', '__proto__', 'constructor']
    const content = `customer,date\n${ids.map(id => `${id},2024-01-02`).join('\n')}\n`
    const { rows } = await read(fileOf('a.csv', content))
    expect(rows.map(({ customer }) => customer)).toEqual(ids)
    const { rows: normalised } = await read(fileOf('a.csv', content), { idNormalise: true })
    expect(normalised[3]!.customer).toBe('12346')
  })

  it('take NULL and its kin for no id, and say so', async () => {
    const ids = ['NULL', '\\N', 'nan', 'NA', 'null@x.org']
    const path = fileOf('a.csv', `customer,date\n${ids.map(id => `${id},2024-01-02`).join('\n')}\n`)
    const { rows, notes } = await read(path)
    expect(rows.map(({ customer }) => customer)).toEqual([null, null, null, 'NA', 'null@x.org'])
    expect(notes[0]).toMatch(/^Rows whose customer NULL is read as no id: 1;/)
    const given = await read(path, { noIds: ['NA'] })
    expect(given.rows.map(({ customer }) => customer)).toEqual(['NULL', '\\N', 'nan', null, 'null@x.org'])
  })

  it('hold no more different ids than --limit distinct', async () => {
    const path = fileOf('a.csv', 'customer,date\na,2024-01-02\nb,2024-01-02\nc,2024-01-02\n')
    await expect(read(path, { limits: { ...DEFAULT_LIMITS, distinct: 2 } })).rejects.toMatchObject({
      message: /column customer: more than 2 different values/,
      hint: /--limit distinct=4/,
    })
  })

  it('keep rows without a customer', async () => {
    const { rows } = await read(fileOf('a.csv', 'customer,date,amount\n,2024-01-02,5\n'))
    expect(rows).toMatchObject([{ customer: null, amount: 5 }])
  })

  const STOPS: [what: string, content: string, exitCode: number, message: RegExp][] = [
    ['no customer', 'date,amount\n2024-01-02,1\n', 2, /no column found for the customer/],
    ['no time', 'customer,amount\nc,1\n', 2, /no column found for the time/],
    [
      'two customers',
      'customer_id,user_id,date\na,b,2024-01-02\n',
      2,
      /customer_id, user_id could each be the customer/,
    ],
    ['a name twice', 'customer,customer,date\na,b,2024-01-02\n', 2, /names customer more than once/],
    ['ambiguous dates', 'customer,date\na,03/04/2024\n', 3, /03\/04\/2024 may be day first or month first/],
    ['a two-digit year', 'customer,date\na,01/02/24\n', 3, /two-digit year/],
    [
      'dates of both kinds',
      'customer,date\na,13/04/2024\na,04/13/2024\n',
      3,
      /some dates can only be day first/,
    ],
    ['no date at all', 'customer,date\na,soon\n', 3, /most values cannot be read as a date, first: soon/],
    [
      'ambiguous amounts',
      'customer,date,amount\na,2024-01-02,"1,234"\n',
      3,
      /1,234 may be read with a decimal sign/,
    ],
    [
      'mixed amounts',
      'customer,date,amount\na,2024-01-02,"1,5"\na,2024-01-02,1.5\n',
      3,
      /some values use a decimal point/,
    ],
  ]
  it.each(STOPS)('stop at %s', async (_what, content, exitCode, message) => {
    await expect(read(fileOf('a.csv', content))).rejects.toMatchObject({ exitCode, message })
  })

  const STYLES: [
    cells: string[],
    decimal: string,
    thousands: string,
    options: Partial<InputOptions>,
    amounts: (number | null)[],
  ][] = [
    [['1,234.50', '1,000'], '.', ',', {}, [1234.5, 1000]],
    [['1.234,50', '1.000'], ',', '.', {}, [1234.5, 1000]],
    [['1 234,50', '1 000'], ',', 'space', {}, [1234.5, 1000]],
    [["1'234.50", '1,000'], '.', 'any', {}, [1234.5, 1000]],
    [["1'234.50", '1 000.5'], '.', 'any', {}, [1234.5, 1000.5]],
    [['12.50', '1'], '.', 'any', {}, [12.5, 1]],
    [['1,234'], '.', ',', { thousands: ',' }, [1234]],
    [['1,234'], ',', '.', { thousands: '.' }, [1.234]],
    [['1,234'], ',', 'none', { thousands: 'none' }, [1.234]],
    [['12.5', '1,234.5'], '.', 'none', { thousands: 'none' }, [12.5, null]],
    [['1,234.5', '1 234.5'], '.', ',', { thousands: ',' }, [1234.5, null]],
    [['12.5', 'NULL', '-', '12%', '(3.10)', '$4.00'], '.', 'any', {}, [12.5, null, null, null, -3.1, 4]],
  ]
  it.each(STYLES)(
    'read %j with the decimal sign %s and the thousands sign %s',
    async (cells, decimal, thousands, options, amounts) => {
      const lines = cells.map((cell, row) => `c${row},2024-01-02,"${cell}"`)
      const { rows, readings } = await read(
        fileOf('a.csv', `customer,date,amount\n${lines.join('\n')}\n`),
        options,
      )
      expect(
        cells.map((_, row) => rows.find(({ customer }) => customer === `c${row}`)?.amount ?? null),
      ).toEqual(amounts)
      const reading = (what: string) => readings.find(one => one.what === `${what} sign of amount`)
      expect([reading('decimal')?.value, reading('thousands')?.value]).toEqual([decimal, thousands])
      expect(reading('thousands')?.source).toBe(options.thousands ? 'given' : 'guessed')
    },
  )

  it('let a value far down decide, in a pass over the column', async () => {
    const filler = 'a,03/04/2024,"1,234"\n'.repeat(250_000)
    const { rows } = await read(
      fileOf('a.csv', `customer,date,amount\n${filler}a,31/04/2024,1\na,30/04/2024,"1,234.5"\n`),
    )
    expect(rows[0]).toMatchObject({ day: '2024-04-03', amount: 1234 })
    expect(rows).toHaveLength(250_001)
  })

  it('stop at amounts in two currencies', async () => {
    const path = fileOf('a.csv', 'customer,date,amount\na,2024-01-02,$1.00\na,2024-01-02,€1.00\n')
    await expect(read(path)).rejects.toMatchObject({ exitCode: 3, message: /more than one currency: \$, €/ })
  })

  it('keep the decimals of the currency and four more', async () => {
    const file = (currency: string) =>
      fileOf('a.csv', `customer,date,amount,currency\na,2024-01-02,1.23456789,${currency}\n`)
    expect((await read(file('EUR'))).rows[0]!.amount).toBe(1.234568)
    expect((await read(file('JPY'))).rows[0]!.amount).toBe(1.2346)
    const { notes } = await read(file('KWD'))
    expect(notes).toEqual(['Amounts with more than 7 decimals, rounded to them half away from zero: 1.'])
  })
})

describe('rows set aside', () => {
  it('are counted and located', async () => {
    const content = [
      'customer,date,amount',
      'a,2024-01-02,1',
      'a,2024-02-30,1',
      'a,,1',
      'a,2024-01-03,x',
      'a,2024-01-03,',
      'a,2024-01-03',
      'a,2024-01-03,1,2',
      'a,2024-01-03,1E400',
      'b,2024-01-04,2',
    ].join('\n')
    const { rows, facts } = await read(fileOf('bad.csv', content))
    expect(rows.map(({ customer }) => customer)).toEqual(['a', 'b'])
    expect(facts[0]).toMatchObject({
      rowsRead: 9,
      rowsUsed: 2,
      setAside: {
        'time-unreadable': 1,
        'time-missing': 1,
        'amount-unreadable': 1,
        'amount-missing': 1,
        'amount-too-large': 1,
        ragged: 2,
      },
    })
    expect(facts[0]!.examples[0]).toMatch(/bad\.csv row 2, column date: date cannot be read: 2024-02-30$/)
  })

  it('stop the run with --strict, and where they are too many', async () => {
    const path = fileOf('a.csv', 'customer,date\na,2024-01-02\nb,x\n')
    await expect(read(path, { strict: true })).rejects.toMatchObject({
      exitCode: 3,
      message: /row 2, column date/,
    })
    await expect(read(path, { maxErrors: { limit: 0, isShare: false } })).rejects.toMatchObject({
      exitCode: 3,
      message: /1 of 2 rows/,
    })
    const many = fileOf('b.csv', `customer,date\n${'a,2024-01-02\n'.repeat(200)}${'a,x\n'.repeat(101)}`)
    await expect(read(many)).rejects.toMatchObject({ exitCode: 3, message: /101 of 301 rows/ })
  })
})

describe('several files', () => {
  const FILES = {
    'jan.csv': PLAIN,
    'feb/feb.csv': 'amount,customer_id,date\n1,c1,2024-02-01\n',
    'feb/notes.md': 'x',
  }

  it('are read as one, folders and globs too', async () => {
    const folder = folderOf(FILES)
    const expected = ['2024-01-02', '2024-01-03', '2024-02-01']
    const days = async (...paths: string[]) => (await read(paths)).rows.map(({ day }) => day).sort()
    expect(await days(join(folder, 'jan.csv'), join(folder, 'feb'))).toEqual(expected)
    expect(await days(folder)).toEqual(expected)
    expect(await days(join(folder, '**', '*.csv'))).toEqual(expected)
  })

  it('must have the same roles', async () => {
    const folder = folderOf({ ...FILES, 'mar.csv': 'customer_id,date\nc1,2024-03-01\n' })
    await expect(read(folder)).rejects.toMatchObject({
      exitCode: 2,
      message: /mar\.csv: no column for the amount/,
    })
  })
})

describe('files that are no exports', () => {
  const parquet = Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(40, 7)])
  const CASES: [what: string, content: string | Uint8Array, message: RegExp][] = [
    ['an empty file', '', /the file is empty/],
    ['HTML', '<!DOCTYPE html><html><body>Log in</body></html>', /this is an HTML page/],
    ['XLSX', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), /this is a spreadsheet/],
    ['JSON', '{"orders": []}', /this is JSON/],
    ['a truncated Parquet', parquet, /damaged or cut-off Parquet/],
    ['a truncated gzip', gzipSync(PLAIN.repeat(5000)).subarray(0, 200), /gzip data is damaged or cut off/],
    ['a truncated zstd', Buffer.from(ZSTD, 'base64').subarray(0, 40), /zstd data is damaged or cut off/],
    ['a NUL byte', 'customer,date\na\0b,2024-01-02\n', /NUL byte at byte 15/],
    [
      'an unclosed quote',
      `customer,date\n"a,2024-01-02\nb,2024-01-02\n`,
      /line 2, column customer: a quote opens there and is never closed/,
    ],
  ]
  it.each(CASES)('%s', async (_what, content, message) => {
    await expect(read(fileOf('a.csv', content))).rejects.toMatchObject({ exitCode: 3, message })
  })

  it('no such file, and a folder without exports', async () => {
    const folder = folderOf({ 'readme.md': 'x' })
    await expect(read(join(folder, 'no.csv'))).rejects.toMatchObject({ exitCode: 3, message: /no such file/ })
    await expect(read(folder)).rejects.toMatchObject({ exitCode: 3, message: /no exports in this folder/ })
    await expect(read(join(folder, '*.csv'))).rejects.toMatchObject({
      exitCode: 3,
      message: /no file matches/,
    })
  })
})

describe('times beside the time of the row', () => {
  const file = () =>
    fileOf(
      'spells.csv',
      'customer,started_at,ended_at,since\na,2024-01-02,2024-02-01,31.12.2019\nb,2024-01-03,,\nc,2024-01-04,soon,30.11.2019\nd,2024-01-05,2024-03-01,\n',
    )

  it('may be empty, are written in their own way, and set a row aside where they cannot be read', async () => {
    const options = { ...OPTIONS, roles: { acquired: 'since' } }
    const request = { needed: ['customer', 'time'], wanted: ['end'], columns: [] } as const
    const source = await openSource([file()], request, options)
    const dates = (values: Float64Array) =>
      Array.from(values, at => (Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 10)))
    for await (const { batch } of source.batches()) {
      expect(dates(batch.times('end'))).toEqual(['2024-02-01', null, '2024-03-01'])
      expect(dates(batch.times('acquired'))).toEqual(['2019-12-31', null, null])
    }
    const [{ setAside, examples } = { setAside: {}, examples: [] }] = source.tallies.map(tally =>
      tally.facts(),
    )
    expect(Object.values(setAside)).toEqual([1])
    expect(examples.join()).toContain('soon')
  })
})
