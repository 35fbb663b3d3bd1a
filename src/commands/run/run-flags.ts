/** The flags of `tenure run`. */

import { date, outFile, texts, toggle } from '../../flags.ts'

export const runFlags = {
  asOf: date('the date of the run: the last local date that counts (as-of in the file, else yesterday)'),
  var: texts('NAME=VALUE', 'give a variable of the file another value'),
  dryRun: toggle('show what would be read, in how many passes, and written where; write nothing'),
  log: outFile('append the log to FILE too, as JSON lines'),
}
