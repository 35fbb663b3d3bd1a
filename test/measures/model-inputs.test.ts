import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/math/calendar.ts'
import { modelInputs } from '../../src/measures/model-inputs.ts'
import { example, type Row } from '../support/histories.ts'

// The 13 rows of lifetimes, tests/test_utils.py, large_transaction_level_data_with_monetary_value.
const TOY: Row[] = [
  ['1', '2015-01-01', 1],
  ['1', '2015-02-06', 2],
  ['2', '2015-01-01', 2],
  ['3', '2015-01-01', 3],
  ['3', '2015-01-02', 1],
  ['3', '2015-01-05', 5],
  ['4', '2015-01-16', 6],
  ['4', '2015-02-02', 3],
  ['4', '2015-02-05', 3],
  ['5', '2015-01-16', 3],
  ['5', '2015-01-17', 1],
  ['5', '2015-01-18', 8],
  ['6', '2015-02-02', 5],
]

interface Wanted {
  readonly end?: string
  readonly daysPerUnit?: number
  readonly includeFirst?: boolean
}

function inputsOf(
  rows: readonly Row[],
  { end = '2015-02-07', daysPerUnit = 1, includeFirst = false }: Wanted,
) {
  const { histories, run } = example(rows, { asOf: '2015-02-07' })
  return modelInputs(histories, { end: parseDay(end)!, daysPerUnit, includeFirst, scale: run.money.scale })
}

const tuples = ({ customers, x, tx, T, meanSpend }: ReturnType<typeof inputsOf>) =>
  Array.from({ length: customers }, (_, c) => [x[c], tx[c], T[c], meanSpend[c]])

describe('x, t_x, T and mean spend (definition P1)', () => {
  it('of the toy log, by day', () => {
    expect(tuples(inputsOf(TOY, {}))).toEqual([
      [1, 36, 37, 2],
      [0, 0, 37, 0],
      [2, 4, 37, 3],
      [2, 20, 22, 3],
      [2, 2, 22, 4.5],
      [0, 0, 5, 0],
    ])
  })

  it('by week: days / 7, not rounded', () => {
    expect(tuples(inputsOf(TOY, { daysPerUnit: 7 }))[0]).toEqual([1, 36 / 7, 37 / 7, 2])
  })

  it('up to an end of calibration, with what came after; who was born later is counted apart', () => {
    const inputs = inputsOf(TOY, { end: '2015-02-01' })
    expect([...inputs.laterDays]).toEqual([1, 0, 0, 2, 0])
    expect([...inputs.meanSpend]).toEqual([0, 0, 3, 0, 4.5])
    expect(inputs.leftOut.bornLater).toBe(1)
  })

  it('with the first day, if asked: customer 3 spends 3, 1 and 5', () => {
    const inputs = inputsOf(TOY, { includeFirst: true })
    expect([inputs.spendDays[2], inputs.meanSpend[2]]).toEqual([3, 3])
    expect([inputs.spendDays[1], inputs.meanSpend[1]]).toEqual([1, 2])
  })

  it('merges orders of a day, nets its refunds, and leaves days without spend out of the spend', () => {
    const inputs = inputsOf(
      [
        ['a', '2015-01-01', 10],
        ['a', '2015-01-11', 20],
        ['a', '2015-01-11', 30],
        ['a', '2015-01-11', -5],
        ['a', '2015-01-21', 8],
        ['a', '2015-01-21', -8],
        ['a', '2015-01-25', -7],
        ['b', '2015-01-03', 0],
      ],
      {},
    )
    expect(tuples(inputs)).toEqual([
      [2, 20, 37, 45],
      [0, 0, 35, 0],
    ])
    expect([...inputs.orders]).toEqual([4, 1])
    expect([...inputs.netRevenue]).toEqual([48e6, 0])
    expect(inputs.leftOut).toEqual({ bornLater: 0, daysWithoutSpend: 1, looseRefunds: -7_000_000n })
  })
})
