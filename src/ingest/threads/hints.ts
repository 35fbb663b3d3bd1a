/** Which values of a file's columns can be read ahead of their turn. */

import type { DecodePlan } from '../decode.ts'
import { QUANTITY_SCALE } from '../money-reader.ts'
import type { Hint, Hints } from './protocol.ts'

export function hintsOf({ time, furtherTimes, money, scale, texts, zone }: DecodePlan): Hints {
  const hints = new Map<string, Hint>()
  const severalUses = new Set<string>()
  const add = (column: string, hint: Hint) => {
    if (hints.has(column)) severalUses.add(column)
    hints.set(column, hint)
  }
  for (const { column, format } of [...(time ? [time] : []), ...furtherTimes.values()]) {
    if (format === 'iso') add(column, { as: 'time', zone: zone.name })
  }
  const main = money.amount ?? money.price
  if (main) add(main.name, { as: 'amount', decimal: main.decimal, scale })
  const { quantity } = money
  if (quantity) add(quantity.name, { as: 'amount', decimal: quantity.decimal, scale: QUANTITY_SCALE })
  for (const column of texts.values()) add(column, { as: 'text' })
  for (const column of severalUses) hints.delete(column)
  return hints
}
