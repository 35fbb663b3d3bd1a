/** What can be asked of `tenure segment rfm`. */

import { cutPoints, integer, type OptionsOf, savedTable, toggle } from '../../../flags.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { basisFlags } from '../../segment-basis.ts'

/** The flags of `tenure segment rfm`. */
export const rfmFlags = {
  detail: toggle('add the table customers, one row per customer, and put it first'),
  scores: integer(5, { min: 2, max: 10 }, 'scores from 1 to N; segments have names where N is 5'),
  ...basisFlags,
  rCuts: cutPoints(
    'most days since the last order of each score, best first: 30,60,90,180 is 5 up to day 30',
  ),
  fCuts: cutPoints('most orders of scores 1, 2, and so on: 1,2,3,5 is 1 for one order, 5 for six or more'),
  mCuts: cutPoints(
    'greatest net revenue of scores 1, 2, and so on: with 20,50,100,200, 20.00 is 1 and 20.01 is 2',
  ),
  thresholds: savedTable(
    'thresholds',
    'take the thresholds of the JSON report of an earlier run, so that scores compare over time',
  ),
  ...breakdownFlags,
}

/** Their values. */
export type RfmOptions = OptionsOf<typeof rfmFlags>
