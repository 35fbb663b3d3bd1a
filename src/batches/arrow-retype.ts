/** A schema with other types in the place of some. */

import {
  type DataType,
  Field,
  FixedSizeList,
  List,
  Map_,
  RecordBatchReader,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Timestamp,
  TimeUnit,
} from 'apache-arrow'
import { DataType as Type } from 'apache-arrow'

/**
 * A schema, as an IPC stream without batches, in which times of the columns marked are in microseconds: these reach
 * 292,000 years either way where nanoseconds reach 292. `isMarked`: one for each column without members.
 */
export function withMicroseconds(stream: Uint8Array, isMarked: readonly boolean[]): Uint8Array {
  const reader = RecordBatchReader.from(stream).open()
  const leaves = isMarked[Symbol.iterator]()
  const fields = reader.schema.fields.map(field => retyped(field, leaves))
  const writer = new RecordBatchStreamWriter()
  writer.reset(undefined, new Schema(fields, reader.schema.metadata))
  writer.finish()
  return writer.toUint8Array(true)
}

/** Members come in the order of the columns, from the outermost field inwards. */
function retyped({ name, type, nullable, metadata }: Field, leaves: Iterator<boolean>): Field {
  return new Field(name, typeOf(type, leaves), nullable, metadata)
}

function typeOf(type: DataType, leaves: Iterator<boolean>): DataType {
  const members = () => type.children.map((field: Field) => retyped(field, leaves))
  if (Type.isStruct(type)) return new Struct(members())
  if (Type.isMap(type)) return new Map_(members()[0]!, type.keysSorted)
  if (Type.isList(type)) return new List(members()[0]!)
  if (Type.isFixedSizeList(type)) return new FixedSizeList(type.listSize, members()[0]!)
  const isMarked = leaves.next().value === true
  return isMarked && Type.isTimestamp(type) ? new Timestamp(TimeUnit.MICROSECOND, type.timezone) : type
}
