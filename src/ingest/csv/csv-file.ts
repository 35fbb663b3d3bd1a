/** What is known of a text file before its rows are read. */

import type { Limits } from '../limits.ts'
import type { Dialect, DialectOptions } from './dialect.ts'

export interface CsvOptions extends DialectOptions {
  readonly limits: Limits
}

export interface OpenCsv {
  readonly dialect: Dialect
  readonly names: readonly string[]
  readonly options: CsvOptions
}
