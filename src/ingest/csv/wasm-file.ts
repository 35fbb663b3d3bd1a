/** Where the WebAssembly stands: beside this file where it is built; from sources, as in tests, the built one is used. */
export function wasmFile(): URL {
  const built = import.meta.url.endsWith('.ts') ? '../../../dist/ingest/csv/plain.wasm' : './plain.wasm'
  return new URL(built, import.meta.url)
}
