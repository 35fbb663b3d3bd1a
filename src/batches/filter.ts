/** Which rows to keep, as plain data: it crosses to a worker thread, or becomes a WHERE clause. */

export const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', 'in'] as const
export type Operator = (typeof OPERATORS)[number]

/** One --where: the cells of a column against one value, or against a list of them for `in`. */
export interface Condition {
  readonly column: string
  readonly operator: Operator
  readonly values: readonly string[]
}

/** All parts must hold. An instant is epoch milliseconds. */
export interface Filter {
  /** Rows at or after this instant are not used: the end of the as-of date. */
  readonly before?: number
  /** --rows-since: earlier rows are cut, and the history with them. */
  readonly since?: number
  readonly where?: readonly Condition[]
}

/** Why a good row is not used, as the output words it. */
export const LEFT_OUT = {
  before: 'after the as-of date',
  since: 'before --rows-since',
  where: 'not matched by --where',
} as const
