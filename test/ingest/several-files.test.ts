/** Folders that are columns, columns in another order, columns that some files lack. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf, rowsOf, tenure, tenureJson } from '../support/tenure.ts'

const HEADER = 'customer,date,amount\n'
const inspected = async (...words: string[]) => rowsOf(await tenureJson(['inspect', ...words]), 'summary')[0]

describe('folders named COLUMN=VALUE', () => {
  const FILES = {
    'sales/year=2026/month=11/a.csv': `${HEADER}a,2026-11-02,1\nb,2026-11-03,2\n`,
    'sales/year=2026/month=12/a.csv': `${HEADER}a,2026-12-02,4\n`,
    'sales/year=2027/month=01/a.csv': `${HEADER}c,2027-01-02,8\n`,
    'sales/year=__HIVE_DEFAULT_PARTITION__/month=a%2Fb/a.csv': `${HEADER}c,2027-01-03,16\n`,
  }

  it('are columns for filters', async () => {
    const folder = join(folderOf(FILES), 'sales')
    const net = async (...words: string[]) => (await inspected(folder, ...words))!.net_revenue
    expect(await net()).toBe(31)
    expect(await net('--where', 'year=2026')).toBe(7)
    expect(await net('--where', 'year=2026', '--where', 'month=12')).toBe(4)
    expect(await net('--where', 'year=')).toBe(16)
    expect(await net('--where', 'month=a/b')).toBe(16)
  })

  it('are columns for convert, and give the same from Parquet', async () => {
    const folder = folderOf(FILES)
    const [csv, parquet] = [join(folder, 'all.csv'), join(folder, 'year=2025', 'all.parquet')]
    await tenure(['convert', join(folder, 'sales'), '--output', csv])
    const lines = readFileSync(csv, 'utf8').trimEnd().split('\n')
    expect(lines.slice(0, 2)).toEqual(['customer,date,amount,year,month', 'a,2026-11-02,1,2026,11'])
    expect(lines.at(-1)).toBe('c,2027-01-03,16,,a/b')
    const typed = folderOf({ 'region=north/x.csv': HEADER })
    const path = join(typed, 'region=north', 'x.parquet')
    expect((await tenure(['convert', csv, '--output', path])).code).toBe(0)
    expect(await inspected(path, '--where', 'region=north')).toMatchObject({ net_revenue: 31, rows_used: 5 })
    const back = await tenure(['convert', path])
    expect(back.stdout.split('\n')[1]).toBe('a,2026-11-02,1,2026,11,north')
    expect(parquet).toContain('year=2025')
  })

  it('can play a role, and give way to a column of the file', async () => {
    const folder = folderOf({
      'date=2026-11-02/a.csv': 'customer,amount\na,1\n',
      'date=2026-11-05/a.csv': 'customer,amount\na,1\n',
      'own/customer=x/a.csv': `${HEADER}a,2026-11-02,1\nb,2026-11-02,1\n`,
    })
    const dates = await inspected(join(folder, 'date=*', '*.csv'))
    expect(dates).toMatchObject({ first_date: '2026-11-02', last_date: '2026-11-05' })
    expect((await inspected(join(folder, 'own')))!.customers).toBe(2)
    const { meta } = await tenureJson(['inspect', join(folder, 'date=*', '*.csv')])
    expect(meta.readings).toContainEqual(
      expect.objectContaining({ what: 'columns of its folders', value: 'date' }),
    )
  })
})

describe('files of several shapes', () => {
  const FILES = {
    'a.csv': 'customer,date,amount,channel\na,2026-11-02,1,web\nb,2026-11-02,1,shop\n',
    'b.csv': 'amount,date,customer,channel\n2,2026-11-03,a,web\n',
    'c.csv': 'customer,date,amount\nc,2026-11-04,4\n',
  }

  it('may have their columns in another order', async () => {
    const folder = folderOf(FILES)
    expect(await inspected(join(folder, '[ab].csv'))).toMatchObject({ customers: 2, net_revenue: 4 })
  })

  it('stop where one lacks a column that is needed, and say which option reads on', async () => {
    const folder = folderOf(FILES)
    const { code, stderr } = await tenure(['segment', 'rfm', folder, '--where', 'channel=web'])
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/c\.csv: no column is called channel.*\n.*--union-by-name/),
    ])
  })

  it('are read together with --union-by-name', async () => {
    const folder = folderOf(FILES)
    const union = [folder, '--union-by-name']
    expect(await inspected(...union)).toMatchObject({ customers: 3, net_revenue: 8 })
    expect(await inspected(...union, '--where', 'channel=web')).toMatchObject({ net_revenue: 3 })
    expect(await inspected(...union, '--where', 'channel=')).toMatchObject({ net_revenue: 4 })
    const out = join(folder, 'all.tsv')
    expect(
      (await tenure(['convert', join(folder, '[ac].csv'), '--union-by-name', '--output', out])).code,
    ).toBe(0)
    expect(readFileSync(out, 'utf8').split('\n')[3]).toBe('c\t2026-11-04\t4\t')
  })

  it('set rows aside whose date no column of their file gives', async () => {
    const folder = folderOf({ ...FILES, 'd.csv': 'customer,amount\nd,1\n' })
    const report = await tenureJson(['inspect', folder, '--union-by-name'])
    expect(report.meta.inputs.at(-1)!.set_aside).toEqual({ 'time-missing': 1 })
  })
})
