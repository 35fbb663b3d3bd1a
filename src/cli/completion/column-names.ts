/** The columns of a file, read from its head. */

import { readOptions } from '../../flags.ts'
import { expandPaths } from '../../ingest/expand-paths.ts'
import { openReader } from '../../ingest/open-reader.ts'
import { inputFlags } from '../input-flags.ts'
import { inputOptionsOf } from '../request.ts'

export async function columnNames(path: string): Promise<string[]> {
  const [file] = await expandPaths([path])
  const { columns } = await openReader(file!, inputOptionsOf(readOptions(inputFlags, {})))
  return columns.map(({ name }) => name)
}
