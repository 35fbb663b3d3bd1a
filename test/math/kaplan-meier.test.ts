import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { durationOf, kaplanMeier, type SurvivalCurve, stepAt } from '../../src/math/kaplan-meier.ts'

const DATA = '../shared/data/survival'

type Spell = readonly [duration: number, event: number]

const curveOf = (spells: readonly Spell[]) =>
  kaplanMeier(
    Float64Array.from(spells, ([duration]) => duration),
    Uint8Array.from(spells, ([, event]) => event),
  )

const at = (curve: SurvivalCurve, column: 'survival' | 'se' | 'low' | 'high', duration: number) =>
  curve[column][stepAt(curve, duration)!]!

// Definition R8: days, and 1 where the customer came back.
const R8: Spell[] = [
  [10, 1],
  [15, 1],
  [20, 0],
  [25, 1],
  [30, 0],
  [40, 1],
  [60, 0],
  [60, 0],
]

describe('the Kaplan-Meier curve', () => {
  it('is that of definition R8', () => {
    const curve = curveOf(R8)
    expect([...curve.durations]).toEqual([10, 15, 20, 25, 30, 40, 60])
    expect([...curve.atRisk]).toEqual([8, 7, 6, 5, 4, 3, 2])
    expect([...curve.events]).toEqual([1, 1, 0, 1, 0, 1, 0])
    expect([...curve.censored]).toEqual([0, 0, 1, 0, 1, 0, 2])
    for (const [duration, survival] of [
      [10, 0.875],
      [15, 0.75],
      [25, 0.6],
      [40, 0.4],
    ] as const) {
      expect(at(curve, 'survival', duration)).toBeCloseTo(survival, 12)
    }
  })

  it('does not depend on the order of the durations', () => {
    expect(curveOf([...R8].reverse())).toEqual(curveOf(R8))
  })

  it('lets events come before censorings of the same duration', () => {
    expect([
      ...curveOf([
        [5, 0],
        [5, 1],
      ]).survival,
    ]).toEqual([0.5])
  })

  it('has no interval where nobody is left, and a certain one before the first event', () => {
    const curve = curveOf([
      [1, 0],
      [2, 1],
    ])
    expect([...curve.survival]).toEqual([1, 0])
    expect([...curve.low]).toEqual([1, Number.NaN])
    expect([...curve.high]).toEqual([1, Number.NaN])
  })

  it('of nobody has no step', () => {
    expect(curveOf([]).durations).toHaveLength(0)
    expect(durationOf(curveOf([]), 0.5)).toBeNull()
  })
})

describe('reading the curve', () => {
  const curve = curveOf(R8)

  it.each([
    [0.1, 10],
    [0.125, 10],
    [0.25, 15],
    [0.4, 25],
    [0.5, 40],
    [0.6, 40],
    [0.61, null],
  ])('%d have had the event by %s', (share, duration) => {
    expect(durationOf(curve, share)).toBe(duration)
  })

  it.each([
    [9, -1],
    [10, 0],
    [39, 4],
    [40, 5],
    [60, 6],
    [61, null],
  ])('the step at %d is %s', (duration, step) => {
    expect(stepAt(curve, duration)).toBe(step)
  })

  it('goes on for ever once everyone had the event', () => {
    expect(stepAt(curveOf([[3, 1]]), 1000)).toBe(0)
  })
})

// R survival 3.5-3; intervals are those of lifelines 0.30.1.
describe.skipIf(!existsSync(DATA))(`published curves (skipped where ${DATA} is absent)`, () => {
  const read = (file: string, duration: string, event: string, where: Record<string, string> = {}) => {
    const [head = '', ...lines] = readFileSync(`${DATA}/${file}`, 'utf8').trimEnd().split(/\r?\n/)
    const names = head.split(',')
    const rows = lines.map(line => line.split(','))
    const cell = (row: string[], name: string) => row[names.indexOf(name)]!
    return curveOf(
      rows
        .filter(row => Object.entries(where).every(([name, value]) => cell(row, name) === value))
        .map(row => [Number(cell(row, duration)), /^(1|True)$/.test(cell(row, event)) ? 1 : 0]),
    )
  }

  it.each([
    [1, 0.997685185, 0.00231213],
    [10, 0.965277778, 0.00880822],
    [26, 0.875, 0.01591172],
    [52, 0.736111111, 0.0212051],
  ])('rossi: S(%d) is %d, standard error %d', (week, survival, se) => {
    const curve = read('rossi.csv', 'week', 'arrest')
    expect(at(curve, 'survival', week)).toBeCloseTo(survival, 9)
    expect(at(curve, 'se', week)).toBeCloseTo(se, 8)
  })

  it.each([
    [{}, 56],
    [{ group: 'control' }, 58],
    [{ group: 'miR-137' }, 26],
  ])('waltons: the median of %o is %d', (where, median) => {
    expect(durationOf(read('waltons.csv', 'T', 'E', where), 0.5)).toBe(median)
  })

  it.each([
    [6, 0.993865],
    [20, 0.9136503],
    [40, 0.7778374], // lifelines and exact fractions; R's cumulative hazard there, 0.24834876, agrees
    [60, 0.3115237],
    [75, 0],
  ])('waltons: S(%d) is %d', (day, survival) => {
    expect(at(read('waltons.csv', 'T', 'E'), 'survival', day)).toBeCloseTo(survival, 7)
  })

  it('waltons: the interval at day 60', () => {
    const curve = read('waltons.csv', 'T', 'E')
    expect(at(curve, 'low', 60)).toBeCloseTo(0.2416595, 7)
    expect(at(curve, 'high', 60)).toBeCloseTo(0.3837586, 7)
  })

  it.each([
    [9, 0.833, 0.2731, 0.975],
    [19, 0.667, 0.1946, 0.904],
    [32, 0.5, 0.1109, 0.804],
    [34, 0.333, 0.0461, 0.676],
  ])('g3 grade 3 controls: S(%d) is %d [%d, %d]', (month, survival, low, high) => {
    const curve = read('g3.csv', 'time', 'event', { histology: 'Grade3', group: 'Control' })
    expect(at(curve, 'survival', month)).toBeCloseTo(survival, 3)
    expect(at(curve, 'low', month)).toBeCloseTo(low, 4)
    expect(at(curve, 'high', month)).toBeCloseTo(high, 3)
  })
})
