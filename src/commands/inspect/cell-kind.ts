/** What a cell is by its looks. */

import type { RawColumn } from '../../batches/raw.ts'
import { decimalEvidence } from '../../ingest/values/amounts.ts'
import { timeEvidence } from '../../ingest/values/times.ts'

export const CELL_KINDS = ['integer', 'decimal', 'date', 'boolean', 'text'] as const
export type CellKind = (typeof CELL_KINDS)[number]

const INTEGER = /^[-+]?\d+$/
const DECIMAL = /^[-+]?\d*\.?\d+$/
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}:\d{2})?$/
const BOOLEAN = /^(?:true|false|yes|no|t|f|y|n|ja|nein|oui|non|si|sí)$/i

/** Bare digits are an integer, also where they may be a day or a second. */
export function kindOfText(text: string): CellKind {
  if (INTEGER.test(text)) return 'integer'
  if (DECIMAL.test(text)) return 'decimal'
  if (ISO_DATE.test(text)) return 'date'
  if (!/\d/.test(text)) return BOOLEAN.test(text) ? 'boolean' : 'text'
  if (timeEvidence([text]).unreadable === 0) return 'date'
  return decimalEvidence([text]).unreadable === 0 ? 'decimal' : 'text'
}

/** What the file itself says of the column's cells; null where only their looks do. */
export function kindOfColumn({ kind }: RawColumn): CellKind | null {
  if (kind === 'text' || kind === 'nested') return null
  if (kind === 'timestamp') return 'date'
  return kind === 'float' ? 'decimal' : kind
}
