/** The command line as a command that runs others sees it. */

import type { Tool } from '../commands/tool.ts'
import { plainText } from '../render/plain-text.ts'
import type { Io } from './io.ts'
import { jobKinds } from './job-kinds.ts'

export function toolOf(io: Io, asked: Pick<Tool, 'quiet' | 'isAnswerWanted'>): Tool {
  const tool: Tool = {
    ...asked,
    kinds: jobKinds(),
    env: io.env,
    now: () => io.now(),
    say: line => {
      if (!asked.quiet) io.stderr.write(`${plainText(line)}\n`)
    },
    // Imported when there is a job: every other command does without.
    passKey: async job => (await import('./job-work.ts')).passKey(job, io),
    begin: async (jobs, listener) => (await import('./job-work.ts')).begin(jobs, { listener, tool, io }),
  }
  return tool
}
