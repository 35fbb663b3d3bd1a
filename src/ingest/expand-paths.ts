/** The inputs as the user names them (files, folders, globs, `-`) → the list of files to read. */

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { emptyFolder, noFileMatches } from '../errors/index.ts'
import { STANDARD_INPUT } from './bytes.ts'

/** Endings that make a file in a folder an export; a file named by itself may have any. */
const TEXT_ENDINGS = ['csv', 'tsv', 'tab', 'txt']
const EXPORT_ENDINGS = [
  ...TEXT_ENDINGS.flatMap(ending => [ending, `${ending}.gz`, `${ending}.zst`]),
  'parquet',
  'arrow',
  'feather',
  'ipc',
]

/** Sorted within each argument, so that a folder is read in the same order on every machine. */
export async function expandPaths(named: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const path of named) files.push(...(await expandPath(path)))
  return [...new Set(files)]
}

async function expandPath(path: string): Promise<string[]> {
  if (path === STANDARD_INPUT) return [path]
  const facts = await stat(path).catch(() => null)
  if (facts && !facts.isDirectory()) return [path]
  const { glob, isDynamicPattern } = await import('tinyglobby')
  if (facts?.isDirectory()) {
    const files = await glob(`**/*.{${EXPORT_ENDINGS.join(',')}}`, { cwd: path, caseSensitiveMatch: false })
    if (files.length === 0) throw emptyFolder(path)
    return files.map(file => join(path, file)).sort()
  }
  if (!isDynamicPattern(path)) return [path]
  const files = await glob(path)
  if (files.length === 0) throw noFileMatches(path)
  return files.sort()
}
