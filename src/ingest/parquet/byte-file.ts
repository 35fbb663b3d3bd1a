/** The bytes of a Parquet file at any place, and what is refused of them. */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { ParquetInput, Problem } from './protocol.ts'

export interface ByteFile {
  readonly size: number
  /** Fewer bytes where the file ends before. */
  read(start: number, length: number): Uint8Array
}

/** Open for as long as the thread lives. */
export function openByteFile(input: ParquetInput): ByteFile {
  if ('bytes' in input) {
    const { bytes } = input
    return { size: bytes.length, read: (start, length) => bytes.subarray(start, start + length) }
  }
  const file = openSync(input.path, 'r')
  process.once('exit', () => closeSync(file))
  const { size } = fstatSync(file)
  return {
    size,
    read: (start, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - start)))
      return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start))
    },
  }
}

/** Known for what it is before anything is decoded. */
export class Refusal extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.kind)
    this.problem = problem
  }
}
