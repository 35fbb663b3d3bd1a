import { describe, expect, it } from 'vitest'
import { fileOf, tenure } from '../support/tenure.ts'

const FILE = fileOf('orders.csv', 'customer,date,amount\na,2024-01-01,5\nb,2024-01-03,7\n')

describe('a group with a default', () => {
  it('needs one word only', async () => {
    const short = await tenure(['segment', FILE])
    expect(short.code).toBe(0)
    expect(short).toEqual(await tenure(['segment', 'rfm', FILE]))
  })

  it('takes flags before and after the file', async () => {
    const before = await tenure(['segment', '--scores', '3', FILE])
    expect(before.stdout).toContain('R3 F3')
    expect(before).toEqual(await tenure(['segment', FILE, '--scores', '3']))
  })

  it('lists what it holds, and says where the flags of the default are', async () => {
    const { code, stdout } = await tenure(['segment', '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('rfm: Customers in ten segments')
    expect(stdout).toContain('tenure segment rfm --help')
    const own = await tenure(['segment', 'rfm', '--help'])
    expect(own.stdout).toContain('--f-cuts')
  })

  it('asks for a file where there is none', async () => {
    const { code, stderr } = await tenure(['segment'])
    expect([code, stderr]).toEqual([2, expect.stringContaining("missing required argument 'FILE'")])
  })
})
