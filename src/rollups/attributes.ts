/**
 * What the rows of the export say of customers beside their orders: per customer the cells of one row, that of the
 * first or of the last order by time, file and row (definition G11). Refunds and rows without a customer say nothing.
 */

import type { CustomerValues } from '../batches/customer-values.ts'
import type { TextRole } from '../batches/roles.ts'

export interface AttributesOptions {
  /** Text roles, and columns of no role by `attributeRole`; one that no column plays is empty. */
  readonly roles: readonly TextRole[]
  /** Which order's row it is. */
  readonly at: 'first' | 'last'
}

/** Values of customers by where they were read: in the export itself, and in the file joined to it. */
export interface Attributes {
  /** The columns asked for, in that order; each stands in one of the sources. */
  readonly columns: readonly string[]
  readonly sources: readonly AttributeSource[]
}

export interface AttributeSource {
  /** Of which order the row is, or the path of the joined file. */
  readonly from: { readonly order: 'first' | 'last' } | { readonly file: string; readonly withoutId: number }
  readonly values: CustomerValues
}

export type { CustomerValues }
