/** The flags of `tenure lifecycle moves`. */

import { flagRequired, moveDatesOutOfOrder } from '../../../errors/index.ts'
import { choice, date, integer, type OptionsOf } from '../../../flags.ts'
import { sizeFlags } from '../../common-flags.ts'
import { stageFlags } from '../../stage-flags.ts'

export const movesFlags = {
  from: date('stages at the end of this local date …'),
  to: date('… and at the end of this one (the as-of date)'),
  every: choice(
    ['week', 'month', 'quarter', 'year'],
    null,
    'moves from the end of each period to the next, taken together (month, the last 12, without --from)',
  ),
  within: {
    ...integer(90, { min: 1 }, 'what a move is followed by: revenue of the DAYS days after it'),
    placeholder: 'DAYS',
  },
  ...stageFlags,
  ...sizeFlags,
}

/** The options these flags give. */
export type MovesOptions = OptionsOf<typeof movesFlags>

/** A UserError where the dates contradict one another. */
export function checkDates({ from, to }: MovesOptions): void {
  if (from === null && to !== null) throw flagRequired('to', 'from DATE')
  if (from !== null && to !== null && from >= to) throw moveDatesOutOfOrder()
}
