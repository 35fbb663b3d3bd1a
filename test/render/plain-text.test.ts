import { describe, expect, it } from 'vitest'
import { plainJson, plainText } from '../../src/render/plain-text.ts'

// ECMA-48 control sequences, C1 forms, and the directional overrides of "Trojan Source" (CVE-2021-42574).
const UNSAFE: [text: string, shown: string][] = [
  ['\u001b[31mred', '\\x1b[31mred'],
  ['\u001b]0;title\u0007', '\\x1b]0;title\\x07'],
  ['\u009b2J', '\\x9b2J'],
  ['a\nb\r\tc', 'a\\nb\\r\\tc'],
  ['\u0000\u007f', '\\x00\\x7f'],
  ['user\u202enimda', 'user\\u202enimda'],
  ['\u2066x\u2069', '\\u2066x\\u2069'],
  ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
  ['\ud83dx', '\ufffdx'],
  ['日本 👨‍👩‍👧 é', '日本 👨‍👩‍👧 é'],
]

describe('text that is shown', () => {
  it.each(UNSAFE)('%j becomes %j', (text, shown) => {
    expect(plainText(text)).toBe(shown)
  })

  it.each(UNSAFE)('%j in JSON has no control character and reads back the same', text => {
    const json = plainJson({ text })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there.
    expect(json).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/)
    expect(JSON.parse(json)).toEqual({ text })
  })
})
