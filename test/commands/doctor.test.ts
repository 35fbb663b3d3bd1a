import { availableParallelism } from 'node:os'
import { expect, it } from 'vitest'
import { fileOf, rowsOf, tenure, tenureJson } from '../support/tenure.ts'

it('tells what tenure runs on', async () => {
  const lines = new Map(
    rowsOf(await tenureJson(['doctor']), 'machine').map(({ what, value }) => [what, value]),
  )
  expect(lines.get('Node')).toBe(process.version)
  expect(lines.get('processors')).toBe(String(availableParallelism()))
  expect(lines.get('time-zone data')).toBe(process.versions.tz)
  // A processor without it would fail the tests of reading, too.
  expect(lines.get('WebAssembly SIMD')).toBe('yes')
})

it('tells what would be read, and why not, without a cell of it', async () => {
  const cells = fileOf('a.csv', 'customer_id;order_date;amount\nanna;2024-01-02;10,50\n')
  const words = ['doctor', cells, 'fixtures/orders.parquet', fileOf('b.csv', '<html></html>'), 'no-such.csv']
  const [text, parquet, page, missing] = rowsOf(await tenureJson(words), 'files')
  expect(text).toMatchObject({
    format: 'CSV',
    bytes: 52,
    columns: 'customer_id, order_date, amount',
    problem: null,
  })
  expect(text!.read_with).toContain('delimiter ;')
  expect(parquet).toMatchObject({ format: expect.stringMatching(/^Parquet/), problem: null })
  expect(page!.problem).toContain('HTML')
  expect(missing!.problem).toContain('no such file')
  const { stdout } = await tenure([...words, '--format', 'json'])
  expect(stdout).not.toContain('anna')
})

it('speaks of no date, since no row is read', async () => {
  const { stderr } = await tenure(['doctor', 'fixtures/orders.csv'])
  expect(stderr).toBe('')
})
