/** k-means (Lloyd's algorithm, k-means++ starts) by ml-kmeans: the best of several seeded starts. */

import { kmeans } from 'ml-kmeans'

/** A row of equal length for each thing. */
export type Points = readonly (readonly number[])[]

const STARTS = 3
const MOST_ITERATIONS = 200

/** Centres of `groups` groups with the least sum of squared distances; the same seed gives the same centres. */
export function kMeans(points: Points, groups: number, seed: number): number[][] {
  let best: { centres: number[][]; spread: number } | null = null
  for (let start = 0; start < STARTS; start++) {
    const { centroids } = kmeans(points as number[][], groups, {
      initialization: 'kmeans++',
      seed: seed + start,
      maxIterations: MOST_ITERATIONS,
    })
    const spread = points.reduce(
      (sum, point) => sum + squaredDistance(point, centroids[nearest(point, centroids)]!),
      0,
    )
    if (!best || spread < best.spread) best = { centres: centroids, spread }
  }
  return best!.centres
}

/** Which centre is nearest; the first of equally near ones. */
export function nearest(point: readonly number[], centres: Points): number {
  let [found, least] = [0, Number.POSITIVE_INFINITY]
  for (let centre = 0; centre < centres.length; centre++) {
    const distance = squaredDistance(point, centres[centre]!)
    if (distance < least) [found, least] = [centre, distance]
  }
  return found
}

function squaredDistance(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return sum
}
