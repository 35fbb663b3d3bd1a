/** The files to convert: opened, of one shape, and none of them the output. */

import type { Schema } from '../../batches/arrow-write.ts'
import { cellSchema, fieldTexts, plainSchema, sameShape, type TypedName } from '../../batches/cell-columns.ts'
import type { CellType } from '../../batches/cell-types.ts'
import { otherColumns, writesOverInput } from '../../errors/index.ts'
import { expandPaths } from '../../ingest/expand-paths.ts'
import type { InputOptions } from '../../ingest/input-options.ts'
import { openReader } from '../../ingest/open-reader.ts'
import { unionByName } from '../../ingest/added-columns.ts'
import type { Reader } from '../../ingest/reader.ts'
import { isSameFile } from '../../ingest/same-file.ts'

/** Opens files, folders, globs and `-`; a UserError (exit 4) where one of them is the output. */
export async function openReaders(
  paths: readonly string[],
  output: string | null,
  options: InputOptions,
): Promise<Reader[]> {
  const files = await expandPaths(paths)
  for (const file of files) {
    if (output !== null && (await isSameFile(file, output))) throw writesOverInput('output', output)
  }
  const readers: Reader[] = []
  for (const file of files) readers.push(await openReader(file, options))
  return options.unionByName ? unionByName(readers) : readers
}

/** The columns all files have; a UserError (exit 3) where one of them has others. `types` are those of text files. */
export function commonSchema(readers: readonly Reader[], types: readonly CellType[]): Schema {
  const [first, ...others] = readers.map(reader => reader.schema && plainSchema(reader.schema))
  const schemas = [first, ...others].map((schema, i) => schema ?? cellSchema(typedNames(readers[i]!, types)))
  for (const [i, schema] of schemas.entries()) {
    if (sameShape(schemas[0]!, schema)) continue
    throw otherColumns(readers[i]!.name, readers[0]!.name, fieldTexts(schema), fieldTexts(schemas[0]!))
  }
  return schemas[0]!
}

const typedNames = ({ columns }: Reader, types: readonly CellType[]): TypedName[] =>
  columns.map(({ name }, i) => ({ name, type: types[i] ?? { kind: 'text' } }))
