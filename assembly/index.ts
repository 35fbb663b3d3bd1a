/**
 * The hot path of plain CSV, compiled to WebAssembly by `npm run build`. All of it works on memory that the caller
 * has laid out (src/ingest/csv/wasm-memory.ts), and has a plain twin in src/.
 */

export { index } from './structure'
export { rows } from './rows'
export { times } from './times'
export { amounts } from './amounts'
export { numbers } from './numbers'
