/** How often the values of some columns stand there: what two exports are compared by. */

import type { RawBatch } from '../../batches/raw.ts'
import type { Field } from '../../schema/schema.ts'

/** Values beyond these are counted together. */
const MOST_VALUES = 1000

export const OTHER = '(other)'

export class Distributions {
  /** Column → value, or class of numbers, → cells. */
  readonly counts = new Map<string, Map<string, number>>()
  readonly #classOf = new Map<string, (cell: string) => string>()

  constructor(fields: readonly Field[]) {
    for (const { name, type } of fields) {
      this.counts.set(name, new Map())
      this.#classOf.set(name, type === 'number' || type === 'integer' ? numberClass : cell => cell)
    }
  }

  add(batch: RawBatch): void {
    for (const [name, counts] of this.counts) {
      const column = batch.columns.find(one => one.name === name)
      if (!column) continue
      const classOf = this.#classOf.get(name)!
      for (let row = 0; row < batch.rows; row++) {
        const name = classOf(column.text(row)?.trim() ?? '')
        const known = counts.get(name)
        if (known !== undefined) counts.set(name, known + 1)
        else if (counts.size < MOST_VALUES) counts.set(name, 1)
        else counts.set(OTHER, (counts.get(OTHER) ?? 0) + 1)
      }
    }
  }
}

const STEPS = [1, 2, 5] as const

/** Numbers by a scale of 1, 2, 5, 10, 20, 50, …: classes that do not depend on the export. */
function numberClass(cell: string): string {
  const value = Number(cell)
  if (cell === '' || !Number.isFinite(value)) return cell === '' ? '' : 'no number'
  if (value === 0) return '0'
  const size = Math.abs(value)
  const power = Math.floor(Math.log10(size))
  const step = STEPS.findLast(one => size >= one * 10 ** power) ?? 1
  return `${value < 0 ? '-' : ''}${step}e${power}`
}
