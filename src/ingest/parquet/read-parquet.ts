/** Parquet, a row group at a time. */

import { openArrow, rawBatchOf, rawColumnsOf } from '../../batches/arrow-read.ts'
import { damagedFile } from '../../errors/index.ts'
import type { ByteSource } from '../bytes.ts'
import type { Reader, ReadOptions, ReadRows } from '../reader.ts'
import { DecoderThread } from './decoder-thread.ts'
import type { ParquetInput } from './protocol.ts'

export async function openParquet(source: ByteSource): Promise<Reader> {
  const thread = new DecoderThread(await inputOf(source))
  const { rowGroups, schema: bytes } = await decoding(source, () => thread.open())
  const { schema } = await decoding(source, () => openArrow(bytes))
  return {
    name: source.name,
    format: `Parquet, ${rowGroups} row ${rowGroups === 1 ? 'group' : 'groups'}`,
    size: source.size,
    rereadable: true,
    columns: rawColumnsOf(schema),
    schema,
    repeatedNames: [],
    readings: [],
    notes: [],
    read: async function* ({ columns, onBytes }: ReadOptions = {}): AsyncGenerator<ReadRows> {
      let row = 1
      for (let group = 0; group < rowGroups; group++) {
        const bytes = await decoding(source, () => thread.rowGroup(group, columns ?? null))
        const { batches } = await openArrow(bytes)
        for await (const record of batches) {
          yield { batch: rawBatchOf(record, row), bad: [] }
          row += record.numRows
        }
        onBytes?.((source.size ?? 0) / rowGroups)
      }
      await thread.close()
    },
  }
}

/** The footer is at the end: standard input, and a file within gzip, is held whole. */
async function inputOf(source: ByteSource): Promise<ParquetInput> {
  if (source.path !== null && !source.gzipped) return { path: source.path }
  const chunks: Uint8Array[] = []
  for await (const chunk of source.read()) chunks.push(chunk)
  return { bytes: Buffer.concat(chunks) }
}

async function decoding<T>(source: ByteSource, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw damagedFile(source.name, 'Parquet', error)
  }
}
