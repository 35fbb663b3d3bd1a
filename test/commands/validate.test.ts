/** A schema that `inspect` wrote catches damage of many kinds, at the right row, and lets clean exports pass. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fileOf, folderOf, type JsonReport, rowsOf, tenure } from '../support/tenure.ts'

const EXPORT = 'fixtures/orders.csv'
const DAY = ['--as-of', '2025-12-31']
const folder = folderOf({})
const SCHEMA = join(folder, 'orders.schema.yaml')
const ACCEPTED = join(folder, 'accepted.json')

beforeAll(async () => {
  await tenure(['inspect', EXPORT, ...DAY, '--write-schema', SCHEMA])
  await tenure(['validate', EXPORT, ...DAY, '--schema', SCHEMA, '--output', ACCEPTED])
})

/** Line 0 is the header; so line n is row n. */
type Lines = string[]

const cell = (row: number, column: number, to: (old: string) => string) => (lines: Lines) => {
  const cells = lines[row]!.split(',')
  cells[column] = to(cells[column]!)
  lines[row] = cells.join(',')
  return lines
}
const column = (place: number, to: (old: string, row: number) => string) => (lines: Lines) =>
  lines.map((line, row) => {
    const cells = line.split(',')
    if (row > 0) cells[place] = to(cells[place]!, row)
    return cells.join(',')
  })

const [ORDER, TIME, CUSTOMER, PRODUCT, CHANNEL, COUNTRY, QUANTITY, AMOUNT] = [0, 1, 2, 3, 4, 5, 6, 7]

interface Damage {
  readonly what: string
  readonly make: (lines: Lines) => Lines
  readonly code: string
  /** Null where it is about no single row. */
  readonly row: number | null
  readonly asOf?: string
}

const damage = (
  what: string,
  make: Damage['make'],
  code: string,
  row: number | null,
  asOf?: string,
): Damage => ({
  what,
  make,
  code,
  row,
  ...(asOf ? { asOf } : {}),
})

const DAMAGES: readonly Damage[] = [
  damage('a column is gone', lines => lines.map(line => line.replace(/,[^,]*$/, '')), 'column-missing', null),
  damage(
    'a column has another name',
    lines => [lines[0]!.replace('channel', 'source'), ...lines.slice(1)],
    'column-missing',
    null,
  ),
  damage(
    'a column is new',
    lines => lines.map((line, i) => `${line},${i === 0 ? 'note' : 'x'}`),
    'column-unexpected',
    null,
  ),
  damage(
    'cells of two columns change places',
    cell(7, CHANNEL, () => 'DE'),
    'enum',
    7,
  ),
  damage(
    'no customer',
    cell(8, CUSTOMER, () => ''),
    'required',
    8,
  ),
  damage(
    'blanks for a customer',
    cell(8, CUSTOMER, () => '  '),
    'required',
    8,
  ),
  damage(
    'no date',
    cell(9, TIME, () => ''),
    'required',
    9,
  ),
  damage(
    'no order id',
    cell(10, ORDER, () => ''),
    'required',
    10,
  ),
  damage(
    'an amount that is a word',
    cell(11, AMOUNT, () => 'n/a'),
    'type',
    11,
  ),
  damage(
    'an amount in cents',
    cell(12, AMOUNT, () => '235000'),
    'maximum',
    12,
  ),
  damage(
    'a refund of everything',
    cell(13, AMOUNT, () => '-98765'),
    'minimum',
    13,
  ),
  damage(
    'a decimal comma',
    cell(14, AMOUNT, old => `"${old.replace('.', ',')}"`),
    'type',
    14,
  ),
  damage(
    'half a piece',
    cell(15, QUANTITY, () => '1.5'),
    'type',
    15,
  ),
  damage(
    'a thousand pieces',
    cell(16, QUANTITY, () => '1000'),
    'maximum',
    16,
  ),
  damage(
    'a date that is none',
    cell(17, TIME, () => '2024-13-45T00:00:00'),
    'type',
    17,
  ),
  damage(
    'a date in another order',
    cell(18, TIME, () => '31/12/2024'),
    'type',
    18,
  ),
  damage(
    'the day that clocks start at',
    cell(19, TIME, () => '1970-01-01T00:00:00'),
    'minimum',
    19,
  ),
  damage(
    'a date of the next century',
    cell(20, TIME, () => '2199-01-01T00:00:00'),
    'future',
    20,
  ),
  damage(
    'a channel nobody knows',
    cell(21, CHANNEL, () => 'fax'),
    'enum',
    21,
  ),
  damage(
    'a country in small letters',
    cell(22, COUNTRY, old => old.toLowerCase()),
    'enum',
    22,
  ),
  damage(
    'an order id of another kind',
    cell(23, ORDER, () => 'X-17'),
    'pattern',
    23,
  ),
  damage(
    'a customer id that was a number',
    cell(24, CUSTOMER, () => '12346.0'),
    'pattern',
    24,
  ),
  damage(
    'an id that a spreadsheet rounded',
    cell(25, ORDER, () => '1.00E+09'),
    'pattern',
    25,
  ),
  damage(
    'letters that were read in the wrong encoding',
    cell(26, PRODUCT, () => 'P-00Ã©1'),
    'pattern',
    26,
  ),
  damage(
    'a formula',
    cell(27, PRODUCT, () => '=1+1'),
    'pattern',
    27,
  ),
  damage('a row twice', lines => [...lines, lines[28]!], 'duplicate-rows', 1481),
  damage('a row that ends early', lines => lines.with(29, 'O000000029,2024-02-01'), 'readable', 29),
  damage('two rows in one line', lines => lines.with(30, `${lines[30]},${lines[31]}`), 'readable', 30),
  damage('the end is missing', lines => lines.slice(0, 600), 'rows', null),
  damage(
    'the export stands there three times',
    lines => [...lines, ...lines.slice(1), ...lines.slice(1)],
    'rows',
    null,
  ),
  damage('yesterday is missing', lines => lines, 'freshness', null, '2026-01-05'),
]

