import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from '../support/tenure.ts'

const ORDERS = `customer_id,order_id,date,amount,status
a,1,2024-01-01,10,paid
a,2,2024-01-02,20,Fulfilled
b,3,2024-01-03,40,pending
b,4,2024-01-04,80,paid
c,5,2024-01-05,160,on-hold
c,6,2024-01-06,320,
`

const rowsLeftOut = async (words: readonly string[]) => {
  const report = await tenureJson(['segment', 'rfm', ...words])
  const [input] = report.meta.inputs
  return {
    leftOut: input!.left_out,
    used: input!.rows_used,
    notes: report.notes,
    cut: report.meta.history_cut,
  }
}

describe('--status-keep', () => {
  it('leaves out rows of other statuses, by status', async () => {
    const path = fileOf('orders.csv', ORDERS)
    const { leftOut, used, cut } = await rowsLeftOut([path, '--status-keep', 'paid,fulfilled'])
    expect(leftOut).toEqual({ 'status pending': 1, 'status on-hold': 1, 'no status': 1 })
    expect(used).toBe(3)
    // What was never sold is no history.
    expect(cut).toBe(false)
    const report = await tenureJson(['inspect', path, '--status-keep', 'paid,fulfilled'])
    expect(rowsOf(report, 'summary')[0]).toMatchObject({ orders: 3, net_revenue: 110, rows_left_out: 3 })
  })

  it('is a reading that is given', async () => {
    const report = await tenureJson(['inspect', fileOf('a.csv', ORDERS), '--status-keep', 'paid'])
    expect(report.meta.readings).toContainEqual({
      what: 'left out by status',
      value: 'all but paid',
      source: 'given',
      why: '--status-keep',
    })
  })

  it('says which of its words no row has', async () => {
    const { notes } = await rowsLeftOut([fileOf('a.csv', ORDERS), '--status-keep', 'paid,shipped'])
    expect(notes).toContain(
      'No row has the status shipped of --status-keep; the file has: paid, Fulfilled, pending, on-hold.',
    )
  })

  it('keeps rows that would be bad from being counted as such', async () => {
    const content = `${ORDERS}d,7,soon,not yet,pending\n`
    const { leftOut } = await rowsLeftOut([fileOf('a.csv', content), '--status-keep', 'paid'])
    expect(leftOut['status pending']).toBe(2)
  })

  it('replaces what a preset leaves out by status', async () => {
    const path = new URL('../../fixtures/presets/stripe.csv', import.meta.url).pathname
    const { leftOut } = await rowsLeftOut([path, '--status-keep', 'paid,failed', '--as-of', '2024-06-01'])
    // The charge that was never captured, and the one of the test mode, are no sales whatever their status.
    expect(leftOut).toEqual({ 'status Refunded': 1, 'test mode': 1, 'not captured': 1 })
  })

  it('says why where nothing is left', async () => {
    const { code, stderr } = await tenure([
      'segment',
      'rfm',
      fileOf('a.csv', ORDERS),
      '--status-keep',
      'sent',
    ])
    expect(code).toBe(3)
    expect(stderr).toContain('none of 6 rows can be used (left out: status paid, ')
    expect(stderr).toContain('--status-keep')
  })

  it('needs a column of statuses', async () => {
    const path = fileOf('a.csv', 'customer_id,date,amount\na,2024-01-01,1.5\n')
    const { code, stderr } = await tenure(['segment', 'rfm', path, '--status-keep', 'paid'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('no column found for the status')])
  })

  it('does not list the values of a column of ids', async () => {
    const rows = Array.from({ length: 500 }, (_, i) => `a,${i},2024-01-01,1,s${i}\n`).join('')
    const path = fileOf('a.csv', ORDERS + rows)
    const { leftOut } = await rowsLeftOut([path, '--status-keep', 'paid'])
    expect(Object.keys(leftOut).length).toBeLessThanOrEqual(42)
    expect(Object.values(leftOut).reduce((sum, rows) => sum + rows)).toBe(504)
  })
})

/** File name, its content, the customers it lists. */
const LISTS: [what: string, name: string, content: string][] = [
  ['ids one a line', 'ids.txt', 'b\n c \n\nzz\nb\n'],
  ['Windows line ends and a byte order mark', 'ids.txt', '\ufeffb\r\nc\r\nzz\r\n'],
  ['a header of a known name', 'staff.csv', 'Customer ID\nb\nc\nzz\n'],
  ['a column among others', 'staff.csv', 'name,email,customer_id\nBo,b@x,b\nCy,c@x,c\nZ,z@x,zz\n'],
  ['semicolons', 'staff.csv', 'Name;Kundennummer\nBo;b\nCy;c\nZ;zz\n'],
]

describe('--exclude-customers', () => {
  it.each(LISTS)('takes %s', async (_what, name, content) => {
    const path = fileOf('orders.csv', ORDERS)
    const { leftOut, used, notes } = await rowsLeftOut([path, '--exclude-customers', fileOf(name, content)])
    expect(leftOut).toEqual({ 'customer in --exclude-customers': 4 })
    expect(used).toBe(2)
    expect(notes.join()).toContain(
      'Customers left out by --exclude-customers: 2 of 3 listed; never found in the files: 1, first: zz.',
    )
  })

  it('takes the column of the name given with --customer', async () => {
    const folder = folderOf({ 'o.csv': ORDERS.replace('customer_id', 'who'), 'x.csv': 'id,who\nb,a\n' })
    const words = [join(folder, 'o.csv'), '--customer', 'who', '--exclude-customers', join(folder, 'x.csv')]
    expect((await rowsLeftOut(words)).used).toBe(4)
  })

  it('normalises ids on both sides', async () => {
    const folder = folderOf({ 'o.csv': ORDERS.replaceAll('\nb,', '\n17.0,'), 'x.txt': '17\n' })
    const words = [join(folder, 'o.csv'), '--exclude-customers', join(folder, 'x.txt')]
    expect((await rowsLeftOut(words)).used).toBe(6)
    expect((await rowsLeftOut([...words, '--id-normalise'])).used).toBe(4)
  })

  const REFUSED: [what: string, content: string, message: RegExp][] = [
    ['columns of which none is the customer', 'foo,bar\n1,2\n', /no column found for the customer/],
    ['a header alone', 'customer_id\n', /no customer in it/],
    ['lines that fall apart', 'one\nDoe, John\n', /row 1: 2 cells under a header of 1/],
  ]
  it.each(REFUSED)('refuses %s', async (_what, content, message) => {
    const folder = folderOf({ 'o.csv': ORDERS, 'x.csv': content })
    const words = [join(folder, 'o.csv'), '--exclude-customers', join(folder, 'x.csv')]
    const { code, stderr } = await tenure(['segment', 'rfm', ...words])
    expect(code).toBeGreaterThan(1)
    expect(stderr).toMatch(message)
  })
})
