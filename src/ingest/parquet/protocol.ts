/** What the reader of Parquet files and its worker thread say to each other. */

/** A file on disk by its path, or the whole of standard input. */
export type ParquetInput = { readonly path: string } | { readonly bytes: Uint8Array }

export type Request =
  | { readonly kind: 'open' }
  | { readonly kind: 'rowGroup'; readonly group: number; readonly columns: readonly string[] | null }
  /** The synchronous reader tells why a row group cannot be decoded where the other one only dies. */
  | { readonly kind: 'explain'; readonly group: number }

export interface Opened {
  readonly rowGroups: number
  /** The Arrow schema as an IPC stream without batches. */
  readonly schema: Uint8Array
}

export type Response =
  | { readonly opened: Opened }
  /** A row group as an Arrow IPC stream. */
  | { readonly rows: Uint8Array }
  | { readonly failed: string }
