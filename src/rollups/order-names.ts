/** Orders as messages name them. */

import type { Dictionaries } from './rollup.ts'

/** The first three of those orders by their ids. */
export function orderNames(orders: readonly number[], dictionaries: Dictionaries): string[] {
  const ids = dictionaries.get('order')!
  return Array.from(ids.sorted(Int32Array.from(new Set(orders))).subarray(0, 3), code => ids.text(code))
}
