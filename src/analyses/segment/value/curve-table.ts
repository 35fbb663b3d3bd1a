/** Table `lorenz`: the points of the Lorenz curve, the poorest customers first. */

import { type Concentration, lorenz } from '../../../measures/concentration.ts'
import type { Table } from '../../../report.ts'
import { column } from '../../columns.ts'

const PARTS = 20

/** A point for every twentieth of the customers, and one for nobody; none where there is no value. */
export function curveTable(concentration: Concentration): Table {
  return {
    name: 'lorenz',
    picture: { kind: 'curve', x: 'share_of_customers', y: 'share_of_value', hasDiagonal: true },
    title: 'Lorenz curve: the share of value that the poorest customers bring',
    rows: concentration.total === 0n ? 0 : PARTS + 1,
    columns: [
      column('share_of_customers', 'share', row => row / PARTS),
      column('share_of_value', 'share', row => lorenz(concentration, row, PARTS)),
    ],
  }
}
