/** What an answer and rows go through before they leave the machine. */

import type { RowStream } from '../commands/context.ts'
import { HASH_KEY_VARIABLE } from '../errors/index.ts'
import type { OptionsOf } from '../flags.ts'
import { checkHidden, type Hiding, hideColumns } from '../privacy/hide-columns.ts'
import { hashKey, keyedHash } from '../privacy/keyed-hash.ts'
import { withoutSmallCells } from '../privacy/small-cells.ts'
import type { Report } from '../report.ts'
import type { Io } from './io.ts'
import type { hidingFlags, reportFlags } from './output-flags.ts'

/** The key is asked for before any work is done. */
export function hidingOf(
  { hash, drop, hashKeyFile }: OptionsOf<typeof hidingFlags>,
  { env }: Pick<Io, 'env'>,
): Hiding {
  if (hash.length === 0) return { hash, drop, hashed: text => text }
  return { hash, drop, hashed: keyedHash(hashKey(hashKeyFile?.text ?? null, env[HASH_KEY_VARIABLE])) }
}

export function hiddenReport(
  report: Report,
  hiding: Hiding,
  { minCell }: Pick<OptionsOf<typeof reportFlags>, 'minCell'>,
): Report {
  // Small cells first: they are told by columns that may be dropped.
  return hideColumns(minCell === null ? report : withoutSmallCells(report, minCell), hiding)
}

export async function hiddenRows(stream: RowStream, hiding: Hiding): Promise<RowStream> {
  if (hiding.hash.length + hiding.drop.length === 0) return stream
  checkHidden(stream.schema.names.map(String), hiding)
  const { hiddenBatch, hiddenSchema } = await import('../batches/hide-fields.ts')
  const schema = hiddenSchema(stream.schema, hiding)
  const batches = async function* () {
    for await (const batch of stream.batches) yield hiddenBatch(batch, schema, hiding)
  }
  return { schema, batches: batches(), facts: () => stream.facts() }
}
