/** How far two distributions lie apart. */

/** Added to every count, so that a class that is new, or gone, does not make the index infinite. */
const PRIOR = 0.5

/**
 * The population stability index Σ (p - q) ln(p / q) over classes, p and q their shares before and now (Siddiqi 2006,
 * Credit Risk Scorecards, chapter 10). By custom less than 0.1 is no change to speak of, 0.25 and more a large one.
 */
export function stabilityIndex(
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): number {
  const classes = [...new Set([...before.keys(), ...now.keys()])].sort()
  const shares = (counts: ReadonlyMap<string, number>) => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, PRIOR * classes.length)
    return classes.map(name => ((counts.get(name) ?? 0) + PRIOR) / total)
  }
  const [p, q] = [shares(before), shares(now)]
  return p.reduce((sum, share, i) => sum + (share - q[i]!) * Math.log(share / q[i]!), 0)
}
