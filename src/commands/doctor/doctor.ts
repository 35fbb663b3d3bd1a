/** `tenure doctor`: what tenure runs on, and what it would read. */

import { defineCommand } from '../command.ts'

export const doctor = defineCommand({
  name: ['doctor'],
  summary: 'What tenure runs on, and what it would read.',
  description: `Tells the versions of tenure and Node, memory, processors, the rules of time zones
and what WebAssembly can do here; of files that are named what they are, how large,
and how they would be read. Nothing but their heads is read. Send its JSON along
with a report of a bug: it holds paths and names of columns, and no cells.`,
  examples: [
    { run: 'tenure doctor', shows: 'versions, memory, time zones, threads' },
    { run: 'tenure doctor orders.csv --format json', shows: 'the same, and what the file is' },
  ],
  operands: '[FILE...]',
  flags: {},
  readsCells: true,
  writes: 'report',
  load: async () => (await import('./run.ts')).runDoctor,
})
