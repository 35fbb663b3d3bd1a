/** `tenure inspect`: what is in an export, how it was understood, what is wrong with it, what to type next. */

import { outFile } from '../../flags.ts'
import { defineCommand } from '../command.ts'

export const inspect = defineCommand({
  name: ['inspect'],
  summary: 'What is in an export, what is wrong with it, what to type next.',
  description:
    'Reads files of any kind once and tells of them: format, rows, columns with their types and ranges, which column ' +
    'was taken for which role and why, date range, customers, orders, money, and findings. A finding of severity error ' +
    'is what an analysis stops at; each says which option settles it. Different values are counted exactly up to ' +
    'a million a column, then estimated (HyperLogLog, standard error 0.8%).',
  examples: [
    { run: 'tenure inspect orders.csv', shows: 'what the export holds, and the commands to type next' },
    {
      run: 'tenure inspect orders.csv --table findings --format csv',
      shows: 'what is wrong with it, for a script',
    },
  ],
  operands: '<FILE...>',
  flags: { writeSchema: outFile('write a first schema for `tenure validate`, to be edited') },
  writes: 'report',
  load: async () => {
    const { runInspect } = await import('./run.ts')
    return runInspect
  },
})
