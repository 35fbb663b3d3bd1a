/** How an input is spread over threads. The fuzzer makes both small, so that a few lines are many chunks. */

export const spread = {
  /** Less than this is read before other threads would have started; each has this much to read, about. */
  leastBytes: 1 << 24,
  /** About 16,000 rows. */
  chunkBytes: 1 << 20,
  /** Packed bytes of zstd that are unpacked before another thread takes over: heads and small inputs need none. */
  leastPackedBytes: 1 << 21,
}
