/** Table `why`: each number of the customer, and where it comes from in words. */

import { column } from '../../analyses/columns.ts'
import type { Table } from '../../report.ts'
import type { Explained } from './explained.ts'
import { attributeWhys } from './why-attributes.ts'
import { orderWhys } from './why-orders.ts'
import { predictionWhys } from './why-predictions.ts'
import { scoreWhys } from './why-scores.ts'
import { stageWhys, stateWhys, tierWhys } from './why-standing.ts'
import type { Why } from './why.ts'

export function whyTable(explained: Explained): Table {
  const whys = toldApart(WHYS.flatMap(of => of(explained)))
  return {
    name: 'why',
    title: `Why the numbers of ${explained.gathered.customer} are what they are`,
    rows: whys.length,
    columns: [
      column('number', 'text', row => whys[row]!.number),
      column('value', 'text', row => whys[row]!.value),
      column('because', 'text', row => whys[row]!.because),
    ],
    show: 'wrap',
  }
}

/** An attribute that is called as a number is, as in `tenure customers`. */
const toldApart = (whys: readonly Why[]): Why[] =>
  whys.map((why, i) => {
    const isTaken = whys.slice(0, i).some(({ number }) => number === why.number)
    return isTaken ? { ...why, number: `attribute_${why.number}` } : why
  })

const WHYS: readonly ((explained: Explained) => Why[])[] = [
  orderWhys,
  scoreWhys,
  tierWhys,
  stateWhys,
  stageWhys,
  predictionWhys,
  attributeWhys,
]
