/** The run of `tenure validate`: one pass, every check, the report, then the exit code. */

import { checksFailed, everyRowIsChecked, schemaNeeded } from '../../errors/index.ts'
import type { OptionsOf } from '../../flags.ts'
import { factsOf } from '../../engines/run-of.ts'
import type { Report } from '../../report.ts'
import { parseSchema } from '../../schema/parse-schema.ts'
import type { CommandContext } from '../context.ts'
import { acceptedFrom } from './accepted.ts'
import type { Check } from './check.ts'
import { exportChecks } from './export-checks.ts'
import { type Reading, readExport } from './read.ts'
import { checksTable, distributionsTable, profileTable, violationsTable } from './tables.ts'
import type { validateFlags } from './validate-flags.ts'

type Options = OptionsOf<typeof validateFlags>

export async function runValidate(options: Options, context: CommandContext): Promise<void> {
  if (options.schema === null) throw schemaNeeded()
  if (context.engine.where.length > 0 || context.engine.rowsSince !== null) throw everyRowIsChecked()
  const schema = parseSchema(options.schema)
  const accepted = options.against === null ? null : acceptedFrom(options.against)
  const reading = await readExport(schema, context, options.memory * 1e6)
  const { engine, input } = context
  const today = { zone: input.zone, day: engine.asOf ?? input.zone.dayOf(engine.now) }
  const checks = [...reading.checks, ...exportChecks(schema, reading, accepted, today)]
  await context.report(reportOf(reading, checks, context))
  const failed = checks
    .filter(({ failed, severity }) => failed && severity === 'error')
    .map(({ code, column }) => (column === null ? code : `${code} of ${column}`))
  if (failed.length > 0) throw checksFailed(failed, checks.length)
}

function reportOf(reading: Reading, checks: readonly Check[], { stated, engine }: CommandContext): Report {
  const { source, totals } = reading
  const latest = Number.isFinite(totals.latest) ? source.zone.dayOf(totals.latest) : null
  return {
    command: 'validate',
    options: stated,
    tables: [
      checksTable(checks),
      violationsTable(
        checks,
        source.files.map(({ reader }) => reader.name),
      ),
      profileTable(reading),
      distributionsTable(reading),
    ],
    facts: factsOf(engine, source, engine.asOf ?? latest),
    notes: source.notes(),
  }
}
