/** Numbers in sentences. */

import type { Run } from '../../rollups/run.ts'
import { thousands } from '../../math/thousands.ts'

/** "1 order", "1,024 orders". */
export const counted = (amount: number, what: string) =>
  `${thousands(amount)} ${what}${amount === 1 ? '' : 's'}`

/** Units of the run's scale, with the digits of its currency. */
export const moneyText = ({ money }: Run, units: number | bigint) =>
  money.toNumber(units).toFixed(money.digits)
