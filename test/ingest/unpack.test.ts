import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/ingest/limits.ts'
import { spread } from '../../src/ingest/spread.ts'
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

/** `seq 1 2000 | sed 's/$/,2024-01-02/' | zstd`, in one frame with its checksum, and between two frames to be skipped. */
const SEQUENCE = Array.from({ length: 2000 }, (_, i) => `${i + 1},2024-01-02\n`).join('')
const PACKED = Buffer.from(
  'KLUv/QRo3AoA5qhIDZClwA1kt8i9cLvTzydJAEEAQgAVFaiIaEioRBpNQWFqaGZkOpzNExOkhGREpEKZLCGhVepU2rLrjQYWiUNhSY4zGFajzWQdt71YuKZnufP9cSgaKQdYBEfQxQIH36MHXpz4cOHl5OPz4GHXpj1bdjf39jt2+Hr6efk+f//Hh7hiiieWuDHjxccRh1CBwgQJDQwLhwihqqimpFqs1QETlnDDDC98OMKhrprqqaVuzXr1ddSBLprooYUuTXr0dNBhrpnmmWXuzHnzc8xBLpnkkUWuTHnycsihV6c+XXo7+xohC1111E0nXTt26+6iC1xxxA0nXDly4+aCC1tttM0mWzdu295iC68evXny+vj2fvFCrGIUm5jEGmNssWMRC+EKUziA+aQQEMz3M+DnCYgIEREiIkREiIgQESEiQoQqPuT//////v//f////7/////r8QAAAIALIKXcCgDGLlAKsLkBpJaS9WH4CU8ARABMAC+OGOKCCR5Y4MKEhwcHDHDVqDY1qbXG2rXVoga1ohFtaEIrjbRpowUNaDWj2cxk1hlnzzaLGcxKRrKRiawyypZNFjKQVUfddNK1Y3e3Lroz5+fNMcNcMskji1yZ8vLkkEGuTn269Hb2+3p06MWJDxdeTj4fDw68nn5evs//9/HwtWnPlt3N/d6ODbtiiieWuDHjI3OmzE7O52ZMmDXSOKOMHTk+bowRxgpScIISbJDBgwtGEIIFJOAABVgggQMHDCAAq6Z6aqlbs75eHTXURRM9tNClSU8fNNA10zyzzA0ArSIVpyjFFlm8uGIUoVhEIg5RiCWSOHHEIAKxhjScoQw75PDhhjGEYQlJOEIRVkjhwglDCMIqqZxSypYsL1dGCWWRRA4pZEmSkyODBLImBYD6qBAQgR/g9w4QXj8GSTK1Xt+NSbL3J6wUAJpd1AkIwHfJbjf5v8ybAJsAmQALTlCCEYSgggcaWCCBAw5QgAEEoIAXLVakOHFEEUMEUeI/f/347ZtPvvjg03fPXj1688YTLzzw5L1z147duumkiw46defMlSM3bjjhggNO3Ddv3bhtm0222GDT9plnnXG22cxkFjOYaXaZZZVRNtnIRBYykEn2mGONMbbYxCQWMYgpdphhhRE22MAEFjCACXbNWjVq00YTLTTQAqvWTz3tlNNNZyrTmMJU00strZTSSUcq0pCCVNJHHW2U0UUnKtGIQlTRQw0tlNBBByrQgAJU0KtWq1KdOqqooYIq9afPnjx3zilnnHDqvGmzJs2ZY4oZJpgyX7psyXLllFJGCaXKkyZLkhw5pJBBAinyo8eO3DijjDHCqPFDDzvkcMMZyjCGMNTwQgsrpHDCEYowhCCU8EEHG2Qw9eqppY4aatWnTZcmPXpooYMGWvRnz505b55Z5phh1vyxxx1zvPGMZRxjGGt8scUVUzzxiEUcYhBL/LDDDTO88IQlHGEIK3ywwQUTPPCABRxgAAt82XJlypNHFjlkkCX/9duX79555Y0XXr137dalO3dcccMFV+5bt23Zrp1W2mihVXvWbFmyY4cVNlhgxX712pXr1llljRUCkuC///78988vf/zw679vvz79+eOLHz748t+7b89+/fTSRw+9+vPmy5MfP7zwwQMv/rv37ty3zy577LBr/9zzzjnffOYyjznMNb/c8sopn3zkIg85yCW/440zvvjEJR5xiCt+uOGFEz74wAUecIALft16derTRxc9dNCl//bdm/fuueWOG27dt23Xpj17bLHDBlv2a9etGYH0rBEgBPwG8bMGs6jGKEJZpqnKwDEQyjKJ6w41MwAq+aAYCrC5AaSK7d1J3Al0AYUBhwFDd8Wm2BNbYjd2xGbsxT42xC5u4h5u4S53cJN73HMDd23T9mzLdrdjm9vbfhu2603vecu773jzvfdveBdsgj2wBXZhB2zCHuxhA+yqp/qpl/rWRz3rV3990RP90At96YOe9KOfHuhrnuZnXuY7H/Oc3/zzMF/yJD/yIl/5kKf85JcH+epTf/rSbz/67K9/H/oVT/ETL/GNj3jGL/54iC8+8Ycv/PKDT/7484Ffe9rPXvbdx5777d/Dvn7655e/f/z89//DX/AEP/ACX/iAJ/zghwf4KpgKnoKl4BYcBbPgFXzBUHARTAQPwUJwCQ6CSfAInmAguAamgWdgGbgDx8AceAM/MAxcApPAI7AIXIFDYAo8gRcYBK7CVHgKS+EWjsIsvMIXhsIVMAU8AUvADTgCZsAL+IAh4CJMhIewEC7hIEzCIzxhIFyDafAMlsEdHIM5eIMfDINrmIZnWIY7HMMc3vDDMFwAE8ADsABcgANgAjyABzgdoFfFVPFULBW34qiYFa/iK4aKi2KieCgWiktxUEyKR/EUA8U1MU08E8vEnTgm5sSb+Ilh4pKYJB6JReJKHBJT4km8xCBxNabG01gat3E0ZuM1vjE0rogp4om4EUfEjHgRHzFEXIyJ8TAWxmUcjMl4jGcMjGsxLZ7FsriLYzEXb/GLYXEd0/Ecy3GP45jHO/4YjgtignggFogLcUBMiAfxEAPEVZyKT3Ep3uJRnMVX/OJQvIgT8SEuxEs8iJP4iE8ciNdwGj7DZXiHx3AO3/CHw/ASTsJHuAiv8BBO4RO+cBBe5VQ+5VLe8ihn+covh/IKTsEnuARv8AjO4At+cAhe5EQ+5EJe8iAn+cgnB/Iap/EZl/GOxzjHN/44jNec5jOXeecx53zz5zAv4AR8gAvwAg/gBD7gAwfgVZtqT22p3dpRm7VX+9pQu2gT7aEttEs7aJP2aE8baNdsmj2zZXZnx2zO3uxnw+ySTbJHtsiu7JBN2ZO9bJBd3dQ93dLd7uhm97rvAjN0rpgp5olZYm7METNjXszHDDEXZ+I8nIVzOQdnch7nOQPn2kybZ7Ns7ubYzM3b/GbYXM/0PM/y3Od45vOef4bngplgHpgF5sIcMBNgHmaAuUqmkqdkKbklR8kseSVfMpRcJBPJQ7KQXJKDZJI8kicZSK6RaeQZWUbuyDEyR97Ijwwjl8gk8ogsIlfkEJkiT+RFBpGrMlWeylK5laMyK6/ylaFyhUwhT8gSckOOkBnyQj5kCLkoE+WhLJRLOSiT8ihPGSjXZJo8k2VyJ8dkTt7kJ8PkWqblWZblLscyl7f8MiwXyATygCwgF+QAmSAP5EEGkKs6VZ/qUr3Vozqrr/rVoXpRJ+pDXaiXelAn9VGfOlCv6TR9psv0To/pnL7pT4fpJZ2kj3SRXukhndInfekgvdqpfdqlve3Rzva13w7tFZ2iT3SJ3ugRndEX/egQvdiJfdiFvezBTvaxzw7stU7rsy7rXY91rm/9dVivO93nLvfe48777t/hXtAJ+kAX6IUe0Al90IcAsKqaqp6qpepWHVWz6lV91VB1UU1UD9VCdakOqkn1qJ5qoLqmpqlnapm6U8fUnHpTPzVMXVKT1CO1SF2pQ2pKPamXGqSutp7W0rqtozVbr/WtoXVFTVFP1BJ1o46oGfWiPmqIulgT62EtrMs6WJP1WM8aWNdqWj2rZXVXx2qu3upXw+q6puu5lutexzWvd/01XBfUBPVALVAX6oCaUA/qoQaoq2gqeoqWolt0FM2iV/RFQ9FFNBE9RAvRJTqIJtEjeqKB6Bqahp6hZegOHUNz6A390DB0CU1Cj9AidIUOoSn0hF5oELpKU+kpLaVbOkqz9EpfGkpX0BT0BC1BN+gImkEv6IOGoIs0kR7SQrqkgzRJj/SkgXSNptEzWkZ3dIzm6I1+NIyuaZqeaZnudExzetNPw3QBTUAP0AJ0gQ6gCfSAHmgAumqmmqdmqbk1R82seTVfM9RcNBPNQ7PQXJqDZtI8mqcZaK6ZaeaZWWbuzDEzZ97Mzwwzl8wk88gsMlfmkJkyT+ZlBpmrM3WeztK5naMzO6/zDYPoqBJAIBD8AdJXZ+cSeP/KAQUC0tMR0dvbyzZolikaB/L17ekNmmXq3tT09S1dRIubtDbX7pUBSgH+bvBu',
  'base64',
)
const SKIPPED = Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3)

