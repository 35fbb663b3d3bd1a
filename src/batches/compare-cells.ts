/** Cells of any column against one another, where all that is known of them is their text. */

import type { Condition, Operator } from './filter.ts'

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/

export const isNumberText = (text: string) => NUMBER.test(text)

/** As numbers where both are written as one, else as texts by code point: ISO dates come out right. */
export function compareCells(a: string, b: string): number {
  if (a === b) return 0
  if (isNumberText(a) && isNumberText(b)) {
    if (Number(a) !== Number(b)) return Number(a) - Number(b)
    if (!isId(a) && !isId(b)) return 0
  }
  return a < b ? -1 : 1
}

/** 007 and 7 are two ids, and so are integers past 2^53 that a number would make one. */
const isId = (text: string) => /^[-+]?0\d/.test(text) || !Number.isSafeInteger(Math.trunc(Number(text)))

/** An empty cell equals only the empty value; it and a text are neither less nor greater than a number. */
export function cellHolds(cell: string, { operator, values }: Omit<Condition, 'column'>): boolean {
  if (operator === 'in') return values.some(value => compareCells(cell, value) === 0)
  const [value = ''] = values
  if (operator === '=' || operator === '!=') return (compareCells(cell, value) === 0) === (operator === '=')
  const comparable = cell !== '' && isNumberText(cell) === isNumberText(value)
  return comparable && ORDERED[operator](compareCells(cell, value))
}

const ORDERED: Readonly<Record<Exclude<Operator, '=' | '!=' | 'in'>, (order: number) => boolean>> = {
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
}
