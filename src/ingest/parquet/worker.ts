/**
 * The thread in which Parquet is decoded. Some damaged pages kill the WebAssembly instance, or leave a promise
 * that never settles: here that costs a thread, not the run.
 */

import { openAsBlob, readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { ParquetFile, readParquet } from 'parquet-wasm'
import type { ParquetInput, Request, Response } from './protocol.ts'

/** parquet-wasm's default of 1,024 is five times slower. */
const BATCH_ROWS = 65_536

const input = workerData as ParquetInput
let opening: Promise<ParquetFile> | undefined

parentPort!.on('message', async (request: Request) => {
  try {
    answer(await respond(request))
  } catch (error) {
    // A RuntimeError leaves the instance in an unknown state: the thread goes with it.
    if (error instanceof Error && error.name === 'RuntimeError') throw error
    answer({ failed: error instanceof Error ? error.message : String(error) })
  }
})

function answer(response: Response): void {
  parentPort!.postMessage(response, 'rows' in response ? [response.rows.buffer as ArrayBuffer] : [])
}

async function respond(request: Request): Promise<Response> {
  if (request.kind === 'explain') return explain(request.group)
  opening ??= openFile()
  const file = await opening
  if (request.kind === 'open') {
    return { opened: { rowGroups: file.metadata().numRowGroups(), schema: file.schema().intoIPCStream() } }
  }
  const { group, columns } = request
  const table = await file.read({
    rowGroups: [group],
    batchSize: BATCH_ROWS,
    ...(columns ? { columns: [...columns] } : {}),
  })
  return { rows: table.intoIPCStream() }
}

async function openFile(): Promise<ParquetFile> {
  const blob =
    'path' in input ? await openAsBlob(input.path) : new Blob([input.bytes as Uint8Array<ArrayBuffer>])
  return ParquetFile.fromFile(blob)
}

function explain(group: number): Response {
  const bytes = 'path' in input ? readFileSync(input.path) : input.bytes
  readParquet(bytes, { rowGroups: [group] }).free()
  return { failed: `row group ${group + 1} cannot be decoded` }
}
