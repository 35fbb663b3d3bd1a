import { existsSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { spread } from '../../src/ingest/spread.ts'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from '../support/tenure.ts'

const inspect = (words: readonly string[]) => tenureJson(['inspect', ...words])

/** Codes and severities of what is found in an export of that content. */
async function findingsIn(content: string, words: readonly string[] = []) {
  const report = await inspect([fileOf('orders.csv', content), ...words])
  return rowsOf(report, 'findings').map(({ code, severity }) => `${severity} ${code}`)
}

/** The commands suggested for it, without the path. */
async function nextFor(content: string, words: readonly string[] = []) {
  const path = fileOf('orders.csv', content)
  const next = rowsOf(await inspect([path, ...words]), 'next')
  return next.map(({ command }) => String(command).replace(path, 'FILE'))
}

/** A shop as German software exports it; every figure below is counted by hand. */
const GERMAN = `Kunden-Nr;Rechnungsnummer;Rechnungsdatum;Gesamtbetrag;MwSt;Status
K1;R1;03.01.2024;1.234,50;200,10;bezahlt
K2;R2;15.01.2024;20,00;3,19;bezahlt
K2;C2;31.01.2024;-12,00;-1,92;storniert
K3;R3;02.02.2024;9,99;1,60;bezahlt
K3;R3;02.02.2024;5,01;0,80;bezahlt
;R4;03.02.2024;5,00;0,80;bezahlt
K1;R5;04.02.2024;0,00;0,00;bezahlt
K4;R6;30.02.2024;1,00;0,16;bezahlt
`

describe('a German export', () => {
  const path = fileOf('rechnungen.csv', GERMAN)

  it('is summed up', async () => {
    expect(rowsOf(await inspect([path]), 'summary')).toEqual([
      {
        rows_read: 8,
        rows_used: 7,
        rows_left_out: 0,
        rows_set_aside: 1,
        first_date: '2024-01-03',
        last_date: '2024-02-04',
        customers: 3,
        orders: 5,
        orders_without_customer: 1,
        // 1234.50 + 20 - 12 + 9.99 + 5.01 + 5 + 0
        net_revenue: 1262.5,
        refund_rows: 1,
        refunds: -12,
        zero_amount_orders: 1,
      },
    ])
  })

  it('has its dialect told', async () => {
    const [file] = rowsOf(await inspect([path]), 'files')
    expect(file).toMatchObject({ format: 'CSV', encoding: 'utf-8', delimiter: ';', size: GERMAN.length })
  })

  it('has its columns told as they are written', async () => {
    const columns = rowsOf(await inspect([path]), 'columns')
    const told = columns.map(({ column, role, type, empty, distinct, approximate, min, max }) =>
      [column, role, type, empty, distinct, approximate, min, max].join(' '),
    )
    expect(told).toEqual([
      'Kunden-Nr customer text 0.125 4 false K1 K4',
      'Rechnungsnummer order text 0 7 false C2 R6',
      'Rechnungsdatum time date 0 7 false 03.01.2024 04.02.2024',
      'Gesamtbetrag amount decimal 0 8 false -12,00 1.234,50',
      'MwSt  decimal 0 7 false -1,92 200,10',
      'Status status text 0 2 false bezahlt storniert',
    ])
    expect(columns[5]!.examples).toBe('bezahlt, storniert')
  })

  it('has its roles told, with the reason', async () => {
    const roles = rowsOf(await inspect([path, '--amount', 'MwSt']), 'roles')
    expect(roles.slice(0, 4)).toEqual([
      { role: 'customer', column: 'Kunden-Nr', source: 'guessed', why: 'its name' },
      { role: 'time', column: 'Rechnungsdatum', source: 'guessed', why: 'its name' },
      { role: 'amount', column: 'MwSt', source: 'given', why: '--amount' },
      { role: 'order', column: 'Rechnungsnummer', source: 'guessed', why: 'its name' },
    ])
  })

  it('has what is wrong with it told, and where', async () => {
    const findings = rowsOf(await inspect([path]), 'findings')
    expect(findings.map(({ severity, code, what }) => [severity, code, what])).toEqual([
      [
        'warning',
        'time-unreadable',
        'date cannot be read: 1 of 8 rows set aside; the first: row 8, column Rechnungsdatum: 30.02.2024',
      ],
      [
        'warning',
        'status-not-sold',
        'rows that may be no sales: storniert (1 order, -12.00); they are counted like any other',
      ],
      ['warning', 'orders-without-customer', 'orders that name no customer: 1 of 5 (20.0%)'],
      ['info', 'refund-letter', 'rows of orders whose id starts with C: 1, all of them refunds'],
      ['info', 'zero-amount-orders', 'orders with an amount of 0: 1 of 5 (20.0%)'],
      ['info', 'several-amounts', 'money is read from Gesamtbetrag; not added to it and not taken off: MwSt'],
    ])
  })

  it('has the commands told that settle it, which then find it settled', async () => {
    const next = await nextFor(GERMAN)
    expect(next).toContain('tenure inspect FILE --status-keep bezahlt')
    expect(next).toContain("tenure inspect FILE --refund-pattern '^C'")
    const settled = await findingsIn(GERMAN, ['--status-keep', 'bezahlt', '--refund-pattern', '^C'])
    expect(settled).toContain('info left-out')
    expect(settled).not.toContain('info refund-letter')
  })
})

const PLAIN = 'customer_id,date,amount\na,2024-01-01,1.50\nb,2024-01-02,2.25\n'

/** Each is an error of every analysis; inspect tells of it, still describes the columns, and exits 0. */
const STOPPERS: [what: string, content: string, code: string, remedies: string[]][] = [
  ['no time', 'customer_id,amount\na,1.50\n', 'no-time-column', []],
  [
    'a date by another name',
    'customer_id,day_of_it,day_two,amount\na,2024-01-01,2024-01-02,1.5\n',
    'no-time-column',
    ['--time day_of_it', '--time day_two'],
  ],
  [
    'no customer',
    'holder_id,date,amount\na,2024-01-01,1.5\nb,2024-01-02,1\n',
    'no-customer-column',
    ['--customer holder_id'],
  ],
  [
    'days or months',
    'customer_id,date,amount\na,03/04/2024,1.50\n',
    'ambiguous-date',
    ['--date-format dmy', '--date-format mdy'],
  ],
  [
    'both',
    'customer_id,date,amount\na,13/04/2024,1.50\nb,04/13/2024,1\n',
    'mixed-dates',
    ['--date-format dmy', '--date-format mdy'],
  ],
  [
    'a short year',
    'customer_id,date,amount\na,13/04/24,1.50\n',
    'short-year',
    ['--date-format dmy', '--date-format mdy'],
  ],
  ['words for dates', 'customer_id,date,amount\na,soon,1.50\n', 'no-readable-date', []],
  [
    'thousands or decimals',
    'customer_id,date,amount\na,2024-01-01,"1,234"\n',
    'ambiguous-amount',
    ['--decimal .', '--decimal ,'],
  ],
  [
    'points and commas',
    'customer_id,date,amount\na,2024-01-01,1.50\nb,2024-01-01,"1,50"\n',
    'mixed-amounts',
    ['--decimal .', '--decimal ,'],
  ],
  [
    'two customers',
    `client_id,${PLAIN.replaceAll('\n', '\nz,').slice(0, -2)}`,
    'several-customer-columns',
    ['--customer client_id', '--customer customer_id'],
  ],
  [
    'two amounts',
    'customer_id,date,amount,total\na,2024-01-01,1.50,2\n',
    'several-amount-columns',
    ['--amount amount', '--amount total'],
  ],
  [
    'a name that comes twice',
    'customer_id,date,date,amount\na,2024-01-01,x,1.5\n',
    'repeated-column-name',
    [],
  ],
  [
    'two currencies',
    'customer_id,date,amount,Currency Code\na,2024-01-01,1,EUR\nb,2024-01-02,2,USD\n',
    'several-currencies',
    ["--where 'Currency Code=EUR'", "--where 'Currency Code=USD'"],
  ],
  [
    'two signs of money',
    'customer_id,date,amount\na,2024-01-01,€1\nb,2024-01-02,$2\n',
    'several-currencies',
    [],
  ],
  [
    'amounts of orders or lines',
    'customer_id,order_id,date,amount\na,1,2024-01-01,7\na,1,2024-01-01,7\n',
    'amounts-repeat',
    ['--amount-is line', '--amount-is order'],
  ],
  [
    'an order of two customers',
    'customer_id,order_id,date,amount\na,1,2024-01-01,7\nb,1,2024-01-01,8\n',
    'order-of-several-customers',
    ['--order-key customer+day'],
  ],
  ['a date in the future', `${PLAIN}c,2204-01-02,3\n`, 'date-out-of-line', ['--as-of 2024-01-02']],
  ['a date long after the others', `${PLAIN}c,2024-02-01,3\n`, 'date-out-of-line', ['--as-of 2024-01-02']],
  [
    'bad rows',
    `${PLAIN}${'c,2024-01-02,x\n'.repeat(101)}${'c,2024-01-02,1\n'.repeat(101)}`,
    'too-many-bad-rows',
    ['--max-errors 101'],
  ],
  ['a header alone', 'customer_id,date,amount\n', 'no-rows', []],
]

describe('what an analysis stops at', () => {
  it.each(STOPPERS)('%s', async (_what, content, code, remedies) => {
    expect(await findingsIn(content)).toContain(`error ${code}`)
    const next = await nextFor(content)
    for (const remedy of remedies) expect(next).toContain(`tenure inspect FILE ${remedy}`)
    const analysis = await tenure(['cohort', fileOf('orders.csv', content)])
    expect(analysis.code).toBeGreaterThan(1)
    const report = await inspect([fileOf('orders.csv', content)])
    expect(rowsOf(report, 'columns').length).toBeGreaterThan(1)
  })

  it.each(STOPPERS.filter(([, , , remedies]) => remedies.length > 0))(
    'is settled by what is suggested: %s',
    async (_what, content, code, [remedy]) => {
      const words = remedy!
        .replaceAll("'", '')
        .split(/ (.*)/s)
        .filter(word => word !== '')
      expect(await findingsIn(content, words)).not.toContain(`error ${code}`)
    },
  )

  it('leaves money open where the total would be a guess', async () => {
    const repeating = STOPPERS.find(([, , code]) => code === 'amounts-repeat')![1]
    const revenue = async (words: string[]) =>
      rowsOf(await inspect([fileOf('orders.csv', repeating), ...words]), 'summary')[0]!.net_revenue
    expect(await revenue([])).toBeNull()
    expect(await revenue(['--amount-is', 'line'])).toBe(14)
    expect(await revenue(['--amount-is', 'order'])).toBe(7)
  })

  it('is told of each file: a role that only one of them has', async () => {
    const folder = folderOf({ 'a.csv': PLAIN, 'b.csv': 'customer_id,amount\na,1.5\n' })
    const codes = rowsOf(await inspect([folder]), 'findings').map(({ code }) => code)
    expect(codes).toContain('time-missing-in-file')
  })
})

describe('findings', () => {
  const FOUND: [what: string, content: string, finding: string][] = [
    ['rows that repeat', `${PLAIN}b,2024-01-02,2.25\n`, 'warning repeated-rows'],
    ['no amount', 'customer_id,date\na,2024-01-01\n', 'warning no-amount-column'],
    [
      'ids a data frame has made numbers',
      PLAIN.replace('a,', '12.0,').replace('b,', '13.0,'),
      'warning ids-with-decimals',
    ],
    [
      'ids a spreadsheet has rounded',
      PLAIN.replace('a,', '4.0128e+10,').replace('b,', '13,'),
      'warning rounded-ids',
    ],
    ['cells that lack', `${PLAIN}c,2024-01-03\n`, 'warning ragged'],
    ['customers who only gave back', `${PLAIN}c,2024-01-03,-1\n`, 'info customers-with-refunds-only'],
    [
      'two statuses, which no analysis needs',
      'customer_id,date,amount,status,state\na,2024-01-01,1.5,x,y\n',
      'info several-status-columns',
    ],
  ]
  it.each(FOUND)('%s', async (_what, content, finding) => {
    expect(await findingsIn(content)).toContain(finding)
  })

  it('are none where nothing is wrong', async () => {
    expect(await findingsIn(PLAIN)).toEqual([])
  })

  it('do not take lines without amounts for repeated totals', async () => {
    const content = 'customer_id,order_id,date,line\na,1,2024-01-01,1\na,1,2024-01-01,2\n'
    expect(await findingsIn(content)).toEqual(['warning no-amount-column'])
  })
})

describe('statuses', () => {
  const SHOP = `order_id,customer_id,order_date,amount,status
1,a,2024-01-03,10.00,paid
1,a,2024-01-03,5.00,paid
2,b,2024-01-04,20.00,cancelled
2,b,2024-01-04,2.50,cancelled
3,a,2024-01-05,40.00,Pending payment
4,c,2024-01-06,80.00,test
5,a,2024-01-09,160.00,shipped
`
  it('are named with orders and money, and counted until they are left out', async () => {
    const report = await inspect([fileOf('a.csv', SHOP)])
    expect(rowsOf(report, 'findings').find(({ code }) => code === 'status-not-sold')!.what).toBe(
      'rows that may be no sales: cancelled (1 order, 22.50), Pending payment (1 order, 40.00), test (1 order, 80.00); they are counted like any other',
    )
    expect(rowsOf(report, 'summary')[0]).toMatchObject({ orders: 5, net_revenue: 317.5 })
    expect(await nextFor(SHOP)).toContain('tenure inspect FILE --status-keep paid,shipped')
  })

  it('are told when they are left out, with what they are worth', async () => {
    const report = await inspect([fileOf('a.csv', SHOP), '--status-keep', 'paid,shipped'])
    expect(rowsOf(report, 'findings').map(({ severity, what }) => [severity, what])).toEqual([
      [
        'info',
        'rows that are left out: status cancelled (1 order, 22.50), status Pending payment (1 order, 40.00), status test (1 order, 80.00)',
      ],
    ])
    expect(rowsOf(report, 'summary')[0]).toMatchObject({ orders: 2, net_revenue: 175, rows_left_out: 4 })
  })

  it('are kept by conditions where some rows have none', async () => {
    expect(await nextFor(`${SHOP}6,d,2024-01-09,1.00,\n`)).toContain(
      "tenure inspect FILE --where 'status!=cancelled' --where 'status!=Pending payment' --where 'status!=test'",
    )
  })
})

/** Header, the amount that is taken, and what it comes before. Names of invoices and shops in several languages. */
const AMOUNTS: [columns: string, taken: string, before: string][] = [
  ['subtotal,shipping,tax,total', 'total', 'subtotal'],
  ['Subtotal,Discount,Tax,Shipping,Grand Total', 'Grand Total', 'Subtotal'],
  ['net,gross,tax,total_amount', 'total_amount', 'net, gross'],
  ['Sales,Discount,Profit', 'Sales', ''],
  ['Montant HT,TVA,Montant TTC', 'Montant TTC', 'Montant HT'],
  ['Nettobetrag,MwSt,Gesamtbetrag', 'Gesamtbetrag', 'Nettobetrag'],
  ['importe_neto,iva,total_factura', 'total_factura', 'importe_neto'],
  ['Unit price,Tax 5%,Total,cogs,gross income', 'Total', ''],
]

describe('several columns of money', () => {
  const fileWith = (columns: string) => {
    const cells = columns.split(',').map((_, i) => `${i + 1}.50`)
    return fileOf('a.csv', `customer_id,date,${columns}\na,2024-01-01,${cells}\nb,2024-01-02,${cells}\n`)
  }

  it.each(AMOUNTS)('%s: one is taken, and why is said', async (columns, taken, before) => {
    const report = await inspect([fileWith(columns)])
    const reading = report.meta.readings.find(({ what }) => what === 'amount')
    expect(reading).toEqual({
      what: 'amount',
      value: taken,
      source: 'guessed',
      why: before === '' ? 'its name' : `its name, which comes before ${before}`,
    })
    const others = rowsOf(report, 'findings').find(({ code }) => code === 'several-amounts')!
    for (const name of before.split(', ')) expect(others.what).toContain(name)
    expect(others.what).not.toContain('%, gross margin')
  })

  it.each(['net,gross', 'Netto,Brutto', 'net_sales,gross_sales', 'total,revenue', 'Montant HT,Montant brut'])(
    '%s: equally good ones are a question',
    async columns => {
      const { code, stderr } = await tenure(['segment', 'rfm', fileWith(columns)])
      const [one, other] = columns.split(',')
      expect(code).toBe(2)
      expect(stderr).toContain(`${one}, ${other} could each be the amount`)
      expect(stderr).toContain('--amount COLUMN')
      const next = rowsOf(await inspect([fileWith(columns)]), 'next').map(({ command }) => String(command))
      expect(
        next.some(command => command.includes(`--amount '${one}'`) || command.endsWith(`--amount ${one}`)),
      ).toBe(true)
    },
  )
})

describe('what is no export', () => {
  const STRANGERS: [what: string, name: string, content: string | Uint8Array, message: RegExp][] = [
    ['nothing', 'a.csv', '', /the file is empty/],
    ['JSON', 'a.csv', '[{"a":1}]', /this is JSON/],
    ['a web page', 'a.csv', '<!DOCTYPE html>', /this is an HTML page/],
    ['a workbook', 'a.csv', 'PK\u0003\u0004', /XLSX/],
    ['cut off', 'a.csv.gz', gzipSync(PLAIN.repeat(100)).subarray(0, 60), /damaged or cut off/],
    [
      'Latin-1',
      'a.csv',
      Buffer.from('kunde,datum\nMüller,2024-01-01\n', 'latin1'),
      /--encoding windows-1252/,
    ],
  ]
  it.each(STRANGERS)('%s', async (_what, name, content, message) => {
    const { code, stdout, stderr } = await tenure(['inspect', fileOf(name, content)])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(message)
  })

  it('is a usage error where an option names a column that is not there', async () => {
    const { code, stderr } = await tenure(['inspect', fileOf('a.csv', PLAIN), '--where', 'statsu=paid'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('no column is called statsu (--where)')])
  })
})

describe('memory is bounded', () => {
  it('by counting nearly past a million values', async () => {
    const rows = 1_100_000
    const content = `customer_id,group\n${Array.from({ length: rows }, (_, i) => `id${i},${i % 7}\n`).join('')}`
    const [id, group] = rowsOf(await inspect([fileOf('ids.csv', content)]), 'columns')
    expect(id!.approximate).toBe(true)
    // Four standard errors of 0.81 %.
    expect(Math.abs(Number(id!.distinct) / rows - 1)).toBeLessThan(0.033)
    expect([group!.approximate, group!.distinct]).toEqual([false, 7])
  }, 180_000)

  it('by describing 2,000 columns', async () => {
    const names = Array.from({ length: 2100 }, (_, i) => `c${i}`)
    const report = await inspect([fileOf('wide.csv', `${names}\n${names}\n`)])
    expect(report.tables.columns!.rows).toHaveLength(2000)
    expect(rowsOf(report, 'findings').map(({ code }) => code)).toContain('columns-not-described')
  })
})

describe('at a terminal', () => {
  it('cuts nothing at 80 columns and ends with what to type', async () => {
    const { stdout } = await tenure(['inspect', fileOf('rechnungen.csv', GERMAN)], {
      columns: 80,
      env: { NO_COLOR: '1' },
    })
    const lines = stdout.split('\n')
    // Commands are not broken, so that they can be copied.
    const texts = lines.filter(line => !line.startsWith('  tenure '))
    expect(texts.length).toBeLessThan(lines.length)
    expect(Math.max(...texts.map(line => line.length))).toBeLessThanOrEqual(80)
    expect(stdout).not.toContain('…')
    expect(lines[0]).toBe('What is in it')
    expect(stdout.indexOf('What to type next')).toBeGreaterThan(stdout.indexOf('What to know of it'))
  })

  it('quotes what a shell would split', async () => {
    const path = fileOf("it's odd.csv", 'customer_id,Order Date,my pay\na,2024-01-01,1.25\n')
    const next = rowsOf(await inspect([path, '--amount', 'my pay']), 'next')
    expect(next.length).toBeGreaterThan(0)
    for (const { command } of next) {
      expect(command).toContain(`'${path.replace("'", String.raw`'\''`)}' --amount 'my pay'`)
    }
  })
})

const CDNOW = new URL('../../../shared/data/cdnow.csv', import.meta.url).pathname
const BASKETS = new URL('../../../shared/data/completejourney/transactions_sample.csv', import.meta.url)
  .pathname

describe('public data', () => {
  // Counted by DuckDB 1.5: count(distinct ...) of each column, rows less distinct rows, and sum(amount).
  it.skipIf(!existsSync(CDNOW))('CDNOW', async () => {
    const report = await inspect([CDNOW])
    expect(rowsOf(report, 'summary')[0]).toMatchObject({
      rows_used: 69_659,
      first_date: '1997-01-01',
      last_date: '1998-06-30',
      customers: 23_570,
      net_revenue: 2_500_315.63,
      zero_amount_orders: 80,
    })
    expect(rowsOf(report, 'columns').map(({ distinct }) => distinct)).toEqual([23_570, 546, 45, 8209])
    expect(rowsOf(report, 'findings')[0]!.what).toMatch(/every cell: 255$/)
  })

  // By DuckDB too; sales_value as decimal(18,6), as one of them is 4.44e-16. One basket id is written 4.0128e+10.
  it.skipIf(!existsSync(BASKETS))('The Complete Journey, where quantity multiplies nothing', async () => {
    const report = await inspect([BASKETS])
    expect(rowsOf(report, 'summary')[0]).toMatchObject({
      customers: 2377,
      orders: 47_243,
      net_revenue: 233_935.24,
      zero_amount_orders: 255,
    })
    const distinct = [2377, 293, 47_243, 20_902, 691, 1850, 837, 85, 21, 53, 47_152]
    expect(rowsOf(report, 'columns').map(column => column.distinct)).toEqual(distinct)
    expect(rowsOf(report, 'findings')[0]).toMatchObject({ code: 'rounded-ids', where: 'column basket_id' })
    const [first] = rowsOf(report, 'next')
    expect(first!.command).toMatch(/^tenure \w+[\w ]* \S+transactions_sample\.csv$/)
  })
})

describe('the least and the greatest value', () => {
  const usual = { ...spread }
  afterEach(() => void Object.assign(spread, usual))

  it.each([1 << 20, 16])('do not depend on where batches of %s bytes end', async chunkBytes => {
    Object.assign(spread, { chunkBytes })
    // Only the second number tells that the comma is the decimal sign; the last one is the greatest by far.
    const path = fileOf('orders.csv', 'customer,amount\na,"1.500"\nb,"7,5"\nc,"9,25"\nd,"2.000"\n')
    const amount = rowsOf(await inspect([path]), 'columns').find(({ column }) => column === 'amount')
    expect(amount).toMatchObject({ min: '7,5', max: '2.000' })
  })
})
