/** The code of parquet-wasm, compiled once: every thread gets an instance of it, and none pays for compiling. */

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** Node's types leave WebAssembly to those of the browser. */
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<object> }
}

let module: Promise<object> | undefined

/** A WebAssembly.Module, which may be sent to any number of threads. */
export function compiledDecoder(): Promise<object> {
  const path = createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')
  module ??= readFile(path).then(bytes => WebAssembly.compile(bytes))
  return module
}
