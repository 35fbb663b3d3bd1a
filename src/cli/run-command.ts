/** A command that is no analysis: its context made from the flags it shares with the rest. */

import type { Command as Program } from 'commander'
import type { Command } from '../commands/command.ts'
import type { CommandContext } from '../commands/context.ts'
import { statedOptions } from '../flags.ts'
import { valuesOf } from './flag-options.ts'
import { inputFlags } from './input-flags.ts'
import type { Io } from './io.ts'
import { openReportOutput, openRowsOutput, type Output } from './output.ts'
import { exportFlags, reportFlags } from './output-flags.ts'
import { plainText } from '../render/plain-text.ts'
import { openProgress } from './progress.ts'
import { openRejects } from './rejects.ts'
import { inputOptionsOf, orderRulesOf, rowRequestOf } from './request.ts'
import { toolOf } from './tool.ts'

export async function runCommand(command: Command, paths: readonly string[], program: Program, io: Io) {
  const options = valuesOf(program, command.flags)
  const input = valuesOf(program, inputFlags)
  const { quiet, output } = valuesOf(program, exportFlags)
  const outputs = await openOutputs(command, program, io)
  const answer = (outputs.report ?? outputs.rows)!
  let isWritten = false
  const rejects = await openRejects(input.rejects, paths, answer, output)
  const progress = await openProgress(io, quiet, io.now)
  const context: CommandContext = {
    paths,
    input: inputOptionsOf(input),
    orders: orderRulesOf(input),
    output,
    engine: { ...rowRequestOf(input, io.now()), listener: rejects.listening(progress) },
    stated: { ...statedOptions(command.flags, options), ...statedOptions(inputFlags, input) },
    tool: toolOf(io, { quiet, isAnswerWanted: Boolean(io.stdout.isTTY) || asksForAnswer(program) }),
    onOpen: size => progress.start(size),
    report: async report => {
      progress.stop()
      isWritten = true
      await outputs.report?.write(report)
    },
    rows: async stream => {
      isWritten = true
      await outputs.rows?.write(stream)
      progress.stop()
      if (quiet) return
      for (const line of stream.facts()) io.stderr.write(`${plainText(line)}\n`)
    },
  }
  try {
    const work = await command.load()
    await work(options, context)
    if (!isWritten) await answer.abort()
  } catch (error) {
    await answer.abort()
    throw error
  } finally {
    progress.stop()
    await rejects.close()
  }
}

/** A format or a file that was named is wanted, also where nobody looks on. */
const asksForAnswer = (program: Program) =>
  ['format', 'table', 'output'].some(option => program.getOptionValueSource(option) === 'cli')

interface Outputs {
  readonly report?: Output<Parameters<CommandContext['report']>[0]>
  readonly rows?: Output<Parameters<CommandContext['rows']>[0]>
}

async function openOutputs({ writes }: Command, program: Program, io: Io): Promise<Outputs> {
  return writes === 'report'
    ? { report: await openReportOutput(valuesOf(program, reportFlags), io) }
    : { rows: await openRowsOutput(valuesOf(program, exportFlags), io) }
}
