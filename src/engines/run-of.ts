/** The facts of a finished pass, and the checks that only its end allows (definition G1). */

import { dateOutOfLine, noRows, severalCurrencies, stop, type UserError } from '../errors/index.ts'
import type { Source } from '../ingest/source.ts'
import { DAY_MS, type Day, formatDay } from '../math/calendar.ts'
import type { Facts } from '../report.ts'
import type { Extent } from '../rollups/extent.ts'
import type { Run } from '../rollups/run.ts'
import type { EngineRequest } from './engine.ts'

/** A latest row this far from the row before it may be a typing error, which would shift every recency. */
const SUSPICIOUS_GAP_DAYS = 30

/** The run of a finished pass; a fault where nothing was used, or where the latest date is out of line. */
export function runOf(request: EngineRequest, source: Source, extent: Extent): Run {
  const { zone, money, hasAmount } = source
  const { onFault = stop } = request
  for (const fault of faultsOf(request, source, extent)) onFault(fault)
  // After a fault that was only heard of there may be no row, and so no day.
  const dayOf = (time: number) => (Number.isFinite(time) ? zone.dayOf(time) : Number.NaN)
  const lastDay = dayOf(extent.latest)
  const asOf = request.asOf ?? lastDay
  return {
    asOf,
    asOfGiven: request.asOf !== null,
    zone,
    firstDay: dayOf(extent.first),
    lastDay,
    money,
    hasAmount,
    facts: factsOf(request, source, Number.isFinite(asOf) ? asOf : null),
  }
}

export function factsOf(
  request: Pick<EngineRequest, 'asOf' | 'zoneGiven' | 'rowsSince' | 'where'>,
  source: Source,
  asOf: Day | null,
): Facts {
  return {
    asOf: asOf === null ? null : formatDay(asOf),
    asOfGiven: request.asOf !== null,
    timeZone: source.zone.name,
    timeZoneGiven: request.zoneGiven,
    currency: source.currency,
    inputs: source.tallies.map(tally => tally.facts()),
    readings: source.readings,
    historyCut: request.rowsSince !== null || request.where.length > 0,
  }
}

function* faultsOf(request: EngineRequest, source: Source, extent: Extent): Generator<UserError> {
  const { rows, currencies } = extent
  if (rows === 0) return yield noRows(source.tallies.map(tally => tally.facts()))
  const currencyColumn = source.readings.find(({ what }) => what === 'currency')?.value ?? null
  if (currencies.length > 1) yield severalCurrencies(currencies, currencyColumn)
  if (request.asOf === null) yield* latestOutOfLine(request, source, extent)
}

function* latestOutOfLine({ now }: EngineRequest, { zone }: Source, extent: Extent): Generator<UserError> {
  const { latest, beforeLatest, latestPlace } = extent
  const place = `${latestPlace!.file} row ${latestPlace!.row}`
  const date = formatDay(zone.dayOf(latest))
  // A day of grace: the export may come from a zone that is ahead.
  const tomorrow = now + DAY_MS
  const hasBefore = Number.isFinite(beforeLatest) && beforeLatest <= tomorrow
  const before = hasBefore ? formatDay(zone.dayOf(beforeLatest)) : null
  if (latest > tomorrow) return yield dateOutOfLine(place, date, 'lies in the future', before)
  // A single row has none before it, and no zone has a day for -Infinity.
  if (!Number.isFinite(beforeLatest)) return
  const gapDays = zone.dayOf(latest) - zone.dayOf(beforeLatest)
  if (gapDays >= SUSPICIOUS_GAP_DAYS) {
    yield dateOutOfLine(place, date, `is ${gapDays} days after the row before it`, before)
  }
}
