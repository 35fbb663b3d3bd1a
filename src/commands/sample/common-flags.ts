/** Flags of every sample, and the days they give. */

import { badFlagValue, optionsExclude } from '../../errors/index.ts'
import { date, integer, type OptionsOf } from '../../flags.ts'
import { dayOf, formatDay } from '../../math/calendar.ts'
import type { Span } from './calendar.ts'

/** Fixed days, not the clock's: the same words give the same bytes on any day. */
const SPAN: Span = { from: dayOf(2024, 1, 1), to: dayOf(2025, 12, 31) }

const DEFAULT_SIZE = 1000

export const commonFlags = {
  size: integer(null, { min: 1, max: 1e9 }, `customers that join (${DEFAULT_SIZE})`),
  rows: integer(null, { min: 1, max: 1e9 }, 'instead of --size: about so many rows, over the same days'),
  seed: integer(1, { min: 0, max: 0xffff_ffff }, 'the same seed and options give the same bytes'),
  from: date(`the first day (${formatDay(SPAN.from)})`),
  to: date(`the last day (${formatDay(SPAN.to)})`),
}

export type CommonOptions = OptionsOf<typeof commonFlags>

/** The days from --from to --to. */
export function spanOf({ from, to }: Pick<CommonOptions, 'from' | 'to'>): Span {
  const span = { from: from ?? SPAN.from, to: to ?? SPAN.to }
  if (span.to >= span.from) return span
  const expected = to === null ? 'a date before the last day' : 'a date after the first day'
  const [flag, day] = to === null ? (['from', span.from] as const) : (['to', span.to] as const)
  throw badFlagValue(flag, formatDay(day), `${expected}, ${formatDay(to === null ? span.to : span.from)}`)
}

/** The customers of --size, or as many as give about --rows rows. */
export function sizeOf({ size, rows }: CommonOptions, rowsOf: (size: number) => number): number {
  if (rows === null) return size ?? DEFAULT_SIZE
  if (size !== null) throw optionsExclude('rows', 'size')
  return sizeFor(rows, rowsOf)
}

/** Customers of a trial run: their rows spread by about twice the mean, so this many tell it to 1%. */
const TRIAL_SIZE = 1 << 15

const ATTEMPTS = 6

/** Small samples are tried at their own size, where luck counts; the best of some attempts is taken. */
function sizeFor(rows: number, rowsOf: (size: number) => number): number {
  const perCustomer = rowsOf(TRIAL_SIZE) / TRIAL_SIZE
  let size = Math.max(1, Math.round(rows / perCustomer))
  if (size > TRIAL_SIZE) return size
  let best = { size, off: Number.POSITIVE_INFINITY }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const missing = rows - rowsOf(size)
    if (Math.abs(missing) < best.off) best = { size, off: Math.abs(missing) }
    if (missing === 0) break
    size = Math.max(1, size + (Math.round(missing / perCustomer) || Math.sign(missing)))
  }
  return best.size
}
