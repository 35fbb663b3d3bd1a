/** Flag values → what ingest and the engine ask for. */

import { availableParallelism } from 'node:os'
import { ROLES } from '../batches/roles.ts'
import type { EngineRequest } from '../engines/engine.ts'
import type { OptionsOf } from '../flags.ts'
import type { InputOptions } from '../ingest/input-options.ts'
import { zoneNamed } from '../math/zone.ts'
import type { OrderRules } from '../rollups/rollup.ts'
import type { inputFlags } from './input-flags.ts'

type InputValues = OptionsOf<typeof inputFlags>

/** How the export is read. */
export function inputOptionsOf(values: InputValues): InputOptions {
  const named = ROLES.flatMap(role => (values[role] === null ? [] : [[role, values[role]] as const]))
  return {
    roles: Object.fromEntries(named),
    zone: values.tz ?? zoneNamed('UTC')!,
    encoding: values.encoding,
    delimiter: values.delimiter,
    quote: values.quote,
    escapedBy: values.escape,
    headerLine: values.headerLine,
    reader: values.reader ?? 'auto',
    threads: values.threads ?? availableParallelism(),
    dateFormat: values.dateFormat,
    decimal: values.decimal,
    thousands: values.thousands,
    decimals: values.decimals,
    currency: values.currencyCode,
    refundPattern: values.refundPattern,
    preset: values.preset,
    statusKeep: values.statusKeep,
    excludeCustomers: values.excludeCustomers,
    dedupe: values.dedupe,
    eventId: values.eventId,
    idNormalise: values.idNormalise,
    noIds: values.null,
    maxErrors: values.maxErrors,
    strict: values.strict,
    unionByName: values.unionByName,
    keepOriginals: values.rejects !== null,
    limits: values.limit,
  }
}

/** Which rows count. */
export function rowRequestOf(values: InputValues, now: number): Omit<EngineRequest, 'specs' | 'orders'> {
  const { asOf, rowsSince, where, tz } = values
  return { asOf, rowsSince, where, zoneGiven: tz !== null, now }
}

/** What makes an order; null where the order column decides whether it is the key. */
export function orderRulesOf(
  values: InputValues,
): Omit<OrderRules, 'key'> & { key: OrderRules['key'] | null } {
  const { orderKey, amountIs, refundDate, dropVoided } = values
  return { key: orderKey, amountIs, refundDate, dropVoided }
}
