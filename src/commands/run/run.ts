/** `tenure run`: the jobs of a file, for cron. */

import { defineCommand } from '../command.ts'
import { runFlags } from './run-flags.ts'

export const run = defineCommand({
  name: ['run'],
  summary: 'Jobs of one file, published together or not at all; for cron.',
  description:
    'Reads a YAML file of inputs, variables and jobs (any command with its options), reads each input once for all jobs ' +
    'that can share a pass, and writes what they answer to a folder of the run. The link `latest` is switched to that ' +
    'folder when all of it is there: until then, and where anything fails, it points to the run before. A failing ' +
    '`validate` stops the run before any other job (exit code 1), unless its severity is warn. docs/run.md has a whole file.',
  examples: [
    { run: 'tenure run tenure.yaml --dry-run', shows: 'which jobs share a pass, which files are read' },
    { run: 'tenure run tenure.yaml', shows: 'runs/latest, with the answers of all jobs' },
    { run: 'tenure run tenure.yaml --as-of 2025-06-30', shows: 'the run of another date' },
  ],
  operands: '<FILE>',
  flags: runFlags,
  readsNoExports: true,
  writes: 'report',
  load: async () => (await import('./work.ts')).runJobs,
})
