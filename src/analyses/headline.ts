/** The figures an answer is summed up in, as what they are made of, so that those of two dates can be compared. */

import {
  differenceOfEstimates,
  differenceOfMeans,
  differenceOfRates,
  type Estimate,
  type Proportion,
  type Sample,
} from '../math/difference.ts'
import type { Interval } from '../math/wilson.ts'

export type Figure = { readonly name: string; readonly unit: string } & (
  | ({ readonly kind: 'rate' } & Proportion)
  /** Of values of independent customers. */
  | ({ readonly kind: 'mean' } & Sample)
  | ({ readonly kind: 'estimate' } & Estimate)
  /** A count or sum of everything: no sample, so it has no interval. */
  | { readonly kind: 'total'; readonly value: number }
)

export const rateFigure = (name: string, hits: number, trials: number): Figure => ({
  name,
  unit: 'share',
  kind: 'rate',
  hits,
  trials,
})

export const totalFigure = (name: string, unit: string, value: number): Figure => ({
  name,
  unit,
  kind: 'total',
  value,
})

export const meanFigure = (name: string, unit: string, sample: Sample): Figure => ({
  name,
  unit,
  kind: 'mean',
  ...sample,
})

/** One count by another, as of events that come independently: the variance of a count is the count (Poisson). */
export const ratioOfCounts = (name: string, above: number, below: number): Figure => ({
  name,
  unit: 'ratio',
  kind: 'estimate',
  value: below === 0 ? Number.NaN : above / below,
  se: Math.sqrt(above / below ** 2 + above ** 2 / below ** 3),
})

/** Null where there is nothing to make it of. */
export function figureValue(figure: Figure): number | null {
  if (figure.kind === 'rate') return figure.trials === 0 ? null : figure.hits / figure.trials
  if (figure.kind === 'mean') return figure.n === 0 ? null : figure.mean
  return Number.isNaN(figure.value) ? null : figure.value
}

/** How many it rests on; null for a total. */
export function sizeOf(figure: Figure): number | null {
  if (figure.kind === 'rate') return figure.trials
  return figure.kind === 'mean' ? figure.n : null
}

/** 95 % interval of the change from one figure to the other; null where there is none. */
export function changeInterval(before: Figure, now: Figure): Interval | null {
  if (figureValue(before) === null || figureValue(now) === null) return null
  if (before.kind === 'rate' && now.kind === 'rate') return differenceOfRates(before, now)
  if (before.kind === 'estimate' && now.kind === 'estimate') return differenceOfEstimates(before, now)
  if (before.kind !== 'mean' || now.kind !== 'mean' || before.n < 2 || now.n < 2) return null
  return differenceOfMeans(before, now)
}
