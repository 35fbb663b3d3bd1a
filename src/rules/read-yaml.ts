/** YAML as plain values; JSON is YAML too. The one file that knows the library. */

import { parseDocument } from 'yaml'
import { notYaml } from '../errors/index.ts'
import type { TextFile } from '../flags.ts'

/** A UserError that names line and column where it is not YAML. */
export function readYaml({ path, text }: TextFile): unknown {
  const document = parseDocument(text, { logLevel: 'silent' })
  const [error] = document.errors
  if (error) throw notYaml(path, error.message.split('\n', 1)[0]!.replace(/:$/, ''))
  return document.toJS()
}

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
