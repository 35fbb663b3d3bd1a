import { describe, expect, it } from 'vitest'
import { CHURN_STATES, churnState, daysToChurn, gapThresholds } from '../../src/measures/churn-state.ts'

describe('the state of a customer (definition C2)', () => {
  it.each([
    [0, 'active'],
    [35, 'active'],
    [36, 'at_risk'],
    [67, 'at_risk'],
    [68, 'churned'],
  ])('%d days after the last order, with T1 = 35 and T2 = 67.5, is %s', (days, state) => {
    expect(CHURN_STATES[churnState(days, { t1: 35, t2: 67.5 })]).toBe(state)
  })

  it.each([
    [60, 61],
    [60.5, 61],
    [0, 1],
  ])('changes to churned with T2 = %d on day %d', (t2, day) => {
    expect(daysToChurn(t2)).toBe(day)
    expect(churnState(day, { t1: 0, t2 })).toBe(2)
    expect(churnState(day - 1, { t1: 0, t2 })).not.toBe(2)
  })

  it('rests on P80 and P95 of completed gaps', () => {
    const gaps = Int32Array.of(5, 7, 8, 10, 12, 14, 15, 18, 21, 25, 28, 30, 35, 45, 60, 90)
    expect(gapThresholds(gaps)).toEqual({ t1: 35, t2: 67.5 })
  })
})
