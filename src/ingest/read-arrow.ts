/** Arrow IPC, as a file or as a stream. */

import { type FileHandle, open } from 'node:fs/promises'
import { checkBatch } from '../batches/arrow-check.ts'
import { isBigEndian, StreamFrames } from '../batches/arrow-frames.ts'
import { type ArrowStream, openArrow, rawBatchOf } from '../batches/arrow-read.ts'
import { bigEndian, damagedFile } from '../errors/index.ts'
import type { ByteSource } from './bytes.ts'
import type { Reader, ReadOptions, ReadRows } from './reader.ts'
import { typedColumns, wantedColumns } from './typed-columns.ts'
import { TYPED_LIMITS, type TypedLimits } from './typed-limits.ts'

export async function openArrowFile(
  source: ByteSource,
  kind: 'file' | 'stream',
  limits: TypedLimits = TYPED_LIMITS,
): Promise<Reader> {
  const { name, path, size } = source
  const format = kind === 'file' ? 'Arrow file' : 'Arrow stream'
  if (isBigEndian(source.head, kind)) throw bigEndian(name)
  // Of standard input there is one reading: the stream that told the schema goes on to give the rows.
  const opened = await openIpc(source, kind, limits)
  const typed = typedColumns(name, opened.schema, limits)
  if (path !== null) await opened.close()
  return {
    name,
    format,
    size,
    rereadable: path !== null,
    columns: typed.columns,
    schema: opened.schema,
    repeatedNames: typed.repeatedNames,
    readings: [],
    notes: typed.notes,
    read: async function* ({ columns, onBytes }: ReadOptions = {}): AsyncGenerator<ReadRows> {
      const { batches, batchCount, finish, close } =
        path === null ? opened : await openIpc(source, kind, limits, onBytes)
      const wanted = wantedColumns(typed, columns)
      const fields = new Set(wanted.map(({ steps }) => steps[0]!.name))
      let row = 1
      try {
        for await (const record of batches) {
          checkBatch(record, name => fields.has(name))
          yield { batch: rawBatchOf(record, wanted, name, row), bad: [] }
          row += record.numRows
          if (batchCount !== null && source.packing === null) onBytes?.((size ?? 0) / batchCount)
        }
        await finish()
      } catch (error) {
        throw damagedFile(name, format, error)
      } finally {
        await close()
      }
    },
  }
}

interface OpenIpc extends ArrowStream {
  /** Looks at what is behind the last batch. */
  finish(): Promise<void>
  close(): Promise<void>
}

async function openIpc(
  source: ByteSource,
  kind: 'file' | 'stream',
  limits: TypedLimits,
  onBytes?: (count: number) => void,
): Promise<OpenIpc> {
  const format = kind === 'file' ? 'Arrow file' : 'Arrow stream'
  try {
    // A file says at its end where its batches are, so that only one of them need be in memory.
    if (kind === 'file' && source.path !== null && source.packing === null)
      return await openHandle(source.path, limits)
    const chunks = source.read(onBytes)
    if (kind === 'file') return { ...(await openArrow(chunks, limits.page)), finish: nothing, close: nothing }
    const frames = new StreamFrames(chunks)
    const stream = await openArrow(frames, limits.page)
    return { ...stream, finish: () => frames.finish(), close: () => frames.close() }
  } catch (error) {
    throw damagedFile(source.name, format, error)
  }
}

const nothing = async () => {}

async function openHandle(path: string, limits: TypedLimits): Promise<OpenIpc> {
  const handle = await open(path)
  try {
    await checkEnd(handle)
    const stream = await openArrow(checkedHandle(handle), limits.page)
    return { ...stream, finish: nothing, close: () => handle.close() }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** A file ends with the length of its footer and with the word it begins with. */
async function checkEnd(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat()
  const { buffer } = await handle.read(Buffer.alloc(10), 0, 10, Math.max(0, size - 10))
  if (buffer.toString('latin1', 4) !== 'ARROW1') throw new Error('it does not end as Arrow files do')
  const length = buffer.readInt32LE(0)
  if (length <= 0 || length > size - 10) throw new Error(`its footer would be ${length} bytes`)
}

/** The reader asks without end for bytes at a place before the file or behind it. */
function checkedHandle(handle: FileHandle): FileHandle {
  const read = async (into: Uint8Array, offset: number, length: number, position: number) => {
    const found = position < 0 ? null : await handle.read(into, offset, length, position)
    if (!found || (found.bytesRead === 0 && length > 0)) throw new Error('it points outside of itself')
    return found
  }
  const { fd } = handle
  return { fd, stat: () => handle.stat(), read, close: () => handle.close() } as unknown as FileHandle
}
