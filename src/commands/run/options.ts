/** Options as YAML gives them → values of flags; a wrong one is told with its line and column. */

import { join } from 'node:path'
import { unknownKey, UserError, wrongOption } from '../../errors/index.ts'
import { type Flag, type Flags, flagName } from '../../flags.ts'
import type { YamlPath } from '../../rules/read-yaml.ts'
import { valueText, type YamlReader } from '../../rules/yaml-reader.ts'
import type { Values } from '../tool.ts'
import type { Variables } from './variables.ts'

/** What reads the file, fills its texts, and where its paths start from. */
export interface Reading {
  readonly reader: YamlReader
  readonly variables: Variables
  /** The folder of the file. */
  readonly folder: string
}

export type Mapping = Readonly<Record<string, unknown>>

/** The values of those flags that the mapping gives, over `initial`, over their defaults. */
export function valuesIn(
  reading: Reading,
  path: YamlPath,
  given: Mapping,
  flags: Flags,
  initial: Values = {},
) {
  const values = Object.entries(flags).map(([key, flag]) => {
    const name = flagName(key)
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (value === undefined || value === null) return [key, initial[key] ?? flag.default]
    return [key, valueIn(reading, [...path, name], reading.variables.fill([...path, name], value), flag)]
  })
  return Object.fromEntries(values) as Values
}

/** Stops at a key that is not known there; `what` is the command, or input. */
export function checkKeys(
  { reader }: Reading,
  path: YamlPath,
  given: Mapping,
  what: string,
  known: readonly string[],
): void {
  const unknown = Object.keys(given).find(key => !known.includes(key))
  if (unknown !== undefined) throw unknownKey(reader.placeOf([...path, unknown]), unknown, what, known)
}

export const namesOf = (flags: Flags | null): string[] => Object.keys(flags ?? {}).map(flagName)

function valueIn(reading: Reading, path: YamlPath, value: unknown, flag: Flag<unknown>): unknown {
  const { reader } = reading
  const name = String(path.at(-1))
  if (flag.placeholder === null) return reader.flag(path, value, false) || flag.default
  const texts = Array.isArray(value) ? value : [value]
  if (texts.length > 1 && !flag.repeatable) {
    const isJoined = flag.placeholder.includes(',')
    if (!isJoined) throw reader.wrong(path, `${name} is a list, and takes one value`)
    return parsed(reading, path, texts.join(','), flag, flag.default)
  }
  return texts.reduce((previous, text) => parsed(reading, path, text, flag, previous), flag.default)
}

function parsed(
  { reader, folder }: Reading,
  path: YamlPath,
  value: unknown,
  flag: Flag<unknown>,
  previous: unknown,
) {
  if (typeof value === 'object') throw reader.wrong(path, `${path.at(-1)} is ${valueText(value)}, not a text`)
  const text = String(value)
  const isRead = flag.placeholder === 'FILE' && !flag.writes
  try {
    return flag.parse(isRead ? inFolder(folder, text) : text, String(path.at(-1)), previous)
  } catch (error) {
    throw error instanceof UserError ? wrongOption(reader.placeOf(path), error) : error
  }
}

/** A path of the file as this process sees it. */
export const inFolder = (folder: string, path: string): string =>
  path.startsWith('/') || folder === '.' ? path : join(folder, path)
