import { describe, expect, it } from 'vitest'
import { cut, pad, widthOf, wrap } from '../../src/render/width.ts'

// Columns by Unicode 17, UAX 11 (W and F are two, the rest one), UTS 51 (an emoji is two), and none for combining marks.
const WIDTHS: [text: string, columns: number, what: string][] = [
  ['abc', 3, 'ASCII'],
  ['é', 1, 'precomposed'],
  ['e\u0301', 1, 'combining acute'],
  ['日本語', 6, 'Han'],
  ['ｶﾅ', 2, 'halfwidth katakana'],
  ['ＡＢ', 4, 'fullwidth Latin'],
  ['한글', 4, 'Hangul syllables'],
  ['\u1112\u1161\u11ab', 2, 'the syllable han in three parts'],
  ['😀', 2, 'emoji'],
  ['🫠', 2, 'an emoji of Unicode 14'],
  ['👨‍👩‍👧', 2, 'a family joined by ZWJ'],
  ['🇩🇪', 2, 'a flag of two letters'],
  ['👍🏽', 2, 'with skin tone'],
  ['❤️', 2, 'with variation selector 16'],
  ['❤', 1, 'text presentation'],
  ['ภาษาไทย', 7, 'Thai without marks above'],
  ['ที่', 1, 'one Thai letter with two marks'],
  ['a\u200bb', 2, 'zero width space'],
  ['–…', 2, 'punctuation'],
]

describe('the width of text', () => {
  it.each(WIDTHS)('%s takes %i columns (%s)', (text, columns) => {
    expect(widthOf(text)).toBe(columns)
  })

  it.each([
    ['日本語テキスト', 7, '日本語…'],
    ['日本語テキスト', 6, '日本…'],
    ['abcdef', 6, 'abcdef'],
    ['👨‍👩‍👧👨‍👩‍👧', 3, '👨‍👩‍👧…'],
    ['abc', 1, '…'],
  ])('cuts %s to %i columns', (text, width, expected) => {
    expect(cut(text, width, '…')).toBe(expected)
  })

  it('pads to columns, not to characters', () => {
    expect(pad('日本', 6, 'left')).toBe('日本  ')
    expect(pad('日本', 6, 'right')).toBe('  日本')
  })

  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['日本語 日本', 6, ['日本語', '日本']],
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['a abcdefgh', 4, ['a', 'abcd', 'efgh']],
    ['', 10, ['']],
  ])('wraps %j at %i', (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines)
  })
})