/** What only the last accepted export tells. */
const CHANGES: readonly Damage[] = [
  damage(
    'a third of the rows is gone',
    lines => lines.filter((_, i) => i === 0 || i % 3 > 0 || i % 2 > 0).slice(0, 1000),
    'change-rows',
    null,
  ),
  damage(
    'most customers are one',
    column(CUSTOMER, (old, row) => (row % 9 ? 'C00000001' : old)),
    'change-customers',
    null,
  ),
  damage(
    'amounts are twice as high',
    column(AMOUNT, old => (Number(old) * 2).toFixed(2)),
    'change-revenue',
    null,
  ),
  damage(
    'every channel is the web',
    column(CHANNEL, () => 'web'),
    'change-distribution',
    null,
  ),
]

const damaged = ({ make }: Damage) =>
  fileOf('orders.csv', `${make(readFileSync(EXPORT, 'utf8').trimEnd().split('\n')).join('\n')}\n`)

async function validated({ asOf = '2025-12-31', ...rest }: Damage, more: readonly string[] = []) {
  const words = [
    'validate',
    damaged({ asOf, ...rest }),
    '--as-of',
    asOf,
    '--schema',
    SCHEMA,
    '--format',
    'json',
    ...more,
  ]
  const { code, stdout } = await tenure(words, { now: `${asOf}T12:00:00Z` })
  return { code, report: JSON.parse(stdout) as JsonReport }
}

describe('damage', () => {
  it.each(DAMAGES)('$what: $code', async one => {
    const { code, report } = await validated(one)
    expect(code).toBe(1)
    const found = rowsOf(report, 'violations').map(({ code, row }) => [code, row])
    expect(found).toContainEqual([one.code, one.row])
  })

  it.each(CHANGES)('$what: $code', async one => {
    const { code, report } = await validated(one, ['--against', ACCEPTED])
    expect(code).toBe(1)
    expect(rowsOf(report, 'violations').map(({ code }) => code)).toContain(one.code)
  })
})

describe('clean exports', () => {
  it.each([
    ['the same', [EXPORT], '2025-12-31'],
    ['a day later', ['--rows', '1505', '--seed', '1', '--to', '2026-01-01'], '2026-01-01'],
    ['two days later', ['--rows', '1505', '--seed', '1', '--to', '2026-01-02'], '2026-01-02'],
    ['three days later', ['--rows', '1505', '--seed', '1', '--to', '2026-01-03'], '2026-01-03'],
    ['of another seed', ['--rows', '1500', '--seed', '5'], '2025-12-31'],
  ])('%s: nothing', async (_what, words, asOf) => {
    const file =
      words[0] === EXPORT
        ? EXPORT
        : fileOf('orders.csv', (await tenure(['sample', 'orders', ...words])).stdout)
    const call = [
      'validate',
      file,
      '--as-of',
      asOf,
      '--schema',
      SCHEMA,
      '--against',
      ACCEPTED,
      '--format',
      'json',
    ]
    const { code, stdout } = await tenure(call, { now: `${asOf}T12:00:00Z` })
    expect(rowsOf(JSON.parse(stdout), 'violations')).toEqual([])
    expect(code).toBe(0)
  })
})

