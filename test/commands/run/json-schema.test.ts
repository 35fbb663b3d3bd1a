/** The JSON Schema that editors complete and check files of jobs by. */

import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { jobKinds } from '../../../src/cli/job-kinds.ts'

const text = readFileSync('tenure.schema.json', 'utf8')
const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(JSON.parse(text))

const job = (options: string, input = 'inputs: { orders: orders.csv }') =>
  parse(`${input}\njobs: { j: { run: segment, output: j.json, ${options} } }`)

it('comes with the package', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8')).files).toContain('tenure.schema.json')
})

describe('takes', () => {
  it.each([
    ['fixtures/tenure.yaml', parse(readFileSync('fixtures/tenure.yaml', 'utf8'))],
    ['docs/run.md', parse(/```yaml\n(.*?)```/s.exec(readFileSync('docs/run.md', 'utf8'))![1]!)],
    ['a number as a variable', job("scores: '{n}'")],
    ['a list for a flag that repeats', job('where: [country=DE, channel!=web]')],
    ['a word for a list', job('status-keep: "paid,fulfilled"')],
    [
      'an input with its dialect',
      job('detail: true', 'inputs: { o: { files: [a.csv, b.csv], delimiter: ;, tz: Europe/Berlin } }'),
    ],
    ['an operand', parse('jobs: { j: { run: explain C1, output: a.json } }')],
    [
      'a job for every command',
      {
        jobs: Object.fromEntries(
          jobKinds().map(({ words, operands }, i) => [
            `j${i}`,
            { run: [words[0], ...operands].join(' '), output: 'x.csv' },
          ]),
        ),
      },
    ],
  ])('%s', (_, file) => {
    expect(isValid(file), JSON.stringify(isValid.errors?.slice(0, 3))).toBe(true)
  })
})

describe('refuses', () => {
  it.each([
    ['nothing', {}],
    ['no jobs', parse('jobs: {}')],
    ['an unknown key', parse('keeep: 3\njobs: { j: { run: segment, output: j.json } }')],
    ['an unknown command', parse('jobs: { j: { run: segmnt, output: j.json } }')],
    ['an operand too few', parse('jobs: { j: { run: explain, output: j.json } }')],
    ['no output', parse('jobs: { j: { run: segment } }')],
    ['an unknown option', job('detial: true')],
    ['an option of another command', job('t1: 3')],
    ['a switch that is a number', job('detail: 3')],
    ['a number that is a word', job('scores: few')],
    ['a choice there is not', job('order-key: basket')],
    ['a severity where nothing is checked', job('severity: warn')],
    ['an unknown option of an input', job('detail: true', 'inputs: { o: { files: a.csv, delimter: ; } }')],
    ['an input without files', job('detail: true', 'inputs: { o: { tz: UTC } }')],
    ['an as-of date of an input', job('detail: true', 'inputs: { o: { files: a.csv, as-of: 2025-01-01 } }')],
    ['keep that is no number', parse('keep: all\njobs: { j: { run: segment, output: j.json } }')],
  ])('%s', (_, file) => {
    expect(isValid(file)).toBe(false)
  })
})
