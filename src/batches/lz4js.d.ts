declare module 'lz4js' {
  /** Unpacks a frame into memory that is large enough for it; the number of bytes written. */
  export function decompressFrame(packed: Uint8Array, into: Uint8Array): number
  export default { decompressFrame }
}
