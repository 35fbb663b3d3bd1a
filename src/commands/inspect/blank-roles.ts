/** An export without customers or times as one that has them, all empty: so that its orders and money still add up. */

import type { Batch } from '../../batches/batch.ts'
import { Dictionary } from '../../batches/dictionary.ts'
import type { Source } from '../../ingest/source.ts'

/** The source with the roles that `histories` needs; `onBatch` hears of every batch as it was. */
export function withBlankRoles(source: Source, onBatch: (batch: Batch) => void): Source {
  const customers = source.dictionaries.get('customer') ?? new Dictionary()
  return {
    ...source,
    dictionaries: new Map([...source.dictionaries, ['customer', customers]]),
    batches: async function* (listener) {
      for await (const { batch, tally } of source.batches(listener)) {
        onBatch(batch)
        yield { batch: withBlanks(batch), tally }
      }
    },
  }
}

/** Nobody's rows, all at one time; what depends on either is not reported. */
function withBlanks(batch: Batch): Batch {
  return {
    ...batch,
    times: role => (batch.has(role) ? batch.times(role) : new Float64Array(batch.rows)),
    codes: role =>
      batch.has(role) || role !== 'customer' ? batch.codes(role) : new Int32Array(batch.rows).fill(-1),
  }
}
