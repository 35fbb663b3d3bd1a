import { describe, expect, it } from 'vitest'
import {
  AmountParser,
  type DecimalSign,
  decimalEvidence,
  TOO_LARGE,
} from '../../../src/ingest/values/amounts.ts'

// Units at scale 6 by hand: 1.5 is 1,500,000.
const POINT: [text: string, units: number][] = [
  ['0', 0],
  ['12', 12e6],
  ['12.5', 12.5e6],
  ['-12.50', -12.5e6],
  ['+3', 3e6],
  ['.5', 0.5e6],
  ['5.', 5e6],
  ['-0', 0],
  ['(12.34)', -12.34e6],
  ['12.34-', -12.34e6],
  ['−1', -1e6],
  ['$1,234.50', 1234.5e6],
  ['-$5.00', -5e6],
  ['$-5.00', -5e6],
  ['EUR 7.10', 7.1e6],
  ['7.10 kr', 7.1e6],
  ["1'234.50", 1234.5e6],
  ['1 234.50', 1234.5e6],
  ['12,34,567.00', 1234567e6],
  ['1e3', 1000e6],
  ['4.440892098500626e-16', 0],
  ['0.0000005', 1],
  ['-0.0000005', -1],
  ['0.1234564', 123456],
]

const COMMA: [text: string, units: number][] = [
  ['1.234,50', 1234.5e6],
  ['12,5', 12.5e6],
  ['1 234,50 €', 1234.5e6],
  ['1.234', 1234e6],
  ['-7,00', -7e6],
]

const UNREADABLE = [
  '',
  'abc',
  '12%',
  '1.2.3',
  '1,23,4',
  '12,3456.00',
  '--5',
  '0x10',
  'NaN',
  'Infinity',
  '1..2',
  '1-2',
]

const units = (text: string, decimal: DecimalSign) => new AmountParser(decimal, 6).parse(text)

describe('amounts', () => {
  it.each(POINT)('%j with a decimal point is %d units', (text, expected) => {
    expect(units(text, '.')).toBe(expected)
  })

  it.each(COMMA)('%j with a decimal comma is %d units', (text, expected) => {
    expect(units(text, ',')).toBe(expected)
  })

  it.each(UNREADABLE)('%j is no amount', text => {
    expect(units(text, '.')).toBeNaN()
  })

  it.each(['1E400', '99999999999999999999', '9007199254.740993'])('%s is too large to be exact', text => {
    expect(units(text, '.')).toBe(TOO_LARGE)
  })

  it('counts cells with more decimals than are kept', () => {
    const parser = new AmountParser('.', 2)
    for (const text of ['1.23', '1.234', '1.230', '0.001']) parser.parse(text)
    expect(parser.rounded).toBe(2)
  })

  it('remembers the currencies that are written around amounts', () => {
    const parser = new AmountParser('.', 2)
    for (const text of ['$1.00', '2.00', '€3.00', '$4.00']) parser.parse(text)
    expect([...parser.signs]).toEqual(['$', '€'])
  })
})

describe('the decimal sign of a column', () => {
  const CASES: [cells: string[], found: Partial<ReturnType<typeof decimalEvidence>>][] = [
    [['1,234'], { either: 1, eitherExample: '1,234', point: 0, comma: 0 }],
    [['1.234'], { either: 1, point: 0, comma: 0 }],
    [['0.123'], { either: 0, point: 1 }],
    [['1,23'], { comma: 1, point: 0 }],
    [['1.234,5'], { comma: 1, point: 0 }],
    [['1,234,567'], { point: 1, comma: 0 }],
    [['12', '100'], { point: 0, comma: 0, either: 0 }],
    [['x', '1.5'], { point: 1, unreadable: 1 }],
  ]
  it.each(CASES)('of %j', (cells, found) => {
    expect(decimalEvidence(cells)).toMatchObject(found)
  })
})
