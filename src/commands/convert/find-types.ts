/** --types infer: a pass over all text files that finds the type of each column. */

import { type CellType, CellTypeFinder } from '../../batches/cell-types.ts'
import type { RawColumn } from '../../batches/raw.ts'
import { typesNeedFile } from '../../errors/index.ts'
import type { Reader } from '../../ingest/reader.ts'

/** By the place of the column; all files are taken together. A UserError (exit 2) for standard input. */
export async function findTypes(readers: readonly Reader[]): Promise<CellType[]> {
  const finders: CellTypeFinder[] = []
  for (const reader of readers) {
    if (reader.schema) continue
    if (!reader.rereadable) throw typesNeedFile()
    await hearAll(reader, finders)
  }
  return finders.map(({ type }) => type)
}

async function hearAll(reader: Reader, finders: CellTypeFinder[]): Promise<void> {
  for await (const { batch } of reader.read()) {
    for (const [i, column] of batch.columns.entries()) {
      finders[i] ??= new CellTypeFinder()
      hear(column, batch.rows, finders[i])
    }
  }
}

function hear(column: RawColumn, rows: number, finder: CellTypeFinder): void {
  for (let row = 0; row < rows; row++) {
    const text = column.text(row)
    if (text !== null && !finder.hear(text)) return
  }
}
