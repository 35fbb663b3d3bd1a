import { describe, expect, it } from 'vitest'
import { PlainIndex, SimdIndex, structureIndex } from '../../../src/ingest/csv/structure.ts'
import { randomNumbers } from '../../support/batches.ts'

const random = randomNumbers(3)
const letters = [...'aZ09 ,;"\n\r\t\u0000ä'].flatMap(letter => [...Buffer.from(letter)])
const randomBytes = (length: number) =>
  Uint8Array.from({ length }, () => letters[Math.floor(random() * letters.length)]!)

describe('delimiters, line ends and quotes', () => {
  it('are looked for with SIMD', () => {
    expect(structureIndex()).toBeInstanceOf(SimdIndex)
  })

  it.each([0, 1, 15, 16, 17, 65_535, 65_536, 65_537, 200_000])('stand alike by SIMD in %i bytes', length => {
    const simd = new SimdIndex()
    const plain = new PlainIndex()
    // Twice by the same index: what an earlier text left must not be found again.
    for (const bytes of [randomBytes(length + 40), randomBytes(length), new Uint8Array(length).fill(44)]) {
      for (const delimiter of [',', ';', '\t']) {
        simd.look(bytes, delimiter.charCodeAt(0))
        plain.look(bytes, delimiter.charCodeAt(0))
        expect(simd.places.subarray(0, simd.count)).toEqual(plain.places.subarray(0, plain.count))
      }
    }
  })
})
