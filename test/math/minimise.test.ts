import { describe, expect, it } from 'vitest'
import { cholesky, inverseDiagonal, solve } from '../../src/math/cholesky.ts'
import { hessian } from '../../src/math/hessian.ts'
import { minimise, type Objective } from '../../src/math/minimise.ts'

/** Rosenbrock's valley: (1 - x)² + 100 (y - x²)², least at (1, 1); its Hessian there is [[802, -400], [-400, 200]]. */
const valley: Objective = ([x = 0, y = 0]) => ({
  value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
})
const box = (low: number, high: number) => ({
  low: Float64Array.of(low, low),
  high: Float64Array.of(high, high),
})

describe('minimise', () => {
  it.each([
    [-1.2, 1],
    [5, -5],
    [0, 0],
  ])('finds the end of the valley from %d, %d', (x, y) => {
    const { at, converged } = minimise(valley, Float64Array.of(x, y), box(-10, 10), 1e-9)
    expect(converged).toBe(true)
    expect(at[0]).toBeCloseTo(1, 8)
    expect(at[1]).toBeCloseTo(1, 8)
  })

  it('stops at the wall of the box: at x = 0.5 the valley is lowest at y = 0.25', () => {
    const { at, converged } = minimise(valley, Float64Array.of(0, 0.4), box(-1, 0.5), 1e-9)
    expect(converged).toBe(true)
    expect(at[0]).toBe(0.5)
    expect(at[1]).toBeCloseTo(0.25, 9)
  })

  it('says so where there is no bottom', () => {
    const slide: Objective = ([x = 0]) => ({ value: Number.NaN, gradient: Float64Array.of(x) })
    const one = { low: Float64Array.of(-9), high: Float64Array.of(9) }
    expect(minimise(slide, Float64Array.of(1), one, 1e-9).converged).toBe(false)
  })
})

describe('curvature', () => {
  it('is that of the valley', () => {
    const found = hessian(at => valley(at).gradient, Float64Array.of(1, 1))
    const expected = [802, -400, -400, 200]
    found.flatMap(row => [...row]).forEach((value, i) => void expect(value).toBeCloseTo(expected[i]!, 4))
  })

  it('is solved and inverted: the inverse of the valley is [[0.5, 1], [1, 2.005]]', () => {
    const lower = cholesky([Float64Array.of(802, -400), Float64Array.of(-400, 200)])!
    expect(solve(lower, Float64Array.of(2, 0))[1]).toBeCloseTo(2, 10)
    expect(inverseDiagonal(lower)[0]).toBeCloseTo(0.5, 10)
    expect(inverseDiagonal(lower)[1]).toBeCloseTo(2.005, 10)
  })

  it('has no root where it is not positive', () => {
    expect(cholesky([Float64Array.of(1, 2), Float64Array.of(2, 1)])).toBeNull()
  })
})
