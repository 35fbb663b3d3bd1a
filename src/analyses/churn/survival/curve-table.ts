/** Table `curve`: every step of every curve. */

import type { SurvivalCurve } from '../../../math/kaplan-meier.ts'
import type { Table } from '../../../report.ts'
import { column } from '../../columns.ts'
import type { NamedCurve } from './summary-tables.ts'

/** Rows that show a person what the table holds. */
const GLANCE = 10

type Numbers = Exclude<keyof SurvivalCurve, 'durations' | 'se'>

/** A row per curve and day on which something happened. People see the curves beside each other. */
export function curveTable(curves: readonly NamedCurve[]): Table {
  const placeOf = placesOf(curves)
  const number = (name: Numbers) => (row: number) => {
    const { curve, step } = placeOf(row)
    return curve[name][step]!
  }
  const survival = number('survival')
  return {
    name: 'curve',
    title: 'Curves, day by day',
    rows: curves.reduce((rows, { curve }) => rows + curve.durations.length, 0),
    columns: [
      column('curve', 'text', row => placeOf(row).name),
      column('days', 'integer', row => placeOf(row).curve.durations[placeOf(row).step]!),
      column('at_risk', 'integer', number('atRisk')),
      column('events', 'integer', number('events')),
      column('censored', 'integer', number('censored')),
      column('survival', 'share', survival),
      column('survival_low', 'share', number('low')),
      column('survival_high', 'share', number('high')),
      column('repeat', 'share', row => 1 - survival(row)),
    ],
    pivot: { rows: 'days', columns: 'curve', values: 'repeat' },
    picture: { kind: 'curve', x: 'days', y: 'survival', by: ['curve'], isStep: true },
    glance: GLANCE,
  }
}

interface Place {
  readonly name: string
  readonly curve: SurvivalCurve
  readonly step: number
}

function placesOf(curves: readonly NamedCurve[]): (row: number) => Place {
  return row => {
    let step = row
    for (const { name, curve } of curves) {
      if (step < curve.durations.length) return { name, curve, step }
      step -= curve.durations.length
    }
    throw new RangeError(`no row ${row}`)
  }
}
