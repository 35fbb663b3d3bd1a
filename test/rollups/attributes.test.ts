import { describe, expect, it } from 'vitest'
import { attributesRollup } from '../../src/rollups/attributes-rollup.ts'
import { channelOf } from '../support/attributes.ts'
import { CHANNEL, type Line, randomNumbers, rolledUp, shuffled } from '../support/batches.ts'

const rollUp = (parts: readonly (readonly Line[])[], at: 'first' | 'last') =>
  rolledUp(attributesRollup, { roles: [CHANNEL], at }, parts)

describe('the row that counts', () => {
  const CASES: [
    what: string,
    lines: Line[],
    first: string | null | undefined,
    last: string | null | undefined,
  ][] = [
    [
      'by time, not by place',
      [
        { customer: 'a', at: 5, amount: 1, channel: 'web' },
        { customer: 'a', at: 2, amount: 1, channel: 'shop' },
      ],
      'shop',
      'web',
    ],
    [
      'of the same time the first by file, then by row (G11)',
      [
        { customer: 'a', at: 5, amount: 1, file: 1, row: 1, channel: 'b1' },
        { customer: 'a', at: 5, amount: 1, file: 0, row: 9, channel: 'a9' },
        { customer: 'a', at: 5, amount: 1, file: 0, row: 3, channel: 'a3' },
      ],
      'a3',
      'b1',
    ],
    [
      'an empty cell of that row is no value, whatever others hold',
      [
        { customer: 'a', at: 1, amount: 1, channel: null },
        { customer: 'a', at: 2, amount: 1, channel: 'web' },
        { customer: 'a', at: 3, amount: 1, channel: null },
      ],
      null,
      null,
    ],
    [
      'refunds are no orders (G6)',
      [
        { customer: 'a', at: 1, amount: -1, channel: 'return' },
        { customer: 'a', at: 2, amount: 1, channel: 'web' },
        { customer: 'a', at: 3, amount: -1, channel: 'return' },
      ],
      'web',
      'web',
    ],
    [
      'nor is a row of somebody else',
      [{ customer: 'b', at: 1, amount: 1, channel: 'x' }],
      undefined,
      undefined,
    ],
    ['nor one of nobody', [{ customer: null, at: 1, amount: 1, channel: 'x' }], undefined, undefined],
  ]
  it.each(CASES)('%s', (_, lines, first, last) => {
    expect(channelOf(rollUp([lines], 'first'), 'a')).toBe(first)
    expect(channelOf(rollUp([lines], 'last'), 'a')).toBe(last)
  })
})

describe('any split of the rows gives the same values', () => {
  it.each(['first', 'last'] as const)('%s', at => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = randomNumbers(seed)
      const lines = Array.from({ length: 60 }, (_, row) => ({
        customer: random() < 0.1 ? null : `c${Math.floor(random() * 9)}`,
        at: Math.floor(random() * 12),
        amount: random() < 0.1 ? -1 : 1,
        file: row < 30 ? 0 : 1,
        row: (row % 30) + 1,
        channel: random() < 0.2 ? null : `ch${Math.floor(random() * 5)}`,
      }))
      const told = (parts: readonly (readonly Line[])[]) => {
        const values = rollUp(parts, at)
        return [values.customers, ...Array.from({ length: 9 }, (_, i) => channelOf(values, `c${i}`))]
      }
      const whole = told([lines])
      const cut = Math.floor(random() * lines.length)
      expect(told([lines.slice(0, cut), lines.slice(cut)])).toEqual(whole)
      expect(told([lines.slice(cut), lines.slice(0, cut)])).toEqual(whole)
      expect(told([[], lines])).toEqual(whole)
      expect(told([lines, []])).toEqual(whole)
      expect(told([shuffled(lines, random)])).toEqual(whole)
      expect(told(lines.map(line => [line]))).toEqual(whole)
    }
  })
})
