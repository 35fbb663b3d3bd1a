/** How well groups are apart. */

/**
 * Mean silhouette (Rousseeuw 1987): (b - a) / max(a, b), a the mean distance to the others of the own group, b that to
 * the nearest other group; 0 for who is alone in a group. At least two groups.
 */
export function silhouette(
  points: readonly (readonly number[])[],
  groups: ArrayLike<number>,
  count: number,
): number {
  const sizes = new Float64Array(count)
  for (let i = 0; i < points.length; i++) sizes[groups[i]!]!++
  let sum = 0
  const distances = new Float64Array(count)
  for (let i = 0; i < points.length; i++) {
    const own = groups[i]!
    if (sizes[own] === 1) continue
    distances.fill(0)
    for (let j = 0; j < points.length; j++) distances[groups[j]!]! += distance(points[i]!, points[j]!)
    const within = distances[own]! / (sizes[own]! - 1)
    let between = Number.POSITIVE_INFINITY
    for (let group = 0; group < count; group++) {
      if (group !== own && sizes[group]! > 0) between = Math.min(between, distances[group]! / sizes[group]!)
    }
    if (between < Number.POSITIVE_INFINITY && Math.max(within, between) > 0)
      sum += (between - within) / Math.max(within, between)
  }
  return sum / points.length
}

function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return Math.sqrt(sum)
}
