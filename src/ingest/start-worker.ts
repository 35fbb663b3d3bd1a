/** Threads of this package: each runs a file of it. */

import { Worker, type WorkerOptions } from 'node:worker_threads'

export type WorkerFile = 'bundle/thread.js' | 'ingest/parquet/worker.js' | 'ingest/zstd/worker.js'

/** From sources, as in tests, the built file is run: Node 20 reads no TypeScript. */
export function startWorker(file: WorkerFile, options: WorkerOptions = {}): Worker {
  const base = import.meta.url.endsWith('.ts') ? '../../dist/' : '../'
  return new Worker(new URL(base + file, import.meta.url), options)
}
