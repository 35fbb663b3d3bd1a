/** The footer of a Parquet file: what is in it, and what its writer got wrong. */

import { type ByteFile, Refusal } from './byte-file.ts'
import { THRIFT, type ThriftList, ThriftReader, type ThriftStruct, thriftBytes } from './thrift.ts'

export interface Footer {
  readonly fields: ThriftStruct
  /** Where it stands in the file. */
  readonly start: number
  readonly rowGroups: readonly RowGroup[]
  /** The elements of the schema that have values, in its order, which is that of the chunks of a row group. */
  readonly leaves: readonly ThriftStruct[]
}

export interface RowGroup {
  readonly rows: number
  readonly chunks: readonly Chunk[]
}

/** The values of a column in a row group: a run of pages. */
export interface Chunk {
  /** Names from the outermost field on. */
  readonly path: readonly string[]
  readonly start: number
  readonly end: number
  readonly values: number
  readonly statistics: ThriftStruct | null
}

const MAGIC = 'PAR1'
/** The length of the footer and the magic word stand behind it. */
const TAIL_BYTES = 8
const INT96 = 3n

/** Ids of fields in parquet.thrift. */
const FILE = { schema: 2, rows: 3, rowGroups: 4, keyValues: 5, encryption: 8 } as const
const GROUP = { columns: 1, rows: 3 } as const
const COLUMN = { meta: 3, crypto: 8 } as const
const META = { path: 3, values: 5, size: 7, dataOffset: 9, dictionaryOffset: 11, statistics: 12 } as const
const ELEMENT = { type: 1, children: 5 } as const

export function readFooter(file: ByteFile): Footer {
  if (file.size < TAIL_BYTES + MAGIC.length) throw new Error('it is too short')
  const tail = file.read(file.size - TAIL_BYTES, TAIL_BYTES)
  const magic = Buffer.from(tail.subarray(4)).toString('latin1')
  if (magic === 'PARE') throw new Refusal({ kind: 'encrypted', what: 'the file is' })
  if (magic !== MAGIC) throw new Error('it does not end as Parquet does')
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true)
  const start = file.size - TAIL_BYTES - length
  if (start < MAGIC.length) throw new Error(`its footer would be ${length.toLocaleString('en-US')} bytes`)
  const fields = new ThriftReader(file.read(start, length)).struct()
  if (fields.has(FILE.encryption)) throw new Refusal({ kind: 'encrypted', what: 'some of its columns are' })
  const rowGroups = structsOf(fields, FILE.rowGroups).map(group => rowGroupOf(group, start))
  const rows = rowGroups.reduce((total, group) => total + group.rows, 0)
  if (numberOf(fields, FILE.rows) !== rows) {
    throw new Error(`its footer counts ${numberOf(fields, FILE.rows)} rows, its row groups ${rows}`)
  }
  return { fields, start, rowGroups, leaves: leavesOf(fields) }
}

function rowGroupOf(group: ThriftStruct, footerStart: number): RowGroup {
  const chunks = structsOf(group, GROUP.columns).map(column => {
    if (column.has(COLUMN.crypto)) throw new Refusal({ kind: 'encrypted', what: 'some of its columns are' })
    return chunkOf(structOf(column, COLUMN.meta), footerStart)
  })
  const rows = numberOf(group, GROUP.rows)
  if (rows < 0) throw new Error(`a row group of ${rows} rows`)
  return { rows, chunks }
}

function chunkOf(meta: ThriftStruct, footerStart: number): Chunk {
  const path = listOf(meta, META.path).items.map(name => Buffer.from(name as Uint8Array).toString('utf8'))
  const start = hasDictionary(meta) ? numberOf(meta, META.dictionaryOffset) : numberOf(meta, META.dataOffset)
  const end = start + numberOf(meta, META.size)
  if (start < 0 || end < start || end > footerStart) {
    throw new Refusal({
      kind: 'column',
      column: path.join('.'),
      what: 'its values would lie outside the file',
    })
  }
  const statistics = meta.has(META.statistics) ? structOf(meta, META.statistics) : null
  return { path, start, end, values: numberOf(meta, META.values), statistics }
}

/** Old writers give 0 where there is none. */
function hasDictionary(meta: ThriftStruct): boolean {
  const offset = meta.has(META.dictionaryOffset) ? numberOf(meta, META.dictionaryOffset) : 0
  return offset > 0 && offset < numberOf(meta, META.dataOffset)
}

const leavesOf = (fields: ThriftStruct) =>
  structsOf(fields, FILE.schema)
    .slice(1)
    .filter(element => !element.has(ELEMENT.children) || numberOf(element, ELEMENT.children) === 0)

/** Whether each leaf is a time of 96 bits. */
export const areInt96 = ({ leaves }: Footer): boolean[] =>
  leaves.map(element => element.get(ELEMENT.type)?.value === INT96)

/** Offsets of dictionaries that are none taken out; whether there were any. */
export function dropFalseDictionaries({ fields }: Footer): boolean {
  let dropped = false
  for (const group of structsOf(fields, FILE.rowGroups)) {
    for (const column of structsOf(group, GROUP.columns)) {
      const meta = structOf(column, COLUMN.meta)
      if (meta.has(META.dictionaryOffset) && !hasDictionary(meta)) {
        dropped = meta.delete(META.dictionaryOffset) || dropped
      }
    }
  }
  return dropped
}

const ARROW_SCHEMA = 'ARROW:schema'

/** Says of what Arrow types the columns are to be read; in the place of what the writer says, if it does. */
export function setArrowSchema({ fields }: Footer, schema: Uint8Array): void {
  const bytes = (text: string) => ({ type: THRIFT.binary, value: new TextEncoder().encode(text) })
  const own: ThriftStruct = new Map([
    [1, bytes(ARROW_SCHEMA)],
    [2, bytes(Buffer.from(schema).toString('base64'))],
  ])
  const others = fields.has(FILE.keyValues) ? structsOf(fields, FILE.keyValues) : []
  const items = [...others.filter(pair => keyOf(pair) !== ARROW_SCHEMA), own]
  fields.set(FILE.keyValues, { type: THRIFT.list, value: { of: THRIFT.struct, items } })
}

const keyOf = (pair: ThriftStruct) => Buffer.from((pair.get(1)?.value ?? []) as Uint8Array).toString('utf8')

/** The footer and what stands behind it, as bytes. */
export function footerBytes({ fields }: Footer): Uint8Array<ArrayBuffer> {
  const footer = thriftBytes(fields)
  const tail = Buffer.alloc(TAIL_BYTES)
  tail.writeUInt32LE(footer.length)
  tail.write(MAGIC, 4)
  return new Uint8Array(Buffer.concat([footer, tail]))
}

export function numberOf(struct: ThriftStruct, id: number): number {
  const value = struct.get(id)?.value
  if (typeof value !== 'bigint') throw new Error(`its field ${id} is no number`)
  return Number(value)
}

export function structOf(struct: ThriftStruct, id: number): ThriftStruct {
  const value = struct.get(id)?.value
  if (!(value instanceof Map)) throw new Error(`its field ${id} is no struct`)
  return value
}

function listOf(struct: ThriftStruct, id: number): ThriftList {
  const value = struct.get(id)?.value
  if (value === null || typeof value !== 'object' || !('items' in value)) {
    throw new Error(`its field ${id} is no list`)
  }
  return value
}

const structsOf = (struct: ThriftStruct, id: number): ThriftStruct[] =>
  listOf(struct, id).items.map(item => {
    if (!(item instanceof Map)) throw new Error(`its field ${id} lists no structs`)
    return item
  })
