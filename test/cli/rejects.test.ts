/** --rejects, --max-errors and --strict as a user meets them. */

import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf, rowsOf, tenure, tenureJson } from '../support/tenure.ts'

const GOOD = 'a,2024-01-02,1\nb,2024-01-03,2\n'
const BAD = 'a,2024-02-30,1\n"b, c",2024-01-03,x\nd,2024-01-04\ne,"2024""-""01",5\n'
const HEADER = 'customer,date,amount\n'

const questionOf = (folder: string, ...words: string[]) => ['segment', 'rfm', join(folder, 'a.csv'), ...words]

describe('--rejects', () => {
  it('holds every row set aside: place, code, reason and the row as it stands in the file', async () => {
    const folder = folderOf({ 'a.csv': `${HEADER}${GOOD}${BAD}` })
    const file = join(folder, 'a.csv')
    const rejects = join(folder, 'rejects.csv')
    expect((await tenure(questionOf(folder, '--rejects', rejects))).code).toBe(0)
    expect(readFileSync(rejects, 'utf8').split('\n')).toEqual([
      'file,row,column,code,reason,text',
      `${file},3,date,time-unreadable,date cannot be read: 2024-02-30,"a,2024-02-30,1"`,
      `${file},4,amount,amount-unreadable,amount cannot be read: x,"""b, c"",2024-01-03,x"`,
      `${file},5,,ragged,wrong number of cells: 2 cells under a header of 3,"d,2024-01-04"`,
      `${file},6,date,time-unreadable,"date cannot be read: 2024""-""01","e,""2024""""-""""01"",5"`,
      '',
    ])
  })

  it('can itself be read, and gives the rows back', async () => {
    const folder = folderOf({ 'a.csv': `${HEADER}${GOOD}${BAD}` })
    const [rejects, again] = [join(folder, 'r.csv'), join(folder, 'again.csv')]
    await tenure(questionOf(folder, '--rejects', rejects))
    const { code } = await tenure(['convert', rejects, '--output', again])
    expect([code, readFileSync(again, 'utf8')]).toEqual([0, readFileSync(rejects, 'utf8')])
  })

  it('is whole where the rows were too many, and there is no other output', async () => {
    const folder = folderOf({
      'a.csv': `${HEADER}${'a,2024-02-30,1\n'.repeat(150)}`,
      'b.csv': HEADER + GOOD + BAD,
    })
    const [rejects, output] = [join(folder, 'r.csv'), join(folder, 'o.json')]
    const words = questionOf(folder, join(folder, 'b.csv'), '--rejects', rejects, '--output', output)
    const { code, stderr } = await tenure(words)
    expect([code, stderr]).toEqual([3, expect.stringMatching(/2 files: 154 of 156 rows cannot be used/)])
    expect(readFileSync(rejects, 'utf8').trimEnd().split('\n')).toHaveLength(155)
    expect(existsSync(output)).toBe(false)
  })

  it('appears not at all where the files cannot be read to their end', async () => {
    const folder = folderOf({ 'a.csv': gzipSync(`${HEADER}${GOOD}${BAD}`.repeat(9999)).subarray(0, 900) })
    const rejects = join(folder, 'r.csv')
    expect((await tenure(questionOf(folder, '--rejects', rejects))).code).toBe(3)
    expect(existsSync(rejects)).toBe(false)
  })

  it('works for convert and inspect, and for Parquet', async () => {
    const folder = folderOf({ 'a.csv': `${HEADER}${GOOD}${BAD}` })
    const rejects = join(folder, 'r.csv')
    const rowsIn = () => readFileSync(rejects, 'utf8').trimEnd().split('\n').slice(1)
    await tenure(['inspect', join(folder, 'a.csv'), '--rejects', rejects])
    expect(rowsIn()).toHaveLength(4)
    const parquet = join(folder, 'a.parquet')
    await tenure(['convert', join(folder, 'a.csv'), '--output', parquet, '--rejects', rejects])
    expect(rowsIn()).toHaveLength(1)
    await tenure(['segment', 'rfm', parquet, '--rejects', rejects])
    expect(rowsIn().map(line => line.split(',')[3])).toEqual([
      'time-unreadable',
      'amount-unreadable',
      'time-unreadable',
    ])
  })

  it('writes over nothing that is read or written', async () => {
    const folder = folderOf({ 'a.csv': HEADER + GOOD })
    const file = join(folder, 'a.csv')
    expect(await tenure(questionOf(folder, '--rejects', file))).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/is one of the files that are read\n {2}give --rejects another path/),
    })
    const twice = questionOf(folder, '--rejects', join(folder, 'o.csv'), '--output', join(folder, 'o.csv'))
    expect((await tenure(twice)).code).toBe(2)
    expect(readFileSync(file, 'utf8')).toBe(HEADER + GOOD)
  })
})

describe('how many rows may be set aside', () => {
  const row = (text: string, times: number) => `${text}\n`.repeat(times)
  // The larger of 100 rows and 0.1%: 100 of 200, 101 of 201; 200 of 200,000, 201 of 200,001.
  const CASES: [good: number, bad: number, words: string[], code: number][] = [
    [100, 100, [], 0],
    [100, 101, [], 3],
    [0, 1, [], 3],
    [0, 1, ['--max-errors', '1'], 3],
    [9, 1, ['--max-errors', '0'], 3],
    [9, 1, ['--max-errors', '1'], 0],
    [9, 1, ['--max-errors', '10%'], 0],
    [9, 1, ['--max-errors', '9.99%'], 3],
    [1000, 5, ['--max-errors', '0.5%'], 0],
    [1000, 6, ['--max-errors', '0.5%'], 3],
    [9, 1, ['--strict'], 3],
    [9, 0, ['--strict'], 0],
    [9, 1, ['--max-errors', '-1'], 2],
    [9, 1, ['--max-errors', '101%'], 2],
    [9, 1, ['--max-errors', '1.5'], 2],
  ]
  it.each(CASES)('%d good and %d bad rows, %j: exit code %d', async (good, bad, words, code) => {
    const folder = folderOf({ 'a.csv': HEADER + row('a,2024-01-02,1', good) + row('a,2024-02-30,1', bad) })
    expect((await tenure(questionOf(folder, ...words))).code).toBe(code)
  })

  it('counts over all files, however the rows are split', async () => {
    const files = {
      'x/a.csv': HEADER + row('a,2024-01-02,1', 60) + row('a,2024-02-30,1', 60),
      'x/b.csv': HEADER + row('a,2024-02-30,1', 41),
    }
    const { code, stderr } = await tenure(['segment', 'rfm', join(folderOf(files), 'x')])
    expect([code, stderr]).toEqual([3, expect.stringMatching(/2 files: 101 of 161 rows cannot be used/)])
  })

  it('takes missing customers, refunds and repeated rows for facts', async () => {
    const rows = `${row(',2024-01-02,1', 200)}${row('a,2024-01-02,1', 200)}${row('a,2024-01-03,-1', 200)}`
    const report = await tenureJson([
      'inspect',
      join(folderOf({ 'a.csv': HEADER + rows }), 'a.csv'),
      '--strict',
    ])
    expect(rowsOf(report, 'summary')[0]).toMatchObject({ rows_read: 600, rows_used: 600, rows_set_aside: 0 })
  })
})
