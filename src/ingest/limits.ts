/** Bounds that no input may pass, so that a hostile or broken file costs neither memory nor time without end. */

import { TYPED_LIMITS } from './typed-limits.ts'

const KB = 2 ** 10
const MB = 2 ** 20

/** What `--limit NAME=N` raises, as it stands unless given. */
export const DEFAULT_LIMITS = {
  /** Characters of one cell. */
  field: 16 * MB,
  /** Bytes of one row: more is held in memory by nothing but a quote that is never closed. */
  row: 64 * MB,
  /** Bytes above the first row. */
  header: 512 * KB,
  columns: 10_000,
  /** Different texts of a column that is held as a dictionary. */
  distinct: 50_000_000,
  /** Bytes unpacked per byte packed; exports seldom pass 50. */
  ratio: 500,
  ...TYPED_LIMITS,
} as const

export type LimitName = keyof typeof DEFAULT_LIMITS
export type Limits = Readonly<Record<LimitName, number>>
