/** Every export that is known by its header. Register a new one here and nowhere else. */

import { normalisedName } from '../role-names.ts'
import { ga4 } from './ga4.ts'
import type { Preset } from './preset.ts'
import { segment } from './segment.ts'
import { shopify } from './shopify.ts'
import { square } from './square.ts'
import { stripe } from './stripe.ts'
import { woocommerce } from './woocommerce.ts'

export const presets: readonly Preset[] = [shopify, woocommerce, stripe, square, ga4, segment]

export const NO_PRESET = 'none'

/** The preset of that name; without a name the first whose marks are all among the columns, else null. */
export function presetFor(columns: readonly string[], given: string | null): Preset | null {
  if (given !== null) return presets.find(({ name }) => name === given) ?? null
  const names = new Set(columns.map(normalisedName))
  return presets.find(({ marks }) => marks.some(list => list.every(name => names.has(name)))) ?? null
}

/** The first column that one of the names fits. */
export function columnFor(columns: readonly string[], names: readonly string[]): string | null {
  for (const name of names) {
    const found = columns.find(column => normalisedName(column) === name)
    if (found !== undefined) return found
  }
  return null
}

/** Every column that one of the names fits; a name that ends in * fits all that begin so. */
export function columnsFor(columns: readonly string[], names: readonly string[]): string[] {
  const fits = (column: string, name: string) =>
    name.endsWith('*') ? column.startsWith(name.slice(0, -1)) : column === name
  return columns.filter(column => names.some(name => fits(normalisedName(column), name)))
}
