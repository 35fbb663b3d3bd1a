/** Whatever stands in a file, a header or a file name: it is shown, and does nothing. */

import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { FORMATS } from '../../src/render/renderer.ts'
import { renderers } from '../../src/render/index.ts'
import { terminalGate } from '../../src/render/terminal-gate.ts'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from '../support/tenure.ts'
import { column, rendered, report, table } from './reports.ts'

/** ECMA-48, "Trojan Source" (CVE-2021-42574), and code points that Unicode calls default ignorable. */
const TRICKS: [what: string, text: string][] = [
  ['a colour', '\u001b[31mred\u001b[0m'],
  ['a cleared screen', '\u001b[2J\u001b[H'],
  ['a title, and a clipboard', '\u001b]0;owned\u0007\u001b]52;c;cm0gLXJm\u0007'],
  ['a link', '\u001b]8;;http://evil\u001b\\safe\u001b]8;;\u001b\\'],
  ['a device control string', '\u001bP+q544e\u001b\\'],
  ['C1 in one byte', '\u009b31m\u009d0;x\u009c\u0090q\u009c'],
  ['a bell, a backspace, a carriage return', 'good\u0007\u0008\u0008bad\r'],
  ['NUL and DEL', 'a\u0000b\u007f'],
  ['lines', 'a\nb\u0085c\u2028d\u2029e\u000bf\u000c'],
  ['turned writing', 'user\u202etxt.exe\u202c \u2066a\u2069 \u200f\u200e\u061c'],
  ['zero width', 'pay\u200bpal\u2060\ufeff\u00ad\u034f'],
  ['joiners that join nothing', 'pay\u200dpal\u200c'],
  ['fillers', '\u3164\u115f\u1160\uffa0'],
  ['tags, and selectors of nothing', 'a\u{e0041}\u{e007f} b\ufe0e c\u{e0100}'],
  ['half a character', 'a\ud83d b\udc00'],
]

/** First and last code points of what must not reach a terminal; lines and tabs are looked at apart. */
const FORBIDDEN: readonly [first: number, last: number][] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfe0e, 0xfe0e],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xe0000, 0xe01ef],
]

const forbiddenIn = (text: string) =>
  [...text].filter(letter =>
    FORBIDDEN.some(([first, last]) => letter.codePointAt(0)! >= first && letter.codePointAt(0)! <= last),
  )

/** What hides nothing and must be left: families, flags, Persian, Hindi, Hebrew, Han with a variant. */
const HONEST = [
  '👨‍👩‍👧',
  '❤️',
  '1️⃣',
  '🏳️‍🌈',
  '👋🏽',
  'می‌خواهم',
  'क्‍ष',
  'שלום',
  '葛\u{e0100}城',
  'Ünïcödé',
  '日本',
  '한국',
]

const reportOf = (text: string) => {
  const columns = [column(text, 'text', [text]), column('n', 'integer', [1], { unit: text })]
  const one = table(columns, 1, { title: text, caption: text })
  const turned = table(columns, 1, { name: 'turned', title: text, show: 'record' })
  const plain = report([one, turned])
  const [input] = plain.facts.inputs
  const readings = [{ what: text, value: text, source: 'guessed' as const, why: text }]
  const inputs = [
    { ...input!, file: text, leftOut: { [text]: 1 }, setAside: { [text]: 1 }, examples: [text] },
  ]
  return { ...plain, notes: [text], facts: { ...plain.facts, currency: text, readings, inputs } }
}

/** Binary formats, which a terminal is refused, and those of checks, which reports like these are not. */
const ELSEWHERE: readonly string[] = ['parquet', 'arrow', 'junit', 'sarif', 'github']

describe.each(TRICKS)('%s', (_what, text) => {
  it.each(FORMATS.filter(format => !ELSEWHERE.includes(format)))('does nothing in %s', async format => {
    const written = await rendered(await renderers[format].load(), reportOf(text))
    expect(forbiddenIn(await gated(written, format))).toEqual([])
  })

  it('does nothing at a terminal, wherever it comes from', async () => {
    const content = `customer_id,${quoted(text)},date,amount\n${quoted(text)},${quoted(text)},2024-01-01,1.5\n`
    const name = `${Buffer.from(text.replaceAll('\u0000', '').replaceAll('/', '')).toString()}.csv`
    const path = fileOf(name, content.replaceAll('\u0000', ''))
    for (const words of [
      ['inspect', path],
      ['segment', 'rfm', path, '--detail'],
      ['segment', 'rfm', path, '--where', `${text}=1`],
      ['segment', 'rfm', path, `--${text}`],
      ['segment', 'rfm', path, '--tz', text],
      ['convert', path],
      ['inspect', `${path}x`],
      [text],
    ]) {
      const { stdout, stderr } = await tenure(words, { columns: 80, env: { NO_COLOR: '1' } })
      expect(forbiddenIn(stdout + stderr), words.join(' ')).toEqual([])
    }
  })
})

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

/** Formats that are not safe by themselves pass a gate before a terminal. */
async function gated(text: string, format: string): Promise<string> {
  if (format === 'table' || format === 'json' || format === 'markdown') return text
  return throughGate([Buffer.from(text)])
}

async function throughGate(chunks: readonly Buffer[]): Promise<string> {
  const terminal = new PassThrough({ highWaterMark: 1 << 20 })
  const gate = terminalGate(terminal)
  for (const chunk of chunks) gate.write(chunk)
  await new Promise<void>(resolve => gate.end(resolve))
  return ((terminal.read() as Buffer | null) ?? Buffer.alloc(0)).toString('utf8')
}

