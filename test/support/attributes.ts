/** What tests look at of customers' values. */

import type { CustomerValues } from '../../src/batches/customer-values.ts'

/** The value of a customer in the first column; undefined where the customer has no row, null where the cell is empty. */
export function channelOf(
  { find, codes, values }: CustomerValues,
  customer: string,
): string | null | undefined {
  const place = find(customer)
  if (place === -1) return undefined
  const code = codes[0]![place]!
  return code === -1 ? null : values[0]!.text(code)
}
