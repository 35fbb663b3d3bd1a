/** What customers have brought so far (definition K6). */

import type { Run } from '../../rollups/run.ts'
import type { ClvOptions } from './clv-flags.ts'

/** Net revenue in units of the run's scale → that times the margin, in the currency. */
export function historicValueOf({ money }: Run, { margin }: Pick<ClvOptions, 'margin'>) {
  return (netRevenue: number | bigint) => (Number(netRevenue) / 10 ** money.scale) * margin
}
