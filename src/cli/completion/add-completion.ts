/** `tenure completion SHELL`, and the question that the shell then asks. */

import type { Command as Program } from 'commander'
import { Argument } from 'commander'
import type { Io } from '../io.ts'
import { candidatesFor } from './candidates.ts'
import { ASK, scripts, SHELLS, type Shell } from './scripts.ts'

const ABOUT = `Prints a script that makes the shell complete commands, options, their values, and
the columns of the files on the line. Put it where the shell looks for such
scripts; its first line says where.`

export function addCompletion(root: Program, io: Io): void {
  root
    .command('completion')
    .summary('Complete commands, options and columns in your shell.')
    .description(ABOUT)
    .addArgument(new Argument('<SHELL>', 'whose script').choices(SHELLS))
    .addHelpText('after', '\nExamples:\n  source <(tenure completion bash)\n      for this terminal alone')
    .action((shell: Shell) => void io.stdout.write(scripts[shell]))
  root
    .command(ASK, { hidden: true })
    .argument('[WORDS...]')
    .action(async (words: string[]) => void io.stdout.write(await answerTo(root, words)))
}

async function answerTo(root: Program, words: readonly string[]): Promise<string> {
  const { words: found, files } = await candidatesFor(root, words, columnsOf)
  const lines = found.map(({ word, help }) => `${word}\t${oneLine(help)}\n`)
  return [...(files ? [':files\n'] : []), ...lines].join('')
}

const oneLine = (help: string) => help.replaceAll(/\s+/g, ' ').trim()

/** Columns of the first file that can be opened; none where there is no such file, since no error may show at a prompt. */
async function columnsOf(paths: readonly string[]): Promise<readonly string[]> {
  const { columnNames } = await import('./column-names.ts')
  for (const path of paths) {
    const names = await columnNames(path).catch(() => null)
    if (names) return names
  }
  return []
}
