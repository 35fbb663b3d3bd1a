/** Every rollup, by the name that specs use. Register a new one here and nowhere else. */

import { attributesRollup } from './attributes-rollup.ts'
import { eventsRollup } from './events-rollup.ts'
import { extentRollup } from './extent.ts'
import { historiesRollup } from './histories-rollup.ts'
import { ordersRollup } from './orders.ts'
import type { Rollup } from './rollup.ts'
import { signupsRollup } from './signups.ts'
import { spellsRollup } from './spells.ts'

export const rollups: Readonly<Record<string, Rollup<unknown, unknown, unknown>>> = {
  attributes: attributesRollup as Rollup<unknown, unknown, unknown>,
  events: eventsRollup as Rollup<unknown, unknown, unknown>,
  extent: extentRollup as Rollup<unknown, unknown, unknown>,
  histories: historiesRollup as Rollup<unknown, unknown, unknown>,
  orders: ordersRollup as Rollup<unknown, unknown, unknown>,
  signups: signupsRollup as Rollup<unknown, unknown, unknown>,
  spells: spellsRollup as Rollup<unknown, unknown, unknown>,
}
