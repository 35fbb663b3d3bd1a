/** The flags of `tenure validate`. */

import { integer, savedTables, textFile } from '../../flags.ts'

export const validateFlags = {
  schema: textFile('what the export should be: a Table Schema in YAML or JSON'),
  against: savedTables('the JSON report of the last accepted export, to measure changes by'),
  memory: integer(128, { min: 1 }, 'megabytes of keys that a check may hold before they go to disk'),
}
