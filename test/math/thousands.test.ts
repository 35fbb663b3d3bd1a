import { expect, it } from 'vitest'
import { thousands } from '../../src/math/thousands.ts'

it.each([0, 7, 999, 1000, 12_345, 999_999, 1_000_000, Number.MAX_SAFE_INTEGER, -1, -999, -1000, -123_456])(
  '%d is written as in English',
  count => expect(thousands(count)).toBe(count.toLocaleString('en-US')),
)
