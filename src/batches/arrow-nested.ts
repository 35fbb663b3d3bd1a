/** Arrow lists, maps and structs as JSON, every digit as it is stored. */

import { type Data, DataType } from 'apache-arrow'
import { notExportable } from '../errors/index.ts'
import { type CellReader, hasValue } from './arrow-cells.ts'

/** Reads the cells of what is nested, in the end; arrow-text.ts, which itself calls this file. */
type TextReader = (place: string, data: Data) => CellReader

export const isNested = (type: DataType) =>
  DataType.isStruct(type) || DataType.isMap(type) || isList(type) || DataType.isUnion(type)

/** `textReader` reads what is not nested. */
export function jsonReader(place: string, data: Data, textReader: TextReader): CellReader {
  const { type, children } = data
  if (DataType.isStruct(type)) {
    return structReader(
      type.children.map(({ name }) => name),
      children.map(child => memberReader(place, child, textReader)),
    )
  }
  const [items] = children
  if (!items || DataType.isUnion(type)) throw notExportable(place, String(type))
  if (DataType.isMap(type)) {
    const [keys, values] = items.children.map(child => memberReader(place, child, textReader))
    const entry = (row: number) => `${quoted(keys!(row))}:${values!(row)}`
    return rangeReader(data, entry, '{', '}')
  }
  if (!isList(type)) throw notExportable(place, String(type))
  return rangeReader(data, memberReader(place, items, textReader), '[', ']')
}

function structReader(names: readonly string[], members: readonly ((row: number) => string)[]): CellReader {
  const keys = names.map(name => JSON.stringify(name))
  return row => `{${members.map((member, i) => `${keys[i]}:${member(row)}`).join(',')}}`
}

function rangeReader(
  { type, valueOffsets }: Data,
  item: (row: number) => string,
  open: string,
  close: string,
): CellReader {
  const size = DataType.isFixedSizeList(type) ? type.listSize : null
  return row => {
    const start = size === null ? Number(valueOffsets[row]) : row * size
    const end = size === null ? Number(valueOffsets[row + 1]) : start + size
    const items: string[] = []
    for (let i = start; i < end; i++) items.push(item(i))
    return `${open}${items.join(',')}${close}`
  }
}

/** A value as JSON: numbers and booleans bare, whatever else is text in quotes. */
function memberReader(place: string, data: Data, textReader: TextReader): (row: number) => string {
  const { type } = data
  const read = textReader(place, data)
  const isBare = isNested(type) || DataType.isInt(type) || DataType.isDecimal(type) || DataType.isBool(type)
  return row => {
    if (!hasValue(data, row)) return 'null'
    const text = read(row)
    if (text === null) return 'null'
    // JSON has no NaN and no infinity.
    const isNumber = DataType.isFloat(type) && Number.isFinite(Number(text))
    return isBare || isNumber ? text : JSON.stringify(text)
  }
}

/** Keys of JSON are texts, whatever those of the map are. */
const quoted = (key: string) => (key.startsWith('"') ? key : JSON.stringify(key))

const isList = (type: DataType) =>
  DataType.isList(type) || DataType.isLargeList(type) || DataType.isFixedSizeList(type)
