import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/ingest/limits.ts'
import { packingOf, unpack } from '../../src/ingest/unpack.ts'

async function* once(bytes: Uint8Array) {
  yield bytes
}

/** A frame of zstd whose blocks are each one byte, 128 KB times: RFC 8878, 3.1.1.2. */
function zstdBomb(blocks: number): Uint8Array {
  const header = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]
  const block = (last: boolean) => {
    const value = ((1 << 17) << 3) | (1 << 1) | (last ? 1 : 0)
    return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, 97]
  }
  return Uint8Array.from([
    ...header,
    ...Array.from({ length: blocks }, (_, i) => block(i === blocks - 1)).flat(),
  ])
}

describe('packed bytes', () => {
  const BOMBS: [what: string, packed: Uint8Array][] = [
    ['gzip', gzipSync(Buffer.alloc(300_000_000))],
    ['zstd', zstdBomb(4000)],
  ]
  it.each(BOMBS)('that unpack without end are stopped: %s', async (packing, packed) => {
    let bytes = 0
    const reading = async () => {
      const limits = { ...DEFAULT_LIMITS, ratio: 100 }
      for await (const { length } of unpack('a.csv', packingOf(packed), once(packed), limits)) bytes += length
    }
    await expect(reading()).rejects.toMatchObject({
      exitCode: 3,
      message: 'a.csv: unpacks to more than 100 times its size, as no export does',
      hint: 'if that is meant, raise the bound with --limit ratio=200',
    })
    expect(packingOf(packed)).toBe(packing)
    expect(bytes).toBeLessThan(300_000_000)
  })
})