describe('what is honest', () => {
  it.each(HONEST)('is left: %s', async text => {
    expect(await rendered(await renderers.table.load(), reportOf(text))).toContain(text)
  })
})

describe('the gate before a terminal', () => {
  it('sees characters that fall apart between two pieces', async () => {
    const bytes = Buffer.from('a\u009bb,日本\ta\n\u202e')
    for (let cut = 0; cut <= bytes.length; cut++) {
      const text = await throughGate([bytes.subarray(0, cut), bytes.subarray(cut)])
      expect(text).toBe('a\\x9bb,日本\ta\n\\u202e')
    }
  })

  it('is not in a pipe, where bytes stay what they are', async () => {
    const path = fileOf('a.csv', 'a,b\n\u001b[31m,x\n')
    expect((await tenure(['convert', path])).stdout).toBe('a,b\n\u001b[31m,x\n')
  })

  it.each(['parquet', 'arrow'])('refuses %s', async format => {
    const path = fileOf('a.csv', 'customer_id,date\nx,2024-01-01\n')
    for (const words of [
      ['convert', path],
      ['segment', 'rfm', path],
    ]) {
      const { code, stdout, stderr } = await tenure([...words, '--format', format], { columns: 80 })
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain('--output FILE')
    }
  })
})

/** Names by which objects of JavaScript have more than was put in. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
]

describe('names of JavaScript are only text', () => {
  it.each(NAMES)('%s as a customer, a header, a product, a status', async name => {
    const content = `customer_id,${name},date,amount,status,currency\n${name},${name},2024-01-01,1.5,${name},EUR\nb,x,2024-01-02,2,paid,EUR\n`
    const path = fileOf('a.csv', content)
    const segments = await tenureJson(['segment', 'rfm', path, '--detail'])
    expect(rowsOf(segments, 'customers').map(({ customer }) => customer)).toContain(name)
    const looked = await tenureJson(['inspect', path])
    expect(rowsOf(looked, 'columns').map(one => one.column)).toContain(name)
    const where = await tenureJson(['segment', 'rfm', path, '--where', `${name}=${name}`])
    expect(where.meta.inputs[0]!.rows_used).toBe(1)
    const named = await tenureJson(['segment', 'rfm', path, '--customer', name])
    expect(named.meta.readings).toContainEqual(expect.objectContaining({ what: 'customer', value: name }))
    const kept = await tenureJson(['segment', 'rfm', path, '--status-keep', 'paid'])
    expect(kept.meta.inputs[0]!.left_out).toEqual({ [`status ${name}`]: 1 })
  })

  it.each(NAMES)('%s through every format of rows', async name => {
    const content = `a,${name}\n1,${name}\n`
    const path = fileOf('a.csv', content)
    for (const ending of ['parquet', 'arrow', 'tsv']) {
      const other = `${folderOf({})}/b.${ending}`
      await tenure(['convert', path, '-o', other])
      expect((await tenure(['convert', other, '--format', 'csv'])).stdout).toBe(content)
    }
  })

  it.each(NAMES)('%s where a word of ours is expected', async name => {
    const path = fileOf('a.csv', 'customer_id,date\na,2024-01-01\n')
    for (const words of [
      [name],
      ['inspect', path, `--${name}`],
      ['inspect', path, '--format', name],
      ['inspect', path, '--table', name, '--format', 'csv'],
      ['inspect', path, '--preset', name],
      ['inspect', path, '--customer', name],
      ['inspect', path, '--where', `${name}=1`],
      ['sample', name],
    ]) {
      const { code, stderr } = await tenure(words)
      expect(code, words.join(' ')).toBe(2)
      expect(stderr).not.toContain('bug')
    }
  })

  it.each(NAMES)('%s as the key of a row', async name => {
    const one = report([table([column(name, 'text', [name]), column('b', 'integer', [1])], 1)])
    const line = JSON.parse(await rendered(await renderers.ndjson.load(), one))
    expect(Object.entries(line)).toEqual([
      [name, name],
      ['b', 1],
    ])
  })
})

describe('Markdown', () => {
  // Each was shown as text by GitHub's own parser (cmark-gfm 0.29), and as a link, a heading or a list without escapes.
  const MARKUP: [cell: string, written: string][] = [
    ['https://evil.example', 'https\\://evil.example'],
    ['see www.evil.example', 'see www\\.evil.example'],
    ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
    ['![x](y)', '!\\[x\\](y)'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['<https://a.example>', '&lt;https\\://a.example&gt;'],
    ['a | b', 'a \\| b'],
    ['# big', '\\# big'],
    ['- item', '\\- item'],
    ['3. third', '3\\. third'],
    ['-1.50', '-1.50'],
    ['12.5', '12.5'],
  ]
  it.each(MARKUP)('writes %j as %j', async (cell, written) => {
    const one = report([table([column('a', 'text', [cell])], 1)])
    expect(await rendered(await renderers.markdown.load(), one)).toContain(`\n| ${written} |\n`)
  })
})

describe('CSV', () => {
  // https://owasp.org/www-community/attacks/CSV_Injection
  it.each(['=1', '+1', '-1', '@x', '\t=1', '\r=1'])('disarms a column of the name %j', async name => {
    const one = report([table([column(name, 'number', [-1])], 1)])
    const [header, row] = (await rendered(await renderers.csv.load(), one)).split(/\n(?=-)/)
    expect(header!.replaceAll('"', '')).toBe(`'${name}`)
    // A number stays a number.
    expect(row).toBe('-1\n')
  })
})
