/** What becomes of a file's columns: their values are read along with its rows, where its reader can do so. */

import type { Dictionary } from '../batches/dictionary.ts'
import { formWithout } from '../batches/id-form.ts'
import type { TextRole } from '../batches/roles.ts'
import type { Hint, Hints } from './csv/elsewhere.ts'
import type { DecodePlan } from './decode.ts'
import { QUANTITY_SCALE } from './money-reader.ts'

export function hintsOf(plan: DecodePlan, dictionaries: ReadonlyMap<TextRole, Dictionary>): Hints {
  const { time, furtherTimes, money, scale, texts, zone } = plan
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
  for (const [role, column] of texts)
    add(column, { as: 'text', form: formWithout(dictionaries.get(role)!.form, plan.noIds) })
  for (const column of severalUses) hints.delete(column)
  return hints
}
