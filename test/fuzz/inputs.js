/** The inputs of the fuzzer: input i of a seed is the same file and the same command, whenever it is made. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { mutate, mutateRows, pick, randomFrom } from './mutate.js'

const folder = kind => fileURLToPath(new URL(`../ingest/${kind}/files`, import.meta.url))

const filesOf = kind =>
  readdirSync(folder(kind))
    .filter(name => name !== 'expected.json')
    .sort()
    .map(name => readFileSync(join(folder(kind), name)))

const ORDERS = [
  'customer_id,order_id,date,amount,currency,status',
  'c1,1,2024-01-02,10.50,EUR,paid',
  'c2,2,2024-01-03 10:00:00,"1,234.50",EUR,paid',
  '"José ""J"", Ω",3,2024-01-31T23:59:59Z,-3,EUR,refunded',
  'c1,4,2024-02-10,7,EUR,paid',
  ',5,2024-02-11,0,EUR,"two\nlines"',
  'c3,6,2024-03-01,12.345678,EUR,cancelled',
].join('\n')

const EVENTS = [
  'user_id\tevent\ttimestamp\turl',
  'u1\tview\t1704153600\thttps://a.b/?q=1',
  'u1\tadd_to_cart\t1704153660\t',
  'u2\tview\t1704240000\tx',
  'u1\tpurchase\t1704153720\ty',
].join('\r\n')

const GERMAN = 'Kunden-Nr;Datum;Betrag\n007;02.01.2024;1.234,50\n8;31.12.2023;(12,00)\n9;3.1.2024;3 €\n'

/** Rows enough for many chunks, in forms that are read by way of their bytes. */
const PLAIN = [
  'order_id,customer_id,date,amount,note',
  ...Array.from({ length: 90 }, (_, row) => {
    const day = String((row % 28) + 1).padStart(2, '0')
    const note = row % 7 === 0 ? '"a ""note"",\nover lines"' : row % 5 === 0 ? '' : 'plain'
    return `o${100 + (row >> 1)},c${(row * 7) % 13},2024-03-${day}T10:00:${day},${row}.${row % 10},${note}`
  }),
  '',
].join('\n')

const TEXTS = [ORDERS, EVENTS, GERMAN, `\ufeff${ORDERS}`, `sep=;\n${GERMAN}`].map(text => Buffer.from(text))
TEXTS.push(Buffer.from(`\ufeff${ORDERS}`, 'utf16le'))
const PARQUET = filesOf('parquet')
const ARROW = filesOf('arrow')

/** A kind's share of the inputs is its share of this list. */
const KINDS = [
  'plain',
  'plain',
  'plain',
  'plain',
  'plain',
  'plain',
  'plain',
  'plain',
  'csv',
  'csv',
  'csv',
  'csv',
  'csv',
  'csv',
  'csv',
  'csv',
  'gzip',
  'gzip',
  'arrow',
  'arrow',
  'arrow',
  'arrow',
  'arrow',
  'parquet',
  'parquet',
  'parquet',
]

const COMMANDS = [
  ['inspect'],
  ['inspect', '--format', 'json'],
  ['cohort', '--format', 'csv'],
  ['cohort', '--customer', 'customer', '--time', 'date', '--format', 'json'],
  ['segment', 'rfm', '--format', 'json', '--max-errors', '1000000'],
  ['convert', '--format', 'csv'],
  ['convert', '--format', 'arrow'],
  ['convert', '--format', 'csv', '--types', 'infer'],
]

/** What rolls rows up, whatever is wrong with some of them. */
const ANSWERS = [
  ['segment', 'rfm', '--format', 'json', '--max-errors', '1000000', '--amount-is', 'line'],
  ['customers', '--format', 'csv', '--max-errors', '1000000', '--amount-is', 'line', '--min-gaps', '1'],
  ['cohort', '--format', 'json', '--max-errors', '1000000', '--amount-is', 'line'],
  ['inspect', '--format', 'json'],
]

/** What is given to `tenure`: a file of those bytes, its name, and the words before it. */
export function inputOf(seed, index) {
  const random = randomFrom(seed, index)
  const kind = pick(random, KINDS)
  const bytes = bytesOf(kind, random)
  return { kind, name: `input.${kind}`, bytes, words: pick(random, kind === 'plain' ? ANSWERS : COMMANDS) }
}

function bytesOf(kind, random) {
  if (kind === 'parquet') return mutate(pick(random, PARQUET), random, pick(random, PARQUET), false)
  if (kind === 'arrow') return mutate(pick(random, ARROW), random, pick(random, ARROW), false)
  if (kind === 'plain') return mutateRows(Buffer.from(PLAIN), random)
  const text = pick(random, TEXTS)
  if (kind === 'csv') return mutate(text, random, pick(random, TEXTS), true)
  if (random() < 0.5) return gzipSync(mutate(text, random, pick(random, TEXTS), true))
  return mutate(gzipSync(text), random, gzipSync(pick(random, TEXTS)), false)
}
