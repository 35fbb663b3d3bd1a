import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { fileOf, tenure, tenureJson } from '../../support/tenure.ts'

/** Rows of every kind, enough of them for many chunks: 17 MB. */
function dirtyOrders(): string {
  const lines = ['order,customer,date,amount,note\n']
  for (let row = 0; row < 230_000; row++) {
    const order = row >> 1
    const customer = order % 97 === 0 ? ' c7 ' : order % 101 === 0 ? 'NULL' : `c${(order * 7919) % 4001}`
    const day = String((row % 28) + 1).padStart(2, '0')
    const month = String((row % 12) + 1).padStart(2, '0')
    const date = row % 20_011 === 0 ? 'soon' : `2024-${month}-${day}T10:${day}:00`
    const amount = row % 89 === 0 ? '"€ 1,234.50"' : row % 83 === 0 ? '3.1234567' : `${row % 500}.25`
    const note =
      row % 31 === 0 ? '"a ""quoted"" note,\nover two lines"' : 'a note that makes the file long enough'
    lines.push(`o${order},${customer},${date},${amount},${note}\n`)
    if (row % 50_021 === 0) lines.push('short,row\n')
  }
  return lines.join('')
}

describe('threads', () => {
  it('change no answer, no count and no note', async () => {
    const path = fileOf('orders.csv', dirtyOrders())
    const answer = async (...options: string[]) => {
      const words = ['segment', path, '--amount-is', 'line', '--where', 'customer!=c9', ...options]
      const { meta, ...rest } = await tenureJson(words)
      return { ...rest, meta: { ...meta, options: null } }
    }
    const reference = await answer('--reader', 'csv-parse')
    expect(reference.meta.inputs[0]!.set_aside).toEqual({ ragged: 5, 'time-unreadable': 12 })
    for (const threads of ['1', '2', '3', '8']) {
      expect(await answer('--threads', threads)).toEqual(reference)
    }
    const strict = (threads: string) => tenure(['segment', path, '--strict', '--threads', threads])
    expect(await strict('3')).toEqual(await strict('1'))
  }, 240_000)

  it('that started for a file without an answer end with the run', () => {
    const path = fileOf('notes.csv', `customer,note\n${`c1,${'a'.repeat(96)}\n`.repeat(200_000)}`)
    const words = ['bin/tenure.js', 'segment', path, '--threads', '2']
    const { status, stderr } = spawnSync('node', words, { timeout: 30_000 })
    expect([status, stderr.toString()]).toEqual([2, expect.stringContaining('no column found for the time')])
  })
})
