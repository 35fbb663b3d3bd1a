/** What a model of repeat purchases does for analyses, whichever it is. */

import type { PurchaseCounts } from './purchase-counts.ts'

export interface PurchaseModel {
  /** As typed: bg-nbd. */
  readonly name: string
  /** As written in messages: BG/NBD. */
  readonly title: string
  /** Throws noConvergence where the data allow no fit. */
  fit(customers: PurchaseCounts): FittedPurchaseModel
}

export interface FittedPurchaseModel {
  readonly parameters: readonly Parameter[]
  readonly logLikelihood: number
  /** What a reader must know of this fit; one sentence each. */
  readonly remarks: readonly string[]
  /** By customer. */
  probabilityAlive(customers: PurchaseCounts): Float64Array
  /** By customer: purchases expected in the periods after T, each times its factor, added up. */
  expectedPurchases(customers: PurchaseCounts, periods: readonly FuturePeriod[]): Float64Array
  /** How many customers should have made 0, 1, … `most` repeat purchases by their T. */
  expectedHistogram(customers: PurchaseCounts, most: number): Float64Array
}

/** From the end of the period before it, or T, to `end` after T. */
export interface FuturePeriod {
  readonly end: number
  readonly factor: number
}

export interface Parameter {
  readonly name: string
  /** Null where the fit leaves it without a meaning. */
  readonly estimate: number | null
  readonly standardError: number | null
}
