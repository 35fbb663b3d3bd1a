/** A path → a reader of its format. Register a new input format here and in detect.ts. */

import { type ByteSource, openBytes, STANDARD_INPUT } from './bytes.ts'
import type { CsvOptions } from './csv/csv-file.ts'
import { detectFormat } from './detect.ts'
import { fingerprintOf, unchanging } from './fingerprint.ts'
import { withPartitions } from './partitions.ts'
import type { Reader } from './reader.ts'

export async function openReader(path: string, options: CsvOptions): Promise<Reader> {
  const before = path === STANDARD_INPUT ? null : fingerprintOf(path)
  const reader = await openFormat(await openBytes(path, options.limits), options)
  return withPartitions(unchanging(reader, before), path)
}

async function openFormat(source: ByteSource, options: CsvOptions): Promise<Reader> {
  switch (detectFormat(source.name, source.head)) {
    case 'csv':
      return (await import('./csv/read-csv.ts')).openCsv(source, options)
    case 'parquet':
      return (await import('./parquet/read-parquet.ts')).openParquet(source, options.limits)
    case 'arrow-file':
      return (await import('./read-arrow.ts')).openArrowFile(source, 'file', options.limits)
    case 'arrow-stream':
      return (await import('./read-arrow.ts')).openArrowFile(source, 'stream', options.limits)
  }
}
