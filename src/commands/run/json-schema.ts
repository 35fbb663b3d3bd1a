/** The JSON Schema of a file of jobs, made from the lists of commands and flags: what editors complete and check by. */

import { type Flag, type Flags, flagName } from '../../flags.ts'
import type { JobKind } from '../tool.ts'
import { OWN_KEYS } from './jobs.ts'
import { NOT_OF_INPUTS } from './inputs.ts'

type Schema = Readonly<Record<string, unknown>>

/** Draft 7, which editors know. */
export function jsonSchema(kinds: readonly JobKind[]): Schema {
  const reading = kinds.find(({ words }) => words[0] === 'inspect')!.inputFlags!
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Jobs of tenure run',
    type: 'object',
    required: ['jobs'],
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      tz: told('the zone in which a day ends, and of every input that names none (UTC)', TEXT),
      'as-of': told('the date of the run (yesterday)', TEXT),
      variables: told('{name} stands for them in any text', mapOf({ type: ['string', 'number', 'boolean'] })),
      inputs: told('files, and how they are read', mapOf({ anyOf: [TEXTS, inputSchema(reading)] })),
      jobs: told('commands with their options', {
        ...mapOf({ oneOf: kinds.map(jobSchema) }),
        minProperties: 1,
      }),
      runs: told('the folder of runs (runs)', TEXT),
      keep: told('published runs that are kept (all)', { type: 'integer', minimum: 1 }),
      log: told('a file to which the log is appended too', TEXT),
    },
    definitions: Object.assign({}, ...kinds.map(({ inputFlags }) => flagSchemas(inputFlags ?? {}))),
  }
}

const TEXT: Schema = { type: 'string', minLength: 1 }
const TEXTS: Schema = { anyOf: [TEXT, { type: 'array', items: TEXT, minItems: 1 }] }

const told = (description: string, schema: Schema): Schema => ({ description, ...schema })
const mapOf = (additionalProperties: Schema): Schema => ({ type: 'object', additionalProperties })

function inputSchema(flags: Flags): Schema {
  const names = Object.keys(flags).filter(key => !NOT_OF_INPUTS.includes(flagName(key)))
  return {
    type: 'object',
    required: ['files'],
    additionalProperties: false,
    properties: { files: told('paths, folders, globs', TEXTS), ...references(names) },
  }
}

function jobSchema({
  words,
  summary,
  operands,
  flags,
  inputFlags,
  outputFlags,
  writesReport,
}: JobKind): Schema {
  const { output: _, ...printed } = flagSchemas(outputFlags)
  const own: Record<string, Schema> = {
    run: told(summary, operands.length === 0 ? { enum: words } : withOperands(words[0]!, operands.length)),
    input: told('an input by its name; may be left out where there is one', TEXT),
    output: told('where the answer goes, within the folder of the run', writesReport ? OUTPUTS : TEXT),
    severity: told('what a failing check means: nothing is published, or a warning', {
      enum: ['error', 'warn'],
    }),
  }
  const keys = OWN_KEYS.filter(key => key !== 'severity' || words[0] === 'validate')
  return {
    title: words[0],
    type: 'object',
    required: ['run', 'output'],
    additionalProperties: false,
    properties: {
      ...Object.fromEntries(
        keys.filter(key => key !== 'input' || inputFlags !== null).map(key => [key, own[key]!]),
      ),
      ...flagSchemas(flags),
      ...printed,
      ...references(Object.keys(inputFlags ?? {})),
    },
  }
}

/** A path, a list of them, or a table for each. */
const OUTPUTS: Schema = {
  anyOf: [...(TEXTS.anyOf as Schema[]), { ...mapOf({ type: 'string' }), minProperties: 1 }],
}

const withOperands = (words: string, count: number): Schema => ({
  type: 'string',
  pattern: `^${words}( \\S+){${count}}$`,
})

const references = (keys: readonly string[]): Record<string, Schema> =>
  Object.fromEntries(keys.map(key => [flagName(key), { $ref: `#/definitions/${flagName(key)}` }]))

const flagSchemas = (flags: Flags): Record<string, Schema> =>
  Object.fromEntries(Object.entries(flags).map(([key, flag]) => [flagName(key), flagSchema(flag)]))

function flagSchema(flag: Flag<unknown>): Schema {
  if (flag.placeholder === null) return told(flag.help, { type: 'boolean' })
  const one = valueSchema(flag)
  const isList = flag.repeatable || flag.placeholder.includes(',')
  return told(flag.help, isList ? { anyOf: [one, { type: 'array', items: one }] } : one)
}

/** Whatever it is, a variable may stand for it. */
const VARIABLE: Schema = { type: 'string', pattern: '\\{' }

function valueSchema({ choices, placeholder }: Flag<unknown>): Schema {
  if (choices) return { anyOf: [{ enum: choices }, VARIABLE] }
  const isNumber = ['N', 'X', 'DAYS'].includes(placeholder ?? '')
  return isNumber ? { anyOf: [{ type: 'number' }, NUMBER_TEXT, VARIABLE] } : { type: ['string', 'number'] }
}

const NUMBER_TEXT: Schema = { type: 'string', pattern: '^[+-]?\\d+(\\.\\d+)?$' }
