/** Arrow IPC, as a file or as a stream. */

import { openArrow, rawBatchOf, rawColumnsOf } from '../batches/arrow-read.ts'
import { damagedFile } from '../errors/index.ts'
import type { ByteSource } from './bytes.ts'
import type { Reader, ReadOptions, ReadRows } from './reader.ts'

export async function openArrowFile(source: ByteSource, kind: 'file' | 'stream'): Promise<Reader> {
  const format = kind === 'file' ? 'Arrow file' : 'Arrow stream'
  // Of standard input there is one reading: the stream that told the schema goes on to give the rows.
  let opened = await open(source)
  return {
    name: source.name,
    format,
    size: source.size,
    rereadable: source.path !== null,
    columns: rawColumnsOf(opened.schema),
    schema: opened.schema,
    repeatedNames: [],
    readings: [],
    notes: [],
    read: async function* ({ columns, onBytes }: ReadOptions = {}): AsyncGenerator<ReadRows> {
      if (source.path !== null) opened = await open(source, onBytes)
      let row = 1
      try {
        for await (const record of opened.batches) {
          const wanted = columns
            ? record.select(columns.filter(name => record.schema.names.includes(name)))
            : record
          yield { batch: rawBatchOf(wanted, row), bad: [] }
          row += record.numRows
        }
      } catch (error) {
        throw damagedFile(source.name, format, error)
      }
    },
  }
}

async function open(source: ByteSource, onBytes?: (count: number) => void) {
  try {
    return await openArrow(source.read(onBytes))
  } catch (error) {
    throw damagedFile(source.name, 'Arrow', error)
  }
}
