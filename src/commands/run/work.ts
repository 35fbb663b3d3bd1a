/** The work of `tenure run`: understand the file, show the plan or carry it out. */

import type { OptionsOf } from '../../flags.ts'
import { formatDay } from '../../math/calendar.ts'
import type { CommandContext } from '../context.ts'
import { passesOf } from './passes.ts'
import { readRunFile } from './run-file.ts'
import { nextName } from './run-folder.ts'
import type { runFlags } from './run-flags.ts'
import { runInFolder } from './run-in-folder.ts'
import { planReport } from './tables.ts'

export async function runJobs(options: OptionsOf<typeof runFlags>, context: CommandContext): Promise<void> {
  const { tool, engine } = context
  const file = await readRunFile(context.paths[0]!, options, tool, engine.now)
  const passes = await passesOf(file.jobs, tool)
  if (options.dryRun) {
    const name = nextName(file.runs, formatDay(file.asOf))
    return context.report(planReport(file, passes, name, context.stated))
  }
  await runInFolder(file, passes, context)
}
