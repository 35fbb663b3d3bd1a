import { describe, expect, it } from 'vitest'
import type { HeadColumn } from '../../src/ingest/head.ts'
import { plainDecimalEvidence, plainTimeEvidence } from '../../src/ingest/plain-evidence.ts'
import { decimalEvidence } from '../../src/ingest/values/amounts.ts'
import { timeEvidence } from '../../src/ingest/values/times.ts'

const HEADER = 'x\n'

/** Those cells as bytes, in two parts; each stands behind a header. */
function columnOf(cells: readonly string[]): HeadColumn {
  const half = cells.length >> 1
  const parts = [cells.slice(0, half), cells.slice(half)].map(own => {
    const starts = Int32Array.from(own, (_, row) => HEADER.length + own.slice(0, row).join('').length)
    const ends = starts.map((start, row) => start + own[row]!.length)
    const bytes = Buffer.from(HEADER + own.join(''))
    const text = (row: number) => own[row] || null
    return {
      column: { name: 'x', kind: 'text' as const, text, cells: { bytes, starts, ends } },
      rows: own.length,
    }
  })
  return { name: 'x', kind: 'text', text: row => cells[row] || null, parts }
}

const filled = (cells: readonly string[]) => cells.filter(cell => cell !== '')

describe('plain cells say by their bytes what they say by their texts', () => {
  it.each([
    ['dates', ['2024-01-02', '2024-02-29', '']],
    ['clocks', ['2024-01-02 03:04:05', '2024-01-02T03:04:05', '2024-01-02T03:04:05Z', '2024-12-31']],
  ])('%s', (_, cells) => {
    expect(plainTimeEvidence(columnOf(cells))).toEqual(timeEvidence(filled(cells)))
  })

  it.each([
    ['whole', ['1', '', '-20', '1234567890']],
    ['with decimals', ['1.5', '-0.25', '7', '1.2345', '', '0.123456']],
  ])('%s', (_, cells) => {
    expect(plainDecimalEvidence(columnOf(cells))).toEqual(decimalEvidence(filled(cells)))
  })
})

describe('texts are asked where a cell is not plain', () => {
  it.each(['2023-02-29', '03/04/2024', '2024-01-02 03:04', ' 2024-01-02', 'NULL', '20240102'])('%s', cell => {
    expect(plainTimeEvidence(columnOf(['2024-01-02', cell, '2024-01-03']))).toBe(null)
  })

  it.each([
    '1.234',
    '0.1234567',
    '12345678901234567890',
    '1,5',
    '1.2.3',
    '.5',
    '5.',
    '-',
    '-.5',
    ' 1',
    '1e5',
    '(1)',
    '€1',
    'NULL',
  ])('%s', cell => {
    expect(plainDecimalEvidence(columnOf(['1.5', cell, '2']))).toBe(null)
  })

  it('none', () => {
    expect(plainTimeEvidence(columnOf(['', '']))).toBe(null)
    expect(plainDecimalEvidence(columnOf([]))).toBe(null)
  })

  it('cells that have texts alone', () => {
    const column = { name: 'x', kind: 'text' as const, text: () => '1.5' }
    expect(plainDecimalEvidence({ ...column, parts: [{ column, rows: 1 }] })).toBe(null)
  })
})