describe('schemas by hand', () => {
  const validate = async (schema: string, csv: string, more: Readonly<Record<string, string>> = {}) => {
    const files = folderOf({ 'schema.yaml': schema, 'a.csv': csv, ...more })
    const [data, path] = [join(files, 'a.csv'), join(files, 'schema.yaml')]
    return tenure(['validate', data, '--schema', path, '--format', 'json'])
  }
  const failures = async (...call: Parameters<typeof validate>) => {
    const { stdout } = await validate(...call)
    return rowsOf(JSON.parse(stdout), 'violations').map(({ code, column, row, value }) => [
      code,
      column,
      row,
      value,
    ])
  }

  it('reads a Table Schema as Frictionless publishes them', async () => {
    const schema = JSON.stringify({
      $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
      fields: [
        { name: 'id', type: 'integer', title: 'Number', constraints: { required: true } },
        { name: 'day', type: 'date', format: '%d/%m/%Y' },
        { name: 'mail', type: 'string', format: 'email', constraints: { maxLength: 12 } },
        { name: 'price', type: 'number', decimalChar: ',', groupChar: '.', constraints: { maximum: 1000 } },
      ],
      missingValues: ['', 'NA'],
      primaryKey: 'id',
    })
    const csv =
      'id;day;mail;price\n1;31/12/2024;a@b.de;1.000,00\n1;12/31/2024;a.b.de;1.000,01\nNA;NA;very@long.name;x\n'
    const found = (await failures(schema, csv)).filter(([code]) => code !== 'readable')
    expect(found).toEqual([
      ['required', 'id', 3, 'NA'],
      ['type', 'day', 2, '12/31/2024'],
      ['type', 'mail', 2, 'a.b.de'],
      ['max-length', 'mail', 3, 'very@long.name'],
      ['type', 'price', 3, 'x'],
      ['maximum', 'price', 2, '1.000,01'],
      ['unique', 'id', 2, '1'],
    ])
  })

  it('finds values that stand in no other file, and keys of several columns twice', async () => {
    const schema = [
      'fields: [{name: order}, {name: line}, {name: customer}]',
      'primaryKey: [order, line]',
      'foreignKeys: [{fields: customer, reference: {resource: customers.csv, fields: id}}]',
    ].join('\n')
    const csv = 'order,line,customer\n1,1,a\n1,2,b\n1,1,c\n2,1,c\n'
    expect(await failures(schema, csv, { 'customers.csv': 'id\na\nb\n' })).toEqual([
      ['unique', 'order, line', 3, '1 | 1'],
      ['reference', 'customer', 3, 'c'],
    ])
  })

  it.each([
    ['fields: [{name: a, typ: integer}]', /line 1 column \d+: there is no key typ, did you mean "type"/],
    ['fields: []', /it has no fields/],
    ['fields: [{name: a}, {name: a}]', /the field a stands there twice/],
    [
      'fields: [{name: a, type: integer, constraints: {minimum: 5, maximum: 1}}]',
      /minimum 5 is above maximum 1/,
    ],
    ['fields: [{name: a, constraints: {pattern: "x+", enum: [xx, y]}}]', /y is in enum, but does not match/],
    ['fields: [{name: a, constraints: {pattern: "("}}]', /no regular expression/],
    ['fields: [{name: a}]\nprimaryKey: b', /line 2 column \d+: there is no field b/],
    ['fields: [{name: a}]\ntenure: {rows: {min: 9, max: 1}}', /min 9 is above max 1/],
    ['fields: [{name: a', /not YAML/],
  ])('%s is refused', async (schema, message) => {
    const { code, stdout, stderr } = await validate(schema, 'a\n1\n')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
  })

  it('a warning does not fail', async () => {
    const schema = 'fields: [{name: a, type: integer, tenure: {severity: warn}}]'
    expect((await validate(schema, 'a\nx\n')).code).toBe(0)
    expect(await failures(schema, 'a\nx\n')).toEqual([['type', 'a', 1, 'x']])
  })
})

describe('reports for machines', () => {
  const path = damaged(DAMAGES.find(({ what }) => what === 'a formula')!)
  const printed = async (format: string) =>
    (await tenure(['validate', path, ...DAY, '--schema', SCHEMA, '--format', format])).stdout

  it('JUnit has a case for each check and a failure for each that fails', async () => {
    const xml = await printed('junit')
    expect(xml).toMatch(/<testsuite name="tenure validate" tests="\d+" failures="1"/)
    expect(xml.match(/<testcase /g)?.length).toBe(Number(/tests="(\d+)"/.exec(xml)![1]))
    expect(xml).toMatch(/<failure message="1 of 1480 rows">.*row 27 column product: =1\+1/)
  })

  it('SARIF has a result with file and line', async () => {
    const { version, runs } = JSON.parse(await printed('sarif'))
    expect(version).toBe('2.1.0')
    const [{ ruleId, level, locations }] = runs[0].results
    expect([ruleId, level]).toEqual(['pattern', 'error'])
    expect(locations[0].physicalLocation.region.startLine).toBe(28)
  })

  it('GitHub shows it beside the line', async () => {
    expect(await printed('github')).toMatch(/^::error file=.*orders\.csv,line=28,title=pattern of product::/)
  })

  it('other commands make no checks', async () => {
    const { code, stderr } = await tenure(['segment', EXPORT, '--format', 'sarif'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/--format sarif is for checks/)
  })
})
