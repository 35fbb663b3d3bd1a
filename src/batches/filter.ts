/** Which rows to keep, as plain data: it crosses to a worker thread, or becomes a WHERE clause. */

export const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', 'in'] as const
export type Operator = (typeof OPERATORS)[number]

/** One condition, of --where or of a rule: the cells of a column against one value, or against a list of them for `in`. */
export interface Condition {
  readonly column: string
  readonly operator: Operator
  readonly values: readonly string[]
}

const IN = /^(.+?)\s+in\s+(.+)$/s
const COMPARISON = /^(.+?)\s*(!=|<=|>=|=|<|>)\s*(.*)$/s

/** `orders >= 3`, `country in DE,FR` and so on; null where the text is no condition. */
export function parseCondition(text: string): Condition | null {
  const [, column, operator, value] = COMPARISON.exec(text) ?? []
  if (column !== undefined) return { column, operator: operator as Operator, values: [value!.trim()] }
  const [, listed, values] = IN.exec(text) ?? []
  if (listed === undefined) return null
  return { column: listed, operator: 'in', values: values!.split(',').map(item => item.trim()) }
}

/** As it would be typed. */
export const conditionText = ({ column, operator, values }: Condition) =>
  `${column} ${operator} ${values.join(',')}`

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
