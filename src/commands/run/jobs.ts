/** The jobs of a file: each a command with its options, understood as far as that goes without reading an export. */

import { unknownInput, unknownJobKind } from '../../errors/index.ts'
import { statedOptions } from '../../flags.ts'
import type { YamlPath } from '../../rules/read-yaml.ts'
import type { JobKind, JobRequest, Values } from '../tool.ts'
import type { Input } from './inputs.ts'
import { checkKeys, type Mapping, namesOf, type Reading, valuesIn } from './options.ts'
import { type OutputPaths, outputsOf } from './outputs.ts'

export interface Job {
  readonly name: string
  readonly input: Input | null
  /** A failing check of severity warn publishes all the same. */
  readonly severity: 'error' | 'warn'
  /** Outputs are paths within the folder of the run. */
  readonly request: JobRequest
}

/** What all jobs share. */
export interface JobDefaults {
  readonly kinds: readonly JobKind[]
  readonly inputs: ReadonlyMap<string, Input>
  /** By the name of the flag: as-of and tz of the run. */
  readonly given: Values
  readonly paths: OutputPaths
}

export const OWN_KEYS = ['run', 'input', 'output', 'severity']

export function readJobs(reading: Reading, listed: unknown, defaults: JobDefaults): Job[] {
  const { reader } = reading
  const jobs = Object.entries(reader.mapping(['jobs'], listed ?? {}, null))
  if (jobs.length === 0) throw reader.wrong([], 'there are no jobs')
  return jobs.map(([name, value]) => readJob(reading, name, value, defaults))
}

function readJob(reading: Reading, name: string, value: unknown, defaults: JobDefaults): Job {
  const { reader } = reading
  const path = ['jobs', name]
  const given = reader.mapping(path, value, null)
  const { kind, operands } = kindIn(reading, path, given, defaults)
  const input = inputIn(reading, path, given, kind, defaults)
  const { flags, inputFlags, outputFlags } = kind
  const words = kind.words[0]!
  checkKeys(reading, path, given, words, [
    ...(words === 'validate' ? OWN_KEYS : OWN_KEYS.slice(0, -1)),
    ...namesOf({ ...flags, ...inputFlags, ...outputFlags }),
  ])
  const options = valuesIn(reading, path, given, flags)
  const ofRun = valuesIn(reading, ['the run'], defaults.given, inputFlags ?? {})
  const ofInput = valuesIn(reading, input?.path ?? path, input?.given ?? {}, inputFlags ?? {}, ofRun)
  const read = valuesIn(reading, path, given, inputFlags ?? {}, ofInput)
  const printed = valuesIn(reading, path, { ...given, output: undefined }, outputFlags)
  const outputs = outputsOf(reading, path, given, { kind, name, printed, options, read }, defaults.paths)
  const severity = reader.oneOf([...path, 'severity'], given.severity, ['error', 'warn'], 'error')
  const files = input?.files ?? []
  const stated = { ...statedOptions(flags, options), ...statedOptions(inputFlags ?? {}, read) }
  const request = { kind, operands, files, options, input: read, printed, outputs, stated }
  return { name, input, severity, request }
}

/** `run: segment rfm`, or `run: explain C000042`. */
function kindIn(reading: Reading, path: YamlPath, { run }: Mapping, { kinds }: JobDefaults) {
  const { reader, variables } = reading
  const at = [...path, 'run']
  const text = reader.text(at, variables.fill(at, run))
  if (text === null) throw reader.wrong(path, `the job ${path.at(-1)} does not say what to run`)
  const words = text
    .trim()
    .replace(/^tenure /, '')
    .split(/\s+/)
  for (let count = words.length; count > 0; count--) {
    const kind = kinds.find(one => one.words.includes(words.slice(0, count).join(' ')))
    const operands = words.slice(count)
    if (!kind) continue
    if (operands.length !== kind.operands.length) break
    return { kind, operands }
  }
  const known = kinds.flatMap(one => one.words)
  const told = kinds.map(one => [one.words[0], ...one.operands].join(' '))
  throw unknownJobKind(reader.placeOf(at), words.join(' '), known, told)
}

function inputIn(
  { reader, variables }: Reading,
  path: YamlPath,
  given: Mapping,
  kind: JobKind,
  { inputs }: JobDefaults,
): Input | null {
  const at = [...path, 'input']
  const name = reader.text(at, variables.fill(at, given.input))
  const words = kind.words[0]
  if (kind.inputFlags === null) {
    if (name !== null) throw reader.wrong(at, `${words} reads no input`)
    return null
  }
  const [only] = inputs.size === 1 ? inputs.values() : []
  if (name === null && only) return only
  if (name === null) throw reader.wrong(path, `the job ${path.at(-1)} does not say which input it reads`)
  const input = inputs.get(name)
  if (!input) throw unknownInput(reader.placeOf(at), name, [...inputs.keys()])
  return input
}
