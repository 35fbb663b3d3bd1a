import { expect, it } from 'vitest'
import { remembered } from '../../src/measures/remembered.ts'

it('computes once for each key, also where the answer is nothing', () => {
  const asked: object[] = []
  const answer = remembered((key: { value: number | null }) => {
    asked.push(key)
    return key.value
  })
  const [one, none] = [{ value: 1 }, { value: null }]
  expect([one, none, one, none].map(answer)).toEqual([1, null, 1, null])
  expect(asked).toEqual([one, none])
})
