/** An analysis as a command: options in, a rendered report out. */

import type { Command as Program } from 'commander'
import { analyse } from '../analyse.ts'
import type { Analysis } from '../analyses/analysis.ts'
import { statedOptions } from '../flags.ts'
import { valuesOf } from './flag-options.ts'
import { inputFlags, stateFlags } from './input-flags.ts'
import type { Io } from './io.ts'
import { openReportOutput } from './output.ts'
import { reportFlags } from './output-flags.ts'
import { openProgress } from './progress.ts'
import { openRejects } from './rejects.ts'
import { inputOptionsOf, orderRulesOf, rowRequestOf } from './request.ts'

export async function runAnalysis(analysis: Analysis, paths: readonly string[], program: Program, io: Io) {
  const options = valuesOf(program, analysis.flags)
  const input = valuesOf(program, inputFlags)
  const { state } = valuesOf(program, stateFlags)
  const printed = valuesOf(program, reportFlags)
  const output = await openReportOutput(printed, io)
  const rejects = await openRejects(input.rejects, paths, output, printed.output)
  const progress = await openProgress(io, printed.quiet, io.now)
  try {
    const report = await analyse(analysis, {
      paths,
      options,
      state,
      stated: { ...statedOptions(analysis.flags, options), ...statedOptions(inputFlags, input) },
      input: inputOptionsOf(input),
      orders: orderRulesOf(input),
      ...rowRequestOf(input, io.now()),
      listener: rejects.listening(progress),
      onOpen: size => progress.start(size),
    })
    progress.stop()
    await output.write(report)
  } catch (error) {
    progress.stop()
    await output.abort()
    throw error
  } finally {
    await rejects.close()
  }
}
