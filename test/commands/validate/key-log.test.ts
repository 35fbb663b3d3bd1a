import { describe, expect, it } from 'vitest'
import { KeyLog, keyOf } from '../../../src/commands/validate/key-log.ts'
import { randomNumbers } from '../../support/batches.ts'

const PLENTY = 1e9

/** Keys in the order of rows, with some that repeat. */
const random = randomNumbers(1)
const KEYS = Array.from({ length: 5000 }, () => `key ${Math.floor(random() * 3000)}`)

const logOf = (keys: readonly string[], memory: number) => {
  const log = new KeyLog(memory)
  for (const [i, key] of keys.entries()) {
    const bytes = Buffer.from(`<${key}>`)
    // As a text and as bytes it is the same key.
    if (i % 2 === 0) log.add(key, 0, i + 1)
    else log.addBytes(bytes, 1, bytes.length - 1, 0, i + 1)
  }
  return log
}

describe('on disk as in memory', () => {
  const seen = new Set<string>()
  const repeated = KEYS.flatMap((key, i) => {
    const isRepeated = seen.has(key)
    seen.add(key)
    return isRepeated ? [{ file: 0, row: i + 1, value: key }] : []
  })

  it.each([PLENTY, 10_000])('finds every row that repeats a key, with %d bytes', memory => {
    const log = logOf(KEYS, memory)
    const { rows, firsts } = log.repeats()
    log.close()
    expect(rows).toBe(repeated.length)
    expect(firsts).toEqual(repeated.slice(0, 5))
  })

  it.each([PLENTY, 10_000])('finds every row whose key another log lacks, with %d bytes', memory => {
    const known = new Set(KEYS.slice(0, 2000))
    const log = logOf(KEYS, memory)
    const others = logOf([...known], memory)
    const { rows, firsts } = log.missingIn(others)
    expect(rows).toBe(KEYS.filter(key => !known.has(key)).length)
    const first = KEYS.findIndex(key => !known.has(key))
    expect(firsts[0]).toEqual({ file: 0, row: first + 1, value: KEYS[first] })
    log.close()
    others.close()
  })
})

it('cells that hold the sign between them are not taken for others', () => {
  expect(keyOf(['a | b', 'c'])).not.toBe(keyOf(['a', 'b | c']))
})
