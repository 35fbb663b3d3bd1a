/** The examples of docs/library.md and the README run as they stand, and give the numbers of the command line. */

import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { tenureJson } from './support/tenure.ts'

const examplesIn = (page: string) =>
  [...readFileSync(page, 'utf8').matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code!)

// In the project itself, so that its own name resolves to it as it does in a project that installs it.
const SCRIPT = `library-example-${process.pid}.tmp.mjs`
afterAll(() => rmSync(SCRIPT, { force: true }))

function printed(code: string): string {
  writeFileSync(SCRIPT, code)
  return execFileSync('node', [SCRIPT], { encoding: 'utf8' }).trim()
}

const [question, batches, model] = examplesIn('docs/library.md')

it('a question has the answer of the command line', async () => {
  const { tables } = await tenureJson(['segment', 'fixtures/orders.csv', '--as-of', '2025-12-31'])
  const names = tables.segments!.columns.map(({ name }) => name)
  const cells = ['segment', 'customers', 'revenue'].map(name => names.indexOf(name))
  const lines = tables.segments!.rows.map(row => cells.map(cell => row[cell]).join(' '))
  expect(printed(question!)).toBe(lines.join('\n'))
})

it('batches hold every amount', () => {
  const [header, ...lines] = readFileSync('fixtures/orders.csv', 'utf8').trim().split('\n')
  const place = header!.split(',').indexOf('amount')
  const cents = lines.reduce((sum, line) => sum + Math.round(Number(line.split(',')[place]) * 100), 0)
  expect(printed(batches!)).toBe(String(cents / 100))
})

it('a model is fitted to numbers', () => expect(printed(model!)).toBe('r alpha a b 6'))

it('the README has an example that runs', () => {
  expect(printed(examplesIn('README.md')[0]!)).toMatch(/^Champions \d+\n/)
})
