/** The facts of a finished pass, and the checks that only its end allows (definition G1). */

import { dateOutOfLine, noRows, severalCurrencies } from '../errors.ts'
import type { Source } from '../ingest/source.ts'
import { DAY_MS, type Day, formatDay } from '../math/calendar.ts'
import type { Facts } from '../report.ts'
import type { Extent } from '../rollups/extent.ts'
import type { Run } from '../rollups/run.ts'
import type { EngineRequest } from './engine.ts'

/** A latest row this far from the row before it may be a typing error, which would shift every recency. */
const SUSPICIOUS_GAP_DAYS = 30

/** The run of a finished pass; a UserError where nothing was used, or where the latest date is out of line. */
export function runOf(request: EngineRequest, source: Source, extent: Extent): Run {
  const { zone, money, hasAmount } = source
  if (extent.rows === 0) throw noRows(source.tallies.map(tally => tally.facts()))
  if (extent.currencies.length > 1) throw severalCurrencies(extent.currencies)
  if (request.asOf === null) checkLatest(request, source, extent)
  const lastDay = zone.dayOf(extent.latest)
  const asOf = request.asOf ?? lastDay
  return {
    asOf,
    asOfGiven: request.asOf !== null,
    zone,
    firstDay: zone.dayOf(extent.first),
    lastDay,
    money,
    hasAmount,
    facts: factsOf(request, source, asOf),
  }
}

export function factsOf(request: EngineRequest, source: Source, asOf: Day | null): Facts {
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

function checkLatest({ now }: EngineRequest, { zone }: Source, extent: Extent): void {
  const { latest, beforeLatest, latestPlace } = extent
  const place = `${latestPlace!.file} row ${latestPlace!.row}`
  const date = formatDay(zone.dayOf(latest))
  // A day of grace: the export may come from a zone that is ahead.
  if (latest > now + DAY_MS) throw dateOutOfLine(place, date, 'lies in the future')
  // A single row has none before it, and no zone has a day for -Infinity.
  if (!Number.isFinite(beforeLatest)) return
  const gapDays = zone.dayOf(latest) - zone.dayOf(beforeLatest)
  if (gapDays >= SUSPICIOUS_GAP_DAYS) {
    throw dateOutOfLine(place, date, `is ${gapDays} days after the row before it`)
  }
}
