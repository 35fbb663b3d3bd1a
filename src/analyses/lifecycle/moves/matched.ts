/**
 * What follows a move: later revenue of movers against customers who stayed, within strata of the same stage and the
 * same R, F and M scores at the start (exact matching, weighted as the movers are; Stuart 2010, Statistical Science 25).
 */

/** Sums of an outcome over some customers of one stratum. */
export interface Moments {
  n: number
  sum: number
  squares: number
}

/** Movers of one move in one stratum, and those who stayed. */
export interface Stratum {
  readonly movers: Moments
  readonly stayers: Moments
}

export interface MatchedDifference {
  readonly movers: number
  /** Movers in strata where somebody stayed. */
  readonly matched: number
  readonly stayers: number
  /** Means over matched movers, and over stayers weighted as the movers are. Null where nobody is matched. */
  readonly moverMean: number | null
  readonly stayerMean: number | null
  readonly difference: number | null
  /** 95 %, normal; null where no stratum says how much customers of one kind differ. */
  readonly low: number | null
  readonly high: number | null
}

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054

/**
 * difference = Σ w (mean of movers - mean of stayers), w the share of matched movers in the stratum; its variance is
 * Σ w² (s²/n of movers + s²/n of stayers), the s² of a single customer being that of all strata together.
 */
export function matchedDifference(strata: readonly Stratum[]): MatchedDifference {
  const movers = strata.reduce((total, stratum) => total + stratum.movers.n, 0)
  const both = strata.filter(stratum => stratum.movers.n > 0 && stratum.stayers.n > 0)
  const matched = both.reduce((total, stratum) => total + stratum.movers.n, 0)
  const stayers = both.reduce((total, stratum) => total + stratum.stayers.n, 0)
  if (matched === 0) {
    return {
      movers,
      matched,
      stayers,
      moverMean: null,
      stayerMean: null,
      difference: null,
      low: null,
      high: null,
    }
  }
  const pooled = {
    movers: pooledVariance(both.map(stratum => stratum.movers)),
    stayers: pooledVariance(both.map(stratum => stratum.stayers)),
  }
  let [moverMean, stayerMean, variance] = [0, 0, 0]
  for (const { movers: moved, stayers: stayed } of both) {
    const weight = moved.n / matched
    moverMean += (weight * moved.sum) / moved.n
    stayerMean += (weight * stayed.sum) / stayed.n
    variance +=
      weight ** 2 *
      (varianceOf(moved, pooled.movers) / moved.n + varianceOf(stayed, pooled.stayers) / stayed.n)
  }
  const difference = moverMean - stayerMean
  const half = Z * Math.sqrt(variance)
  const bound = (value: number) => (Number.isNaN(half) ? null : value)
  return {
    movers,
    matched,
    stayers,
    moverMean,
    stayerMean,
    difference,
    low: bound(difference - half),
    high: bound(difference + half),
  }
}

const spreadOf = ({ n, sum, squares }: Moments) => Math.max(0, squares - (sum * sum) / n)

/** NaN where every stratum has one customer. */
function pooledVariance(all: readonly Moments[]): number {
  const spread = all.reduce((total, one) => total + spreadOf(one), 0)
  const degrees = all.reduce((total, one) => total + one.n - 1, 0)
  return degrees === 0 ? Number.NaN : spread / degrees
}

const varianceOf = (one: Moments, pooled: number) => (one.n > 1 ? spreadOf(one) / (one.n - 1) : pooled)
