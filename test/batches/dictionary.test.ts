import { describe, expect, it } from 'vitest'
import { Dictionary } from '../../src/batches/dictionary.ts'
import { randomNumbers } from '../support/batches.ts'

const interned = (texts: readonly string[]) => {
  const dictionary = new Dictionary()
  for (const text of texts) dictionary.intern(text)
  return dictionary
}

const inOrder = (texts: readonly string[]) => {
  const dictionary = interned(texts)
  const codes = Int32Array.from({ length: dictionary.size }, (_, code) => code)
  return Array.from(dictionary.sorted(codes), code => dictionary.text(code))
}

const byBytes = (texts: readonly string[]) =>
  [...new Set(texts)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))

describe('a dictionary', () => {
  const TEXTS = ['b', 'a', '', 'ä', '__proto__', 'constructor', '𝒳', 'a'.repeat(3000), 'a', 'b']

  it('gives each text one code, in the order of first sight', () => {
    const dictionary = interned(TEXTS)
    expect(dictionary.size).toBe(8)
    expect(dictionary.find('ä')).toBe(3)
    expect(dictionary.find('c')).toBe(-1)
    expect(Array.from({ length: 8 }, (_, code) => dictionary.text(code))).toEqual(TEXTS.slice(0, 8))
  })

  it('takes bytes for the text they are', () => {
    const dictionary = interned(TEXTS)
    const codes = TEXTS.map(text => {
      const bytes = Buffer.from(`<${text}>`)
      return dictionary.internBytes(bytes, 1, bytes.length - 1)
    })
    expect(codes).toEqual(TEXTS.map(text => dictionary.find(text)))
    expect(dictionary.internBytes(Buffer.from('new'), 0, 3)).toBe(8)
    expect(dictionary.find('new')).toBe(8)
  })

  it('takes in another, and says which code became which', () => {
    const dictionary = interned(['x', 'b'])
    expect([...dictionary.absorb(interned(TEXTS))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(dictionary.text(8)).toBe('a'.repeat(3000))
  })

  it('goes on from plain data as if it had never stopped', () => {
    const copy = Dictionary.fromPlain(structuredClone(interned(TEXTS).toPlain()))
    expect(Array.from({ length: copy.size }, (_, code) => copy.text(code))).toEqual(TEXTS.slice(0, 8))
    expect([copy.intern('ä'), copy.intern('new'), copy.find('new')]).toEqual([3, 8, 8])
    expect(Dictionary.fromPlain(structuredClone(new Dictionary().toPlain())).size).toBe(0)
  })

  it.each([
    ['few', TEXTS],
    ['prefixes of one another', Array.from({ length: 300 }, (_, i) => 'a'.repeat(i))],
    ['alike for long', Array.from({ length: 300 }, (_, i) => `${'x'.repeat(100)}${i}`)],
    ['numbers', Array.from({ length: 5000 }, (_, i) => String((i * 7919) % 5003))],
    ['any letters', randomTexts(5000)],
  ])('sorts by bytes: %s', (_what, texts) => {
    expect(inOrder(texts)).toEqual(byBytes(texts))
  })
})

function randomTexts(count: number): string[] {
  const random = randomNumbers(7)
  const letters = ['a', 'b', 'ä', '漢', '🫠', '\u0000', '0']
  return Array.from({ length: count }, () =>
    Array.from(
      { length: Math.floor(random() * 8) },
      () => letters[Math.floor(random() * letters.length)],
    ).join(''),
  )
}
