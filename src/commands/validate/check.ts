/** One thing that is checked, and what came of it. */

import type { Severity } from '../../schema/schema.ts'
import { FirstPlaces } from './places.ts'

/** Stable, for scripts; docs/validate.md lists them. */
export type CheckCode =
  | 'column-missing'
  | 'column-unexpected'
  | 'column-order'
  | 'type'
  | 'required'
  | 'empty-share'
  | 'enum'
  | 'minimum'
  | 'maximum'
  | 'min-length'
  | 'max-length'
  | 'pattern'
  | 'future'
  | 'unique'
  | 'reference'
  | 'duplicate-rows'
  | 'readable'
  | 'rows'
  | 'freshness'
  | 'sum'
  | 'change-rows'
  | 'change-customers'
  | 'change-revenue'
  | 'change-distribution'

export class Check {
  readonly code: CheckCode
  /** The column, or columns, it is about; null is the export as a whole. */
  readonly column: string | null
  readonly severity: Severity
  /** What should hold: "at most 2000". */
  readonly rule: string
  readonly broken = new FirstPlaces()
  /** Rows that were looked at; null where it is about no rows. */
  of: number | null = 0
  /** What was found instead, where it is about no rows. */
  found: string | null = null

  constructor(code: CheckCode, column: string | null, severity: Severity, rule: string) {
    this.code = code
    this.column = column
    this.severity = severity
    this.rule = rule
  }

  get failed(): boolean {
    return this.broken.rows > 0
  }

  /** Decides a check that is about no rows. */
  settle(holds: boolean, found: string, file = 0): void {
    this.of = null
    this.found = found
    if (!holds) this.broken.add({ file, row: 0, value: found })
  }
}
