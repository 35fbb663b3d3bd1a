import { expect, it } from 'vitest'
import { NumberBits } from '../../src/batches/number-bits.ts'
import { randomNumbers } from '../support/batches.ts'

it('sets of numbers are what sets are, whatever page their numbers are in', () => {
  const random = randomNumbers(3)
  const drawn = (most: number) => Array.from({ length: 3000 }, () => Math.floor(random() * most))
  const [all, again] = [new NumberBits(), new NumberBits()]
  const [seen, seenAgain] = [new Set<number>(), new Set<number>()]
  for (const numbers of [drawn(4000), drawn(90_000), [], [31, 32, 1023, 1024, 999_999]]) {
    const bits = new NumberBits()
    for (const number of numbers) bits.add(number)
    all.addAll(structuredClone(bits.toPlain()), again)
    for (const number of new Set(numbers)) {
      if (seen.has(number)) seenAgain.add(number)
      seen.add(number)
    }
  }
  expect([all.size, again.size]).toEqual([seen.size, seenAgain.size])
  const copy = NumberBits.fromPlain(structuredClone(again.toPlain()))
  for (let number = 0; number < 100_000; number++) {
    if (all.has(number) !== seen.has(number)) throw new Error(`${number} of all`)
    if (copy.has(number) !== seenAgain.has(number)) throw new Error(`${number} again`)
  }
})
