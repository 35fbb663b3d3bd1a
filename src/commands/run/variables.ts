/** `{name}` in the texts of a file of jobs. */

import { cycleOfVariables, unknownVariable, unsetEnvironment, usage } from '../../errors/index.ts'
import type { YamlPath } from '../../rules/read-yaml.ts'
import type { YamlReader } from '../../rules/yaml-reader.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** `{{` is a brace; `{3}` and `{a,b}`, as in patterns and globs, are none of ours. */
const PART = /\{\{|\{([A-Za-z_][\w.]*)\}/g

/** Fills texts; variables may name others, in any order. */
export class Variables {
  readonly #reader: YamlReader
  readonly #env: Environment
  readonly #texts: ReadonlyMap<string, string>
  readonly #known = new Map<string, string>()

  /** `given` are those of --var; each must be one of the file. */
  constructor(reader: YamlReader, listed: unknown, given: readonly string[], env: Environment) {
    this.#reader = reader
    this.#env = env
    const path: YamlPath = ['variables']
    const inFile = listed === undefined || listed === null ? {} : reader.mapping(path, listed, null)
    const texts = new Map(Object.entries(inFile).map(([name, value]) => [name, this.#textOf(name, value)]))
    for (const one of given) {
      const [name, value] = parsed(one)
      if (!texts.has(name)) throw unknownVariable(`--var ${one}`, name, [...texts.keys()])
      texts.set(name, value)
    }
    this.#texts = texts
  }

  /** Gives a variable that no file may define, such as as_of. */
  set(name: string, value: string): void {
    this.#known.set(name, value)
  }

  /** The value with every text in it filled; `path` is where it stands, for messages. */
  fill(path: YamlPath, value: unknown): unknown {
    if (typeof value === 'string') return this.#filled(path, value, [])
    if (Array.isArray(value)) return value.map((item, i) => this.fill([...path, i], item))
    return value
  }

  #filled(path: YamlPath, text: string, within: readonly string[]): string {
    return text.replaceAll(PART, (whole, name?: string) =>
      name === undefined ? whole[0]! : this.#valueOf(path, name, within),
    )
  }

  #valueOf(path: YamlPath, name: string, within: readonly string[]): string {
    const place = this.#reader.placeOf(path)
    if (name.startsWith('env.')) {
      const value = this.#env[name.slice(4)]
      if (value === undefined) throw unsetEnvironment(place, name.slice(4))
      return value
    }
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const text = this.#texts.get(name)
    if (text === undefined) throw unknownVariable(place, name, [...this.#texts.keys(), ...this.#known.keys()])
    if (within.includes(name)) throw cycleOfVariables(place, [...within.slice(within.indexOf(name)), name])
    return this.#filled(['variables', name], text, [...within, name])
  }

  #textOf(name: string, value: unknown): string {
    const path = ['variables', name]
    if (BUILT_IN.includes(name)) throw this.#reader.wrong(path, `${name} is given by the run itself`)
    if (!/^[A-Za-z_]\w*$/.test(name)) throw this.#reader.wrong(path, `${name} is no name: letters, digits, _`)
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw this.#reader.wrong(path, `the variable ${name} is neither text nor number`)
    }
    return String(value)
  }
}

export const BUILT_IN: readonly string[] = ['as_of', 'yesterday']

function parsed(given: string): [name: string, value: string] {
  const at = given.indexOf('=')
  if (at < 1) throw usage(`--var ${given}: not NAME=VALUE`, 'give --var NAME=VALUE')
  return [given.slice(0, at), given.slice(at + 1)]
}
