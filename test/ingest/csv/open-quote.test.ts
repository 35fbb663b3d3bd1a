/** The line of a quote that never closes: counted from the lines of the file, however many rows were read and dropped. */

import { describe, expect, it } from 'vitest'
import { fileOf, tenure } from '../../support/tenure.ts'

const HEADER = 'customer,date,amount,note\n'
const row = (note: string) => `c1,2024-01-02,3,${note}\n`

/** A bad row over several lines, from which on the reference reads. */
const BAD = 'c2,2024-01-03,"a\nb\nc",4,5,6\n'

const CASES: [what: string, text: string, line: number][] = [
  ['in the first row', `${HEADER}${row('"open')}`, 2],
  ['behind a bad row over three lines', `${HEADER}${BAD}${row('a')}${row('"open')}${row('b')}`, 6],
  ['behind many rows', `${HEADER}${BAD}${row('a').repeat(700)}${row('"open')}${row('b').repeat(30)}`, 705],
  ['behind lines that hold nothing', `${HEADER}${row('a')}\n\n${row('b').repeat(50)}\n${row('"open')}`, 56],
]

describe('a quote that is never closed', () => {
  it.each(CASES)('%s', async (_what, text, line) => {
    const path = fileOf('a.csv', text)
    for (const reader of [[], ['--reader', 'csv-parse']]) {
      const { code, stderr } = await tenure(['orders', path, ...reader])
      expect([code, stderr]).toEqual([
        3,
        expect.stringContaining(`a.csv line ${line}, column note: a quote opens there`),
      ])
    }
  })
})
