/** The run of `tenure inspect`: one look, its report, and a first schema where one is asked for. */

import { writeText } from '../../render/write.ts'
import { writeTo } from '../../render/sink.ts'
import type { CommandContext } from '../context.ts'
import { firstSchema } from './first-schema.ts'
import { lookAt } from './look.ts'
import { withCommand } from './next.ts'
import { reportOf } from './report.ts'

export async function runInspect(
  { writeSchema }: { readonly writeSchema: string | null },
  context: CommandContext,
): Promise<void> {
  const look = await lookAt(context).catch(error => {
    throw withCommand(error, context)
  })
  if (writeSchema !== null) await writeTo(writeSchema, sink => writeText(sink, [firstSchema(look, context)]))
  await context.report(reportOf(look, context))
}
