/** Reads what users write in YAML, value by value; whatever is not as it should be is a UserError with its line and column. */

import { unknownYamlKey, wrongYaml } from '../errors/index.ts'
import type { TextFile } from '../flags.ts'
import { isMapping, openYaml, type YamlFile, type YamlPath } from './read-yaml.ts'

export class YamlReader {
  readonly path: string
  readonly #file: YamlFile
  readonly #hint: string

  /** `hint` says where an example is to be found. */
  constructor(file: TextFile, hint: string) {
    this.path = file.path
    this.#file = openYaml(file)
    this.#hint = hint
  }

  get top(): unknown {
    return this.#file.value
  }

  /** File, line and column of a value. */
  placeOf(path: YamlPath): string {
    return this.#file.placeOf(path)
  }

  wrong(path: YamlPath, what: string): Error {
    return wrongYaml(this.placeOf(path), what, this.#hint)
  }

  /** A mapping whose keys are all known; null knows every key. `ignored` may stand there and mean nothing. */
  mapping(
    path: YamlPath,
    value: unknown,
    keys: readonly string[] | null,
    ignored: readonly string[] = [],
  ): Readonly<Record<string, unknown>> {
    if (!isMapping(value)) throw this.wrong(path, `${path.at(-1) ?? 'the file'} is no mapping`)
    const unknown = keys && Object.keys(value).find(key => !keys.includes(key) && !ignored.includes(key))
    if (keys && unknown) throw unknownYamlKey(this.placeOf([...path, unknown]), unknown, keys)
    return value
  }

  list(path: YamlPath, value: unknown): readonly unknown[] {
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) throw this.wrong(path, `${path.at(-1)} is no list`)
    return value
  }

  /** One name, or a list of them. */
  names(path: YamlPath, value: unknown): string[] {
    const names = Array.isArray(value) ? value : [value]
    if (names.length === 0 || names.some(name => typeof name !== 'string')) {
      throw this.wrong(path, `${path.at(-1)} must be a name, or a list of names`)
    }
    return names
  }

  oneOf<const C extends string>(path: YamlPath, value: unknown, choices: readonly C[], initial: C): C {
    if (value === undefined) return initial
    const found = choices.find(choice => choice === value)
    if (found === undefined) {
      throw this.wrong(path, `${path.at(-1)} is ${valueText(value)}, not one of ${choices.join(', ')}`)
    }
    return found
  }

  number(path: YamlPath, value: unknown): number | null {
    if (value === undefined || value === null) return null
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw this.wrong(path, `${path.at(-1)} is ${valueText(value)}, not a number`)
    }
    return value
  }

  flag(path: YamlPath, value: unknown, initial: boolean): boolean {
    if (value === undefined) return initial
    if (typeof value !== 'boolean') {
      throw this.wrong(path, `${path.at(-1)} is ${valueText(value)}, not true or false`)
    }
    return value
  }

  text(path: YamlPath, value: unknown): string | null {
    if (value === undefined || value === null) return null
    if (typeof value !== 'string') throw this.wrong(path, `${path.at(-1)} is ${valueText(value)}, not a text`)
    return value
  }

  pattern(path: YamlPath, value: unknown): string | null {
    const pattern = this.text(path, value)
    if (pattern === null) return null
    try {
      new RegExp(pattern, 'u')
    } catch {
      throw this.wrong(path, `${pattern} is no regular expression`)
    }
    return pattern
  }
}

/** A value as it was written, near enough for a message. */
export const valueText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
