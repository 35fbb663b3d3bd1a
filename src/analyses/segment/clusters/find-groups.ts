/** Groups of customers who are alike in R, F and M, and how many there are. */

import { randomOf } from '../../../math/random.ts'
import { silhouette } from '../../../math/silhouette.ts'
import { kMeans, nearest } from '../../../models/k-means.ts'
import type { ClustersOptions } from './clusters-flags.ts'
import type { Scale } from './scaling.ts'

/** Customers that the number of groups is chosen by, that silhouettes are measured on, and that groups are fitted to. */
const MOST_TRIED = 5_000
const MOST_COMPARED = 2_000
const MOST_FITTED = 50_000

export interface Trial {
  readonly groups: number
  readonly silhouette: number
}

export interface Found {
  readonly trials: readonly Trial[]
  readonly centres: readonly (readonly number[])[]
  /** By customer, the place of the nearest centre. */
  readonly groups: Uint16Array
  readonly fitted: number
}

/** The number of the greatest mean silhouette, the fewest of equal ones; one group where all customers are alike. */
export function findGroups(scales: readonly Scale[], customers: number, options: ClustersOptions): Found {
  const pointOf = (customer: number) => scales.map(scale => scale.scaled(customer))
  const sample = (most: number) => sampled(customers, most, options.seed).map(pointOf)
  const tried = sample(MOST_TRIED)
  const distinct = new Set(tried.map(String)).size
  if (distinct < 2)
    return { trials: [], centres: [pointOf(0)], groups: new Uint16Array(customers), fitted: customers }
  const trials = trialsOf(tried, distinct, options)
  const best = trials.reduce((a, b) => (b.silhouette > a.silhouette ? b : a))
  const fitted = sample(MOST_FITTED)
  const centres = kMeans(fitted, best.groups, options.seed)
  const groups = Uint16Array.from({ length: customers }, (_, customer) => nearest(pointOf(customer), centres))
  return { trials, centres, groups, fitted: fitted.length }
}

function trialsOf(
  points: number[][],
  distinct: number,
  { groups, maxClusters, seed }: ClustersOptions,
): Trial[] {
  const most = Math.min(distinct, groups ?? maxClusters)
  const counts = groups === null ? Array.from({ length: most - 1 }, (_, i) => i + 2) : [most]
  const compared = points.slice(0, MOST_COMPARED)
  return counts.map(count => {
    const centres = kMeans(points, count, seed)
    const own = compared.map(point => nearest(point, centres))
    return { groups: count, silhouette: silhouette(compared, own, count) }
  })
}

/** Customers drawn without putting back, in the order they were drawn; all where there are no more. */
function sampled(customers: number, most: number, seed: number): number[] {
  const random = randomOf(seed)
  const order = Uint32Array.from({ length: customers }, (_, customer) => customer)
  const size = Math.min(customers, most)
  for (let i = 0; i < size; i++) {
    const j = i + random.below(customers - i)
    const drawn = order[j]!
    order[j] = order[i]!
    order[i] = drawn
  }
  return [...order.subarray(0, size)]
}
