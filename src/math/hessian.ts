/** Second derivatives of a function whose gradient is known. */

import type { Matrix } from './cholesky.ts'

/** Near the cube root of the precision of a double, where rounding and curvature disturb alike. */
const STEP = 1e-4

/** Central differences of the gradient, made symmetric. */
export function hessian(gradientAt: (at: Float64Array) => Float64Array, at: Float64Array): Matrix {
  const rows = Array.from(at, (_, i) => {
    const [below, above] = [at.slice(), at.slice()]
    below[i]! -= STEP
    above[i]! += STEP
    const low = gradientAt(below)
    return gradientAt(above).map((value, j) => (value - low[j]!) / (2 * STEP))
  })
  return rows.map((row, i) => row.map((value, j) => (value + rows[j]![i]!) / 2))
}
