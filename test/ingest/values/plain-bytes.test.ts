/** What is read from bytes must be what times.ts and amounts.ts read from the same text, or be left to them. */

import { describe, expect, it } from 'vitest'
import { AmountParser } from '../../../src/ingest/values/amounts.ts'
import { type PlainTime, plainAmount, readPlainTime } from '../../../src/ingest/values/plain-bytes.ts'
import { parseTime } from '../../../src/ingest/values/times.ts'
import { type Zone, zoneNamed } from '../../../src/math/zone.ts'
import { randomNumbers } from '../../support/batches.ts'

const BERLIN = zoneNamed('Europe/Berlin') as Zone
const padded = (text: string) => Buffer.from(`"${text},`)

function time(text: string): number {
  const into: PlainTime = { local: 0, isUtc: true }
  readPlainTime(padded(text), 1, 1 + Buffer.byteLength(text), into)
  return into.isUtc || Number.isNaN(into.local) ? into.local : BERLIN.toInstant(into.local)
}

function amount(text: string, sign: '.' | ',', scale: number): number {
  return plainAmount(padded(text), 1, 1 + Buffer.byteLength(text), sign.charCodeAt(0), scale)
}

describe('plain times', () => {
  it.each([
    '1970-01-01',
    '1900-03-01',
    '2000-02-29',
    '2024-12-31',
    '2024-03-31 02:30:00',
    '2024-10-27T02:30:00',
    '2199-12-31 23:59:59',
    '2024-06-01T00:00:00Z',
  ])('%s', text => {
    expect(time(text)).toBe(parseTime(text, 'iso', BERLIN))
  })

  it.each(['2023-02-29', '2024-13-01', '2024-00-01', '2024-01-01 24:00:00', '2024-1-1', '', '2024-01-01x'])(
    '%s is left to others',
    text => expect(time(text)).toBeNaN(),
  )

  it('every day of two centuries', () => {
    for (let day = -25_000; day < 60_000; day++) {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10)
      const into: PlainTime = { local: 0, isUtc: false }
      readPlainTime(Buffer.from(text), 0, 10, into)
      if (into.local !== day * 86_400_000) throw new Error(text)
    }
  })
})

describe('plain amounts', () => {
  it.each([
    ['0', 0],
    ['-0.00', 0],
    ['12.5', 12_500_000],
    ['-12.345678', -12_345_678],
    ['999999999.99', 999_999_999_990_000],
  ])('%s', (text, units) => expect(amount(text, '.', 6)).toBe(units))

  it.each([
    '',
    '-',
    '.5',
    '5.',
    '1,5',
    '1.2.3',
    '1e3',
    '1.2345678',
    '+1',
    ' 1',
    '(1)',
    '1234567890123456',
    '99999999999.99',
  ])('%s is left to others', text => expect(amount(text, '.', 6)).toBeNaN())

  it('are what the parser of text makes of them', () => {
    const random = randomNumbers(3)
    const letters = '0123456789.,-'
    for (let i = 0; i < 20_000; i++) {
      const text = Array.from(
        { length: 1 + Math.floor(random() * 9) },
        () => letters[Math.floor(random() ** 2 * 13)],
      ).join('')
      for (const sign of ['.', ','] as const) {
        const units = amount(text, sign, 4)
        if (!Number.isNaN(units)) expect([text, units]).toEqual([text, new AmountParser(sign, 4).parse(text)])
      }
    }
  })
})
