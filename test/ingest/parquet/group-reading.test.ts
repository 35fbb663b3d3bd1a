import { describe, expect, it } from 'vitest'
import { type Batches, type Decoding, GroupReading } from '../../../src/ingest/parquet/group-reading.ts'
import type { RowsRequest } from '../../../src/ingest/parquet/protocol.ts'

const request = (group: number, next: number | null, columns: string[] | null = null): RowsRequest => ({
  kind: 'rows',
  group,
  columns,
  layouts: null,
  reuse: false,
  next,
})

const take: Decoding['take'] = batch => batch.intoIPCStream()

/** Two batches a row group, each of which is one byte: ten times the group, and its place. */
function decoder(): { log: string[]; decoding: Decoding } {
  const log: string[] = []
  const start = async ({ group, columns }: RowsRequest): Promise<Batches> => {
    log.push(`start ${group}${columns ? ` ${columns}` : ''}`)
    if (group === 9) throw new Error('group 9 is damaged')
    let place = 0
    return {
      read: async () => {
        if (place === 2) return { done: true, value: undefined }
        const byte = group * 10 + place++
        return { done: false, value: { intoIPCStream: () => Uint8Array.of(byte) } }
      },
      cancel: async () => log.push(`cancel ${group}`),
    } as unknown as Batches
  }
  return { log, decoding: { start, take } }
}

async function rowsOf(reading: GroupReading): Promise<number[]> {
  const found: number[] = []
  for (;;) {
    const response = await reading.take()
    if (!('rows' in response) || response.rows === null) return found
    found.push((response.rows as Uint8Array)[0]!)
  }
}

const settled = () => new Promise(resolve => setImmediate(resolve))

describe('row groups', () => {
  it('are begun before they are asked for', async () => {
    const { log, decoding } = decoder()
    const first = new GroupReading(request(1, 3), decoding)
    expect(await rowsOf(first)).toEqual([10, 11])
    await settled()
    expect(log).toEqual(['start 1', 'start 3'])
    const second = await first.followedBy(request(3, null))
    expect(await rowsOf(second)).toEqual([30, 31])
    await settled()
    expect(log).toEqual(['start 1', 'start 3'])
  })

  const OTHERS: [what: string, asked: RowsRequest, expected: number[]][] = [
    ['another group', request(4, null), [40, 41]],
    ['other columns', request(3, null, ['date']), [30, 31]],
  ]
  it.each(OTHERS)('are begun anew where %s is asked for', async (_what, asked, expected) => {
    const { log, decoding } = decoder()
    const first = new GroupReading(request(1, 3), decoding)
    await rowsOf(first)
    await settled()
    const second = await first.followedBy(asked)
    expect(await rowsOf(second)).toEqual(expected)
    expect(log.slice(2)).toEqual([
      'cancel 3',
      'cancel 1',
      `start ${asked.group}${asked.columns ? ' date' : ''}`,
    ])
  })

  it('that are left in the middle begin no further one', async () => {
    const { log, decoding } = decoder()
    const first = new GroupReading(request(1, 3), decoding)
    await first.take()
    const second = await first.followedBy(request(5, null))
    expect(await rowsOf(second)).toEqual([50, 51])
    await settled()
    expect(log).toEqual(['start 1', 'cancel 1', 'start 5'])
  })

  it('never overlap: the decoder breaks where one reading begins within another', async () => {
    let underWay = 0
    const start = async (): Promise<Batches> => {
      const slowly = async <T>(answer: T) => {
        expect(++underWay).toBe(1)
        await new Promise(resolve => setTimeout(resolve, 5))
        underWay--
        return answer
      }
      const read = () => slowly({ done: false, value: { intoIPCStream: () => Uint8Array.of(1) } })
      return { read, cancel: () => slowly(undefined) } as unknown as Batches
    }
    const first = new GroupReading(request(1, 2), { start, take })
    await first.take()
    const second = await first.followedBy(request(1, null, ['date']))
    expect(await second.take()).toEqual({ rows: Uint8Array.of(1) })
  })

  it('tell of a failure when they are asked for', async () => {
    const { decoding } = decoder()
    const first = new GroupReading(request(1, 9), decoding)
    expect(await rowsOf(first)).toEqual([10, 11])
    await settled()
    const second = await first.followedBy(request(9, null))
    await expect(second.take()).rejects.toThrow('group 9 is damaged')
  })
})
