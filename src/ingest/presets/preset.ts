/** What is known of the exports of one product, as data: how they are recognised, and what their columns mean. */

import type { Role } from '../../batches/roles.ts'

/** Column names are normalised (see role-names.ts); a name that ends in * stands for all that begin so. */
export interface Preset {
  /** What --preset takes. */
  readonly name: string
  /** For people: "orders of Shopify". */
  readonly title: string
  /** One of these lists: every column in it is there, and together they are in no other export. */
  readonly marks: readonly (readonly string[])[]
  /** The column of each role, the first that is there; a role that is not listed is guessed as in any export. */
  readonly roles: Readonly<Partial<Record<Role, readonly string[]>>>
  /** Times without an offset are UTC, whatever the zone of the run. */
  readonly timesAreUtc?: boolean
  /** The rows of an order follow each other, and in all but the first these cells may be blank: they are those of the first. */
  readonly inherited?: readonly string[]
  /** Money of the whole order that stands in its first row alone: blank in the others, where it is 0. */
  readonly oncePerOrder?: readonly string[]
  /** What the amount of a row is, where its rows repeat that of the order. */
  readonly amountIs?: 'order'
  /** Money given back, beside what was paid: taken off the amount of its row. */
  readonly refunded?: readonly string[]
  /** Rows that give money back. */
  readonly refunds?: ColumnTest
  /** Rows that are no sales. */
  readonly notSold?: readonly ColumnTest[]
  /** The rows of an event log that are sales; the others count only where events are asked for. */
  readonly sales?: ColumnTest
}

/** A column, and values of it: compared by their letters and digits alone, in lower case. `filled` is any value at all. */
export interface ColumnTest {
  readonly column: string
  readonly is: readonly string[] | 'filled'
  /** In words, where the values themselves do not say it. */
  readonly reason?: string
}
