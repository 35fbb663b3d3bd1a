import { describe, expect, it } from 'vitest'
import { fileOf, tenure, tenureJson } from '../support/tenure.ts'

const orders = (amounts: readonly string[], name = 'amount') =>
  fileOf(
    'orders.csv',
    [`customer_id,date,${name}`, ...amounts.map((amount, i) => `c${i},2024-01-0${i + 1},${amount}`)].join(
      '\n',
    ),
  )

const notesOf = async (path: string) => (await tenureJson(['segment', path])).notes.join('\n')

describe('a column that is called an amount and is not taken', () => {
  it.each(['amount', 'Revenue', 'unit_price'])(
    'is named, with the cell that would not do: %s',
    async name => {
      const notes = await notesOf(orders(['n/k', 'tbd', '12.50'], name))
      expect(notes).toContain(`no money is counted: the column ${name} was not taken`)
      expect(notes).toContain(`first: n/k; --amount ${name} takes it all the same`)
    },
  )

  it('is not spoken of where most of its cells are numbers', async () => {
    expect(await notesOf(orders(['n/k', '1', '12.50']))).not.toContain('no money is counted')
  })
})

describe('a cell of any length', () => {
  const long = 'x'.repeat(100_000)

  it.each([
    ['an unreadable amount', orders([long, '1', '2'])],
    ['an unreadable column', orders([long, 'y'])],
    ['an unreadable date', fileOf('dates.csv', `customer_id,date,amount\na,${long},1\n`)],
  ])('fills no screen with %s', async (_, path) => {
    const { stdout, stderr } = await tenure(['segment', path, '--max-errors', '50%'])
    const longest = Math.max(...`${stdout}\n${stderr}`.split('\n').map(line => line.length))
    expect(longest).toBeLessThan(1000)
  })
})
