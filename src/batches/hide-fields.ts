/** Record batches without some of their columns, and with others replaced by what is made of their texts. */

import { type Data, Field, makeData, RecordBatch, Schema, Struct, Utf8 } from 'apache-arrow'
import { placeOf, textReader } from './arrow-text.ts'
import { textData } from './arrow-write.ts'

export interface HiddenFields {
  readonly hash: readonly string[]
  readonly drop: readonly string[]
  hashed(text: string): string
}

export const hiddenSchema = ({ fields, metadata }: Schema, { hash, drop }: HiddenFields): Schema =>
  new Schema(
    fields
      .filter(({ name }) => !drop.includes(name))
      .map(field => (hash.includes(field.name) ? new Field(field.name, new Utf8(), true) : field)),
    metadata,
  )

/** The batch in the schema that `hiddenSchema` gave. */
export function hiddenBatch(
  batch: RecordBatch,
  schema: Schema,
  { hash, drop, hashed }: HiddenFields,
): RecordBatch {
  const children = batch.schema.fields.flatMap(({ name }, i) => {
    if (drop.includes(name)) return []
    const data = batch.data.children[i]!
    return [hash.includes(name) ? hashedData(name, data, hashed) : data]
  })
  const type = new Struct(schema.fields)
  return new RecordBatch(schema, makeData({ type, length: batch.numRows, nullCount: 0, children }))
}

function hashedData(name: string, data: Data, hashed: (text: string) => string): Data {
  const textOf = textReader(placeOf(name), data)
  return textData(row => {
    const text = textOf(row)
    return text === null ? null : hashed(String(text))
  }, data.length)
}