const textOf = async (pieces: readonly Uint8Array[]) => {
  const found: Uint8Array[] = []
  const all = (async function* () {
    yield* pieces
  })()
  for await (const chunk of unpack('a.csv', 'zstd', all, DEFAULT_LIMITS)) found.push(chunk)
  return Buffer.concat(found).toString()
}

const usual = { ...spread }
afterEach(() => {
  Object.assign(spread, usual)
})

/** Packed bytes after which a thread of its own takes over. */
const WHERE: [where: string, leastPackedBytes: number][] = [
  ['on this thread', usual.leastPackedBytes],
  ['on one of its own', 0],
  ['on one of its own from the middle on', 1000],
]

describe.each(WHERE)('zstd %s', (_where, leastPackedBytes) => {
  beforeEach(() => {
    Object.assign(spread, { leastPackedBytes })
  })

  it('is read whole, wherever a chunk ends, in several frames', async () => {
    const packed = Buffer.concat([PACKED, SKIPPED, PACKED])
    const step = leastPackedBytes === usual.leastPackedBytes ? 101 : 1009
    for (let at = 0; at < packed.length; at += step) {
      expect(await textOf([packed.subarray(0, at), packed.subarray(at)])).toBe(SEQUENCE + SEQUENCE)
    }
    expect(await textOf(Array.from(packed, byte => Uint8Array.of(byte)))).toBe(SEQUENCE + SEQUENCE)
  })

  it('is an error where a bit is flipped or the end is missing', async () => {
    const step = leastPackedBytes === usual.leastPackedBytes ? 13 : 397
    for (let at = 0; at < PACKED.length; at += step) {
      const flipped = Uint8Array.from(PACKED)
      flipped[at]! ^= 1 << (at % 8)
      // A flag that says nothing of the content, or how much memory to set aside, may differ.
      const text = await textOf([flipped]).catch(({ message }) => message)
      expect([SEQUENCE, 'a.csv: the zstd data is damaged or cut off']).toContain(text)
      const cut = textOf([PACKED.subarray(0, at)])
      if (at > 0) await expect(cut).rejects.toMatchObject({ exitCode: 3, message: /zstd data is damaged/ })
    }
  })

  it('closes what it reads from where nobody wants more', async () => {
    let isClosed = false
    const endless = (async function* () {
      try {
        for (;;) yield PACKED
      } finally {
        isClosed = true
      }
    })()
    for await (const chunk of unpack('a.csv', 'zstd', endless, DEFAULT_LIMITS)) if (chunk.length > 0) break
    expect(isClosed).toBe(true)
  })
})

describe('packed bytes', () => {
  const BOMBS: [what: string, packed: Uint8Array, leastPackedBytes?: number][] = [
    ['gzip', gzipSync(Buffer.alloc(300_000_000))],
    ['zstd', zstdBomb(4000)],
    ['zstd', zstdBomb(4000), 0],
  ]
  it.each(BOMBS)('that unpack without end are stopped: %s', async (packing, packed, leastPackedBytes) => {
    if (leastPackedBytes !== undefined) Object.assign(spread, { leastPackedBytes })
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
