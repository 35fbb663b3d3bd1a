/** Many tests at once. */

/** q of each p: the false-discovery rate at which it would be called (Benjamini & Hochberg 1995). */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const order = ps.map((_, i) => i).sort((a, b) => ps[b]! - ps[a]! || b - a)
  const qs = ps.map(() => 1)
  let least = 1
  for (const [place, i] of order.entries()) {
    least = Math.min(least, (ps[i]! * ps.length) / (ps.length - place))
    qs[i] = least
  }
  return qs
}
