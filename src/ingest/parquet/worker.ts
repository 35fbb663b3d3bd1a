/**
 * The thread in which Parquet is decoded. Some damaged pages kill the WebAssembly instance, or leave a promise
 * that never settles: here that costs a thread, not the run.
 */

import { openAsBlob, readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { initSync, ParquetFile, readParquet, type RecordBatch, wasmMemory } from 'parquet-wasm/esm'
import { BufferTaker } from './batch-buffers.ts'
import { boundsOf } from './bounds.ts'
import { Refusal, openByteFile } from './byte-file.ts'
import { checkPages } from './check-pages.ts'
import {
  areInt96,
  dropFalseDictionaries,
  type Footer,
  footerBytes,
  readFooter,
  setArrowSchema,
} from './footer.ts'
import { type Batches, type Decoding, GroupReading } from './group-reading.ts'
import type { Request, Response, Rows, WorkerData } from './protocol.ts'
import type { WasmMemory } from './text-numbers.ts'

/** parquet-wasm's default of 1,024 is five times slower. */
const BATCH_ROWS = 65_536

/** Larger files are not read a second time as a whole, only to word an error. */
const MOST_EXPLAINED_BYTES = 2 ** 28

const { input, maxPage, decoder } = workerData as WorkerData
initSync({ module: decoder as never })
const bytes = openByteFile(input)
let opening: Promise<{ file: ParquetFile; footer: Footer }> | undefined
let reading: GroupReading | undefined

parentPort!.on('message', async (request: Request) => {
  try {
    answer(await respond(request))
  } catch (error) {
    // A RuntimeError leaves the instance in an unknown state: the thread goes with it.
    if (error instanceof Error && error.name === 'RuntimeError') throw error
    if (error instanceof Refusal) return answer({ problem: error.problem })
    answer({ problem: { kind: 'damaged', what: error instanceof Error ? error.message : String(error) } })
  }
})

function answer(response: Response): void {
  parentPort!.postMessage(response, 'rows' in response && response.rows ? memoryOf(response.rows) : [])
}

/** What is not shared is moved to the other thread, not copied. */
function memoryOf(rows: Rows): ArrayBuffer[] {
  const columns = rows instanceof Uint8Array ? [] : rows.columns
  const parts = columns.flatMap(({ numbers, buffers }) => [numbers, ...Object.values(buffers ?? {})])
  return [rows, ...parts].flatMap(part =>
    ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
  )
}

async function respond(request: Request): Promise<Response> {
  if (request.kind === 'explain') return explain(request.group)
  opening ??= openFile()
  const { file, footer } = await opening
  if (request.kind === 'open') {
    const rowGroups = footer.rowGroups.map(({ rows }) => rows)
    const schema = file.schema().intoIPCStream()
    return { opened: { rowGroups, schema, hasInt96: areInt96(footer).includes(true) } }
  }
  if (request.kind === 'bounds') return { bounds: boundsOf(footer, request.columns) }
  if (request.kind === 'rows') {
    reading = await (reading?.followedBy(request) ?? new GroupReading(request, decodingOf(file, footer)))
  }
  return reading!.take()
}

let taker: BufferTaker | undefined

function decodingOf(file: ParquetFile, footer: Footer): Decoding {
  return {
    start: async ({ group, columns }) => {
      check(footer, group, columns)
      return startStream(file, group, columns)
    },
    take: (batch, { layouts, reuse }) => {
      if (layouts === null) return batch.intoIPCStream()
      taker ??= new BufferTaker(wasmMemory() as WasmMemory)
      return taker.take(batch, layouts, reuse)
    },
  }
}

async function startStream(
  file: ParquetFile,
  group: number,
  columns: readonly string[] | null,
): Promise<Batches> {
  const options = { rowGroups: [group], batchSize: BATCH_ROWS, ...(columns ? { columns: [...columns] } : {}) }
  const stream = (await file.stream(options)) as ReadableStream<RecordBatch>
  return stream.getReader()
}

const checked = new Set<string>()

function check({ rowGroups }: Footer, group: number, columns: readonly string[] | null): void {
  for (const chunk of rowGroups[group]!.chunks) {
    const path = chunk.path.join('.')
    const isRead = columns === null || columns.some(name => path === name || path.startsWith(`${name}.`))
    if (!isRead || checked.has(`${group} ${path}`)) continue
    checkPages(bytes, chunk, maxPage)
    checked.add(`${group} ${path}`)
  }
}

/** With the footer mended where its writer was old: 96 bit times are read as what they say, not as what fits. */
async function openFile(): Promise<{ file: ParquetFile; footer: Footer }> {
  const footer = readFooter(bytes)
  const blob =
    'path' in input ? await openAsBlob(input.path) : new Blob([input.bytes as Uint8Array<ArrayBuffer>])
  const values = blob.slice(0, footer.start)
  const mended = () => ParquetFile.fromFile(new Blob([values, footerBytes(footer)]))
  const file = await (dropFalseDictionaries(footer) ? mended() : ParquetFile.fromFile(blob))
  const isInt96 = areInt96(footer)
  if (!isInt96.includes(true)) return { file, footer }
  const { withMicroseconds } = await import('../../batches/arrow-retype.ts')
  setArrowSchema(footer, withMicroseconds(file.schema().intoIPCStream(), isInt96))
  return { file: await mended(), footer }
}

function explain(group: number): Response {
  if (bytes.size > MOST_EXPLAINED_BYTES) throw new Error(`row group ${group + 1} cannot be decoded`)
  readParquet('path' in input ? readFileSync(input.path) : input.bytes, { rowGroups: [group] }).free()
  throw new Error(`row group ${group + 1} cannot be decoded`)
}
