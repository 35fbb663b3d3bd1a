/** What may stand at the end of a command line that is being typed: told by the program itself, so that nothing is listed twice. */

import type { Command as Program, Option } from 'commander'
import { analyses } from '../../analyses/index.ts'

const defaults = analyses.filter(({ isDefault }) => isDefault)

/** Words to choose from; `files` where a file may stand there, too. */
export interface Candidates {
  readonly words: readonly Candidate[]
  readonly files: boolean
}

export interface Candidate {
  readonly word: string
  /** For shells that show it beside. */
  readonly help: string
}

/** `columns` reads the names of the columns of the files on the line; asked only where a column may stand. */
export async function candidatesFor(
  root: Program,
  words: readonly string[],
  columns: (paths: readonly string[]) => Promise<readonly string[]>,
): Promise<Candidates> {
  const before = words.slice(0, -1)
  const last = words.at(-1) ?? ''
  const { program, rest } = commandOf(root, before)
  const asked = optionBefore(program, rest)
  if (asked) return valuesOf(asked, () => columns(operandsOf(program, rest)))
  if (last.startsWith('-')) return { words: optionsOf(program), files: false }
  const children = rest.length === 0 ? childrenOf(program) : []
  return { words: children, files: program.registeredArguments.length > 0 }
}

/** The command that the words name, and what stands behind them. */
function commandOf(root: Program, words: readonly string[]): { program: Program; rest: readonly string[] } {
  let program = root
  let place = 0
  for (; place < words.length; place++) {
    const child = program.commands.find(command => command.name() === words[place])
    if (!child) break
    program = child
  }
  const rest = words.slice(place)
  // The word of a group alone stands for the default of the group.
  const byDefault = defaults.find(({ name }) => name[0] === program.name())?.name.at(-1)
  const child = program.commands.find(command => command.name() === byDefault)
  return { program: rest.length > 0 ? (child ?? program) : program, rest }
}

/** The option whose value is being typed. */
function optionBefore(program: Program, rest: readonly string[]): Option | undefined {
  const word = rest.at(-1)
  return word === undefined
    ? undefined
    : program.options.find(option => takesValue(option) && [option.short, option.long].includes(word))
}

const takesValue = ({ required, optional }: Option) => required || optional

/** The files: words that are neither options nor their values. */
function operandsOf(program: Program, rest: readonly string[]): string[] {
  return rest.filter((word, i) => !word.startsWith('-') && !optionBefore(program, rest.slice(0, i)))
}

async function valuesOf(option: Option, columns: () => Promise<readonly string[]>): Promise<Candidates> {
  const { argChoices, flags, description } = option
  const named = (words: readonly string[]) => ({
    words: words.map(word => ({ word, help: description })),
    files: false,
  })
  if (argChoices) return named(argChoices)
  const [, placeholder = ''] = /<(.*)>/.exec(flags) ?? []
  if (placeholder === 'COLUMN') return named(await columns())
  if (placeholder === 'COLUMN=VALUE') return named((await columns()).map(column => `${column}=`))
  return { words: [], files: placeholder === 'FILE' }
}

const optionsOf = (program: Program): Candidate[] =>
  [...program.options, { long: '--help', description: 'print help' }].map(({ long, description }) => ({
    word: long!,
    help: description,
  }))

const childrenOf = (program: Program): Candidate[] =>
  program.commands
    .filter(command => !command.name().startsWith('_'))
    .map(command => ({ word: command.name(), help: command.summary() }))
