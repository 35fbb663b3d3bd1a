/** `tenure validate`: does an export fit its schema? */

import { defineCommand } from '../command.ts'
import { validateFlags } from './validate-flags.ts'

export const validate = defineCommand({
  name: ['validate'],
  summary: 'Whether an export is what its schema says; for pipelines.',
  description:
    'Reads files once and holds them against a schema: a Frictionless Table Schema in YAML or JSON, with a part `tenure` ' +
    'for the export as a whole (rows, freshness, duplicates, sums, change against the last accepted export). Every check ' +
    'has a stable code, a severity, a count and the first places. A failed check of severity error makes the exit ' +
    'code 1. `tenure inspect FILE --write-schema SCHEMA.yaml` writes a first schema.',
  examples: [
    { run: 'tenure validate orders.csv --schema orders.schema.yaml', shows: 'what fails, and where' },
    {
      run: 'tenure validate orders.csv --schema orders.schema.yaml --output accepted.json',
      shows: 'the report that the next export is compared with',
    },
    {
      run: 'tenure validate orders.csv --schema orders.schema.yaml --against accepted.json',
      shows: 'the change against the last accepted export too',
    },
    {
      run: 'tenure validate orders.csv --schema orders.schema.yaml --format junit --output checks.xml',
      shows: 'a report that CI services show: junit, sarif, github',
    },
  ],
  operands: '<FILE...>',
  flags: validateFlags,
  writes: 'report',
  load: async () => {
    const { runValidate } = await import('./run.ts')
    return runValidate
  },
})
