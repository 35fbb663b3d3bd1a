/** What the reader of zstd and its worker thread say to each other. */

export interface WorkerData {
  /** Of unpacked bytes to packed ones, at most. */
  readonly ratio: number
}

/** A piece of packed bytes; null is the end of them. Each has one answer, in their order. */
export type Request = Uint8Array<ArrayBuffer> | null

export type Response =
  | { readonly unpacked: Uint8Array<ArrayBuffer> }
  | { readonly problem: 'damaged' | 'too much' }
