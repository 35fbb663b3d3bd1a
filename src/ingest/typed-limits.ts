/** Bounds that no typed file may pass, so that a hostile or broken one costs neither memory nor time without end. */

export interface TypedLimits {
  /** Bytes of one page of Parquet, or of one buffer of Arrow, once unpacked. */
  readonly page: number
  /** Levels of lists, maps and structs within one another. */
  readonly nesting: number
}

export const TYPED_LIMITS: TypedLimits = { page: 2 ** 28, nesting: 16 }
