/** The inputs of a file of jobs: files, and how they are read. */

import { expandPaths } from '../../ingest/expand-paths.ts'
import { UserError, wrongOption } from '../../errors/index.ts'
import type { YamlPath } from '../../rules/read-yaml.ts'
import { isMapping } from '../../rules/read-yaml.ts'
import type { Flags } from '../../flags.ts'
import { checkKeys, inFolder, type Mapping, namesOf, type Reading } from './options.ts'

export interface Input {
  readonly name: string
  /** As they are written, variables filled. */
  readonly patterns: readonly string[]
  /** Every file that they match. */
  readonly files: readonly string[]
  /** How the files are read, as the file of jobs says it, and where it says so. */
  readonly given: Mapping
  readonly path: YamlPath
}

/** Of a run, not of an export: the job says it, or the run. */
export const NOT_OF_INPUTS = ['as-of', 'rejects']

export async function readInputs(
  reading: Reading,
  listed: unknown,
  flags: Flags,
): Promise<Map<string, Input>> {
  const { reader } = reading
  if (listed === undefined || listed === null) return new Map()
  const inputs = new Map<string, Input>()
  for (const [name, value] of Object.entries(reader.mapping(['inputs'], listed, null))) {
    inputs.set(name, await readInput(reading, name, value, flags))
  }
  return inputs
}

/** `orders: exports/*.csv` is short for a mapping with files alone. */
async function readInput(reading: Reading, name: string, value: unknown, flags: Flags): Promise<Input> {
  const path = ['inputs', name]
  const { reader, variables, folder } = reading
  const given = isMapping(value) ? value : {}
  const known = namesOf(flags).filter(flag => !NOT_OF_INPUTS.includes(flag))
  checkKeys(reading, path, given, 'an input', ['files', ...known])
  const at = isMapping(value) ? [...path, 'files'] : path
  const listed = isMapping(value) ? value.files : value
  if (listed === undefined || listed === null) throw reader.wrong(path, `the input ${name} names no files`)
  const names = reader.names(at, variables.fill(at, listed))
  if (names.includes('-')) throw reader.wrong(at, 'standard input can be read only once: name a file')
  const patterns = names.map(text => inFolder(folder, text))
  try {
    return { name, patterns, files: await expandPaths(patterns), given, path }
  } catch (error) {
    throw error instanceof UserError ? wrongOption(reader.placeOf(at), error) : error
  }
}
