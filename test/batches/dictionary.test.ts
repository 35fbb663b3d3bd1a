import { describe, expect, it } from 'vitest'
import { Dictionary } from '../../src/batches/dictionary.ts'
import { idFormOf } from '../../src/batches/id-form.ts'
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
    expect([...dictionary.absorb(interned(TEXTS).parts())]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
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

/** What a dictionary must do, by a Map. */
function expectCodes(dictionary: Dictionary, texts: readonly string[]): void {
  const codes = new Map<string, number>()
  for (const text of texts) if (!codes.has(text)) codes.set(text, codes.size)
  expect(texts.map(text => dictionary.intern(text))).toEqual(texts.map(text => codes.get(text)))
  const bytes = texts.map(text => Buffer.from(text))
  expect(bytes.map(text => dictionary.internBytes(text, 0, text.length))).toEqual(
    texts.map(text => codes.get(text)),
  )
  expect([...codes.keys()].map((_, code) => dictionary.text(code))).toEqual([...codes.keys()])
  expect(texts.map(text => dictionary.find(text))).toEqual(texts.map(text => codes.get(text)))
  const all = Int32Array.from(codes.values())
  for (const some of [all, all.filter(code => code % 3 > 0)]) {
    const sorted = dictionary.sorted(some)
    expect(Array.from(sorted, code => dictionary.text(code))).toEqual(
      byBytes(Array.from(some, code => dictionary.text(code))),
    )
  }
}

describe('a dictionary of ids that are counted up', () => {
  const random = randomNumbers(5)
  const numbers = (count: number, most: number) =>
    Array.from({ length: count }, () => Math.floor(random() * most))

  it.each([
    ['no zeros before them', numbers(3000, 20_000).map(String)],
    ['of as many digits', numbers(3000, 9000).map(n => String(n + 1000))],
    ['a prefix and zeros', numbers(3000, 5000).map(n => `C${String(n).padStart(6, '0')}`)],
    ['zeros that run out', numbers(3000, 3000).map(n => `#${String(n).padStart(3, '0')}`)],
    ['far apart', numbers(6000, 999_999_999).map(String)],
    ['beyond what a number holds', numbers(500, 2 ** 40).map(String)],
    [
      'mixed with others',
      ['7', '07', '007', '7 ', '', 'x', '70', '-7', '7.0', 'é7', ...numbers(400, 90).map(String)],
    ],
    ['of two prefixes', ['a1', 'b1', 'a01', 'a2', 'A1', 'a', '1', 'a1a', 'a12345678901', 'a0', 'a00']],
  ])('%s', (_what, texts) => {
    expectCodes(new Dictionary(idFormOf(texts)), texts)
    expectCodes(new Dictionary(), texts)
  })

  it('have a form by the first of them', () => {
    const form = (...texts: string[]) => {
      const found = idFormOf(texts)
      return found && [Buffer.from(found.prefix).toString(), found.digits]
    }
    expect(form('C0001', 'C0020', 'C12')).toEqual(['C', 4])
    expect(form('1001', '99', '1002')).toEqual(['', 1])
    expect(form('1001', '0999')).toEqual(['', 4])
    expect(form('guest', '1')).toBeNull()
    expect(form('1', 'guest', 'other')).toBeNull()
    expect(form('5123456789012')).toBeNull()
    expect(form()).toBeNull()
  })

  it('takes in another, whatever their forms', () => {
    const form = idFormOf(['a1'])
    for (const own of [form, null]) {
      const into = new Dictionary(form)
      for (const text of ['x', 'a5', 'a1']) into.intern(text)
      const other = new Dictionary(own)
      for (const text of ['a1', 'a2', 'x', 'y', 'a5']) other.intern(text)
      expect([...into.absorb(other.parts())]).toEqual([2, 3, 0, 4, 1])
      expect(into.text(3)).toBe('a2')
    }
  })

  it.each([
    ['counted up', Array.from({ length: 5000 }, (_, i) => i)],
    ['counted up, several times each', Array.from({ length: 5000 }, (_, i) => (i / 3) | 0)],
    ['in any order', numbers(5000, 3000)],
    ['far apart', numbers(6000, 999_999_999)],
    ['some of which are none', numbers(5000, 3000).map(number => (number % 9 === 0 ? -1 : number))],
  ])('takes many numbers as it takes each: %s', (_what, all) => {
    const [one, many] = [new Dictionary(idFormOf(['7'])), new Dictionary(idFormOf(['7']))]
    const expected = all.map(number => (number === -1 ? one.intern('none') : one.internNumber(number)))
    const codes = new Int32Array(all.length)
    for (let start = 0; start < all.length; start += 1700) {
      const piece = Int32Array.from(all.slice(start, start + 1700))
      const into = codes.subarray(start, start + piece.length)
      for (let i = 0; i < piece.length; i++) {
        i = many.internNumbers(piece, i, into)
        if (i < piece.length) into[i] = many.intern('none')
      }
    }
    expect(Array.from(codes)).toEqual(expected)
    expect(many.size).toBe(one.size)
    for (const code of expected) expect(many.text(code)).toBe(one.text(code))
  })

  it('takes in another of a form that is written alike', () => {
    const form = () => idFormOf(['a01', 'a02'])
    const [into, other] = [new Dictionary(form()), new Dictionary(form())]
    for (const text of ['a07', 'x', 'a03']) into.intern(text)
    for (const text of ['a01', 'a07', 'y', 'x', 'a03', 'a1']) other.intern(text)
    expect([...into.absorb(other.parts())]).toEqual([3, 0, 4, 1, 2, 5])
    expect([3, 4, 5].map(code => into.text(code))).toEqual(['a01', 'y', 'a1'])
  })

  it('finds a number by itself', () => {
    const dictionary = new Dictionary(idFormOf(['C010']))
    expect(dictionary.internNumber(7)).toBe(0)
    expect(dictionary.find('C007')).toBe(0)
    expect(dictionary.intern('C7')).toBe(1)
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
