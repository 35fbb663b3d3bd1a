/** The lists of analyses and commands as a program of commander. */

import { Command as Program } from 'commander'
import type { Analysis, Example } from '../analyses/analysis.ts'
import { analyses } from '../analyses/index.ts'
import type { Command } from '../commands/command.ts'
import { commands } from '../commands/index.ts'
import type { Flags } from '../flags.ts'
import { plainLines } from '../render/plain-text.ts'
import { toolVersion } from '../version.ts'
import { addCompletion } from './completion/add-completion.ts'
import { addFlags } from './flag-options.ts'
import { dialectFlags, orderFlags, roleFlags, runFlags, stateFlags, textFlags } from './input-flags.ts'
import type { Io } from './io.ts'
import { exportFlags, reportFlags } from './output-flags.ts'

/** What all kinds of commands say of themselves. */
interface Described {
  readonly name: readonly string[]
  readonly isDefault?: boolean
  readonly summary: string
  readonly description: string
  readonly examples: readonly Example[]
  readonly flags: Flags
}

const ABOUT = `Customer lifecycle questions answered from the exports a business already has.

Start with: tenure inspect FILE`

/** `words`: what is asked for; only commands that they may name get flags, of which there are a thousand. */
export function buildProgram(io: Io, words: readonly string[]): Program {
  const root = new Program('tenure')
    .description(ABOUT)
    .version(toolVersion(), '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: text => void io.stdout.write(text),
      writeErr: text => void io.stderr.write(plainLines(text)),
      outputError: (text, write) => write(text.replace(/^error: /, 'tenure: ')),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      getOutHelpWidth: () => io.stdout.columns || 80,
      getErrHelpWidth: () => io.stderr.columns || 80,
    })
  root.commandsGroup('Look at an export and make others:')
  const mayBeAsked = ({ name, isDefault }: Described) =>
    words.includes(name[0]!) && (isDefault === true || words.includes(name.at(-1)!))
  for (const command of commands) addCommand(root, command, io, mayBeAsked(command))
  root.commandsGroup('Questions about customers:')
  for (const analysis of analyses) addAnalysis(root, analysis, io, mayBeAsked(analysis))
  root.commandsGroup('The tool itself:')
  addCompletion(root, io)
  return root
}

function addAnalysis(root: Program, analysis: Analysis, io: Io, isAsked: boolean): void {
  const program = described(root, analysis).argument(
    '<FILE...>',
    'CSV, TSV, Parquet or Arrow; folders, globs and - too',
  )
  if (!isAsked) {
    standIn(program)
    return
  }
  addFlags(program, 'The question:', analysis.flags)
  addFlags(program, 'The answer:', reportFlags)
  addInputFlags(program, { ...runFlags, ...stateFlags })
  program.action(async (paths: string[]) => {
    const { runAnalysis } = await import('./run-analysis.ts')
    await runAnalysis(analysis, paths, program, io)
  })
}

function addCommand(root: Program, command: Command, io: Io, isAsked: boolean): void {
  const program = described(root, command)
  if (command.operands) program.arguments(command.operands)
  if (!isAsked) {
    standIn(program)
    return
  }
  addFlags(program, 'What to do:', command.flags)
  addFlags(program, 'What is written:', command.writes === 'report' ? reportFlags : exportFlags)
  if (command.readsCells) addFlags(program, HOW_WRITTEN, textFlags)
  else if (command.operands && !command.readsNoExports) addInputFlags(program)
  program.action(async (...given: unknown[]) => {
    const { runCommand } = await import('./run-command.ts')
    await runCommand(command, operandsOf(given), program, io)
  })
}

/** One flag for all those of a command that is not asked, so that lists of commands say that it has some. */
function standIn(program: Program): void {
  program.option('--quiet')
}

/** What stood after the words; commander hands on its own options and itself behind it. */
const operandsOf = (given: readonly unknown[]) => given.slice(0, -2).flat() as string[]

const HOW_WRITTEN = 'How the files are written (guessed):'

function addInputFlags(program: Program, run: Flags = runFlags): void {
  addFlags(program, 'Which rows, and what is an order:', orderFlags)
  addFlags(program, 'Which column is what (guessed from header and content):', roleFlags)
  addFlags(program, HOW_WRITTEN, dialectFlags)
  addFlags(program, 'How it is run:', run)
}

/** The command of those words, under the command of the first where there are two. */
function described(root: Program, { name, isDefault, summary, description, examples }: Described): Program {
  let parent = root
  for (const word of name.slice(0, -1)) {
    parent = parent.commands.find(child => child.name() === word) ?? groupOf(parent, word)
  }
  return parent
    .command(name.at(-1)!, { isDefault: isDefault === true })
    .summary(summary)
    .description(description)
    .addHelpText('after', examplesText(examples))
}

/** A command that only holds others, such as `churn` with `state` and `survival`. */
function groupOf(parent: Program, word: string): Program {
  const held: readonly Described[] = [...analyses, ...commands].filter(({ name }) => name[0] === word)
  const byDefault = held.find(({ isDefault }) => isDefault)
  const group = parent
    .command(word)
    .helpCommand(false)
    .description(held.map(({ name, summary }) => `${name.at(-1)}: ${summary}`).join('\n'))
    .summary(held.map(({ name }) => name.at(-1)).join(', '))
  return byDefault ? group.addHelpText('after', defaultText(word, byDefault)) : group
}

/** What the group's word alone does, and where its flags are listed. */
function defaultText(word: string, { name, examples }: Described): string {
  const words = name.join(' ')
  return `\n\`tenure ${word} FILE\` is \`tenure ${words} FILE\`; its flags: tenure ${words} --help\n${examplesText(examples)}`
}

function examplesText(examples: readonly Example[]): string {
  return ['', 'Examples:', ...examples.flatMap(({ run, shows }) => [`  ${run}`, `      ${shows}`])].join('\n')
}
