/** Systems of few linear equations whose matrix is symmetric and positive definite, by rows. */

export type Matrix = readonly Float64Array[]

/** Lower triangle L with L Lᵀ = A; null where A is not positive definite. */
export function cholesky(a: Matrix): Matrix | null {
  const lower = a.map(row => new Float64Array(row.length))
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i]![j]!
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!
      if (i === j && !(rest > 0)) return null
      lower[i]![j] = i === j ? Math.sqrt(rest) : rest / lower[j]![j]!
    }
  }
  return lower
}

/** x with L Lᵀ x = b. */
export function solve(lower: Matrix, b: Float64Array): Float64Array {
  const x = b.slice()
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i]![k]! * x[k]!
    x[i]! /= lower[i]![i]!
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= lower[k]![i]! * x[k]!
    x[i]! /= lower[i]![i]!
  }
  return x
}

/** The inverse of L Lᵀ. */
export const inverse = (lower: Matrix): Matrix =>
  lower.map((_, i) => {
    const unit = new Float64Array(lower.length)
    unit[i] = 1
    return solve(lower, unit)
  })

/** Its diagonal. */
export const inverseDiagonal = (lower: Matrix): Float64Array =>
  Float64Array.from(inverse(lower), (row, i) => row[i]!)
