/** YAML as plain values that know where they stand; JSON is YAML too. The one file that knows the library. */

import { createRequire } from 'node:module'
import { notYaml } from '../errors/index.ts'
import type { TextFile } from '../flags.ts'

/** Keys and places in lists that lead to a value. */
export type YamlPath = readonly (string | number)[]

export interface YamlFile {
  readonly value: unknown
  /** "schema.yaml line 3 column 5": of the value at that path, or of the nearest one around it. */
  placeOf(path: YamlPath): string
}

/** Loaded when a file is read: most runs read none. */
const library = () => createRequire(import.meta.url)('yaml') as typeof import('yaml')

/** A UserError that names line and column where it is not YAML. */
export function openYaml({ path: name, text }: TextFile): YamlFile {
  const { isNode, LineCounter, parseDocument } = library()
  const lines = new LineCounter()
  const document = parseDocument(text, { logLevel: 'silent', lineCounter: lines })
  const [error] = document.errors
  if (error) throw notYaml(name, error.message.split('\n', 1)[0]!.replace(/:$/, ''))
  return {
    value: document.toJS(),
    placeOf: path => {
      for (let length = path.length; length >= 0; length--) {
        const node = document.getIn(path.slice(0, length), true)
        if (!isNode(node) || !node.range) continue
        const { line, col } = lines.linePos(node.range[0])
        return `${name} line ${line} column ${col}`
      }
      return name
    },
  }
}

export const readYaml = (file: TextFile): unknown => openYaml(file).value

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
