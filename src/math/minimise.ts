/** The least value of a smooth function of a few variables inside a box: deterministic, by gradients. */

import type { Matrix } from './cholesky.ts'

/** A function's value and gradient at a point. */
export interface Slope {
  readonly value: number
  readonly gradient: Float64Array
}

export type Objective = (at: Float64Array) => Slope

export interface Box {
  readonly low: Float64Array
  readonly high: Float64Array
}

export interface Minimum extends Slope {
  readonly at: Float64Array
  /** False where no step leads further down although the slope is not level. */
  readonly converged: boolean
}

const MOST_STEPS = 500

/** A step must gain this part of what the slope promises (Armijo; Nocedal & Wright 2006, section 3.1). */
const SUFFICIENT = 1e-4

const MOST_HALVINGS = 40

/** No variable moves further at once: a far step lands where the function is flat. */
const FARTHEST = 2

/** Nearer to a wall than this is at the wall. */
const TOUCH = 1e-12

/**
 * BFGS (Nocedal & Wright 2006, algorithm 6.1) with backtracking. Variables that push against a wall of the box stay
 * there until they want back. Done when every free part of the gradient is below `tolerance`. `known`: about the
 * inverse of the Hessian at the start, with which few steps are needed.
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  box: Box,
  tolerance: number,
  known: Matrix | null = null,
): Minimum {
  let at: Float64Array = clamp(start, box)
  let slope: Slope = objective(at)
  let inverse: Matrix = known ?? identity(at.length)
  let isFresh = known === null
  for (let step = 0; step < MOST_STEPS; step++) {
    const free = freeGradient(at, slope.gradient, box)
    if (largest(free) < tolerance) return { at, ...slope, converged: true }
    const next = stepDown(objective, at, slope, direction(inverse, free), box)
    if (next === null) {
      if (isFresh) break
      inverse = identity(at.length)
      isFresh = true
      continue
    }
    const moved = minus(next.at, at)
    // A variable that stood at a wall tells nothing of the curvature among the others.
    const bent = minus(next.slope.gradient, slope.gradient).map((y, i) => (moved[i] === 0 ? 0 : y))
    inverse = updated(inverse, moved, bent, isFresh)
    isFresh = false
    at = next.at
    slope = next.slope
  }
  return { at, ...slope, converged: false }
}

/** The gradient without the variables that stand at a wall and would go through it. */
export function freeGradient(at: Float64Array, gradient: Float64Array, { low, high }: Box): Float64Array {
  return gradient.map((g, i) => ((at[i]! <= low[i]! && g > 0) || (at[i]! >= high[i]! && g < 0) ? 0 : g))
}

/** Halves the step until it goes down enough; null where none does. It ends at the first wall in its way. */
function stepDown(
  objective: Objective,
  at: Float64Array,
  slope: Slope,
  towards: Float64Array,
  box: Box,
): { at: Float64Array; slope: Slope } | null {
  const promised = dot(slope.gradient, towards)
  let length = Math.min(1, FARTHEST / largest(towards), lengthToWall(at, towards, box))
  for (let halvings = 0; halvings < MOST_HALVINGS && length > 0; halvings++, length /= 2) {
    const there = clamp(
      at.map((value, i) => value + length * towards[i]!),
      box,
    )
    const found = objective(there)
    if (found.value <= slope.value + SUFFICIENT * length * promised) return { at: there, slope: found }
  }
  return null
}

function lengthToWall(at: Float64Array, towards: Float64Array, { low, high }: Box): number {
  return towards.reduce((least, change, i) => {
    if (change === 0) return least
    return Math.min(least, ((change > 0 ? high[i]! : low[i]!) - at[i]!) / change)
  }, Number.POSITIVE_INFINITY)
}

/** -H g, for the free variables only. */
function direction(inverse: Matrix, free: Float64Array): Float64Array {
  return free.map((g, i) => (g === 0 ? 0 : -dot(inverse[i]!, free)))
}

/** The inverse Hessian after a step s that changed the gradient by y (equation 6.17), scaled at first (6.20). */
function updated(inverse: Matrix, s: Float64Array, y: Float64Array, isFirst: boolean): Matrix {
  const sy = dot(s, y)
  if (!(sy > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y)))) return inverse
  const scale = isFirst ? sy / dot(y, y) : 1
  const hy = inverse.map(row => scale * dot(row, y))
  const factor = (1 + dot(y, Float64Array.from(hy)) / sy) / sy
  return inverse.map((row, i) =>
    row.map((h, j) => scale * h + factor * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / sy),
  )
}

const identity = (size: number) =>
  Array.from({ length: size }, (_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)))
const clamp = (at: Float64Array, { low, high }: Box) =>
  at.map((value, i) => (value > high[i]! - TOUCH ? high[i]! : value < low[i]! + TOUCH ? low[i]! : value))
const minus = (a: Float64Array, b: Float64Array) => a.map((value, i) => value - b[i]!)
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
