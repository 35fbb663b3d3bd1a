/** Positive parameters of a model by maximum likelihood, with standard errors: the same bits on every run. */

import { noConvergence } from '../errors/index.ts'
import { cholesky, inverse, inverseDiagonal, type Matrix, solve } from '../math/cholesky.ts'
import { hessian } from '../math/hessian.ts'
import {
  type Box,
  freeGradient,
  type Minimum,
  minimise,
  type Objective,
  type Slope,
} from '../math/minimise.ts'

/** The log-likelihood of some customers as a function of the parameters, all positive. */
export interface Likelihood {
  readonly model: string
  readonly customers: number
  /** Value and gradient by parameter, in the order of `low`. */
  at(parameters: Float64Array): Slope
  /** The same of part of the customers, where there are many: starts are tried on it. */
  readonly part?: Pick<Likelihood, 'customers' | 'at'>
  /** Where to start from; each is tried. */
  readonly starts: readonly (readonly number[])[]
  /** The range that a parameter is looked for in; one that ends there has no maximum inside. */
  readonly low: readonly number[]
  readonly high: readonly number[]
}

export interface Fit {
  readonly parameters: Float64Array
  /** From the curvature at the maximum; null where the likelihood is flat or has its maximum at a border. */
  readonly standardErrors: Float64Array | null
  readonly logLikelihood: number
}

/** Of the mean log-likelihood, by logarithm of a parameter. */
const ROUGH = 1e-4
const FINE = 1e-6
const NOT_CONVERGED = 1e-4

const MOST_POLISHES = 5

/**
 * The best of several starts. Searches the logarithms of the parameters, first roughly from each start, then exactly;
 * throws noConvergence where the slope does not become level. Of many customers it asks as rarely as can be: where part
 * of them has its maximum, and how the likelihood bends there, is nearly so for all.
 */
export function fitByLikelihood(likelihood: Likelihood): Fit {
  const objective = meanLoss(likelihood)
  const box = { low: logs(likelihood.low), high: logs(likelihood.high) }
  const search = likelihood.part ? meanLoss(likelihood.part) : objective
  const rough = likelihood.starts.map(start => minimise(search, logs(start), box, ROUGH))
  const best = rough.reduce((least, one) => (one.value < least.value ? one : least))
  const start = likelihood.part ? minimise(search, best.at, box, FINE) : best
  const bend = likelihood.part && isStrictlyInside(start.at, box) ? inverseHessian(search, start.at) : null
  const { at, value, gradient } = polished(objective, minimise(objective, start.at, box, FINE, bend), box)
  const free = freeGradient(at, gradient, box)
  // Written so that a slope that is no number fails too.
  if (!free.every(slope => Math.abs(slope) < NOT_CONVERGED)) {
    throw noConvergence(likelihood.model, 'its likelihood has no maximum that can be found')
  }
  return {
    parameters: at.map(Math.exp),
    standardErrors: isStrictlyInside(at, box) ? standardErrors(objective, at, likelihood.customers) : null,
    logLikelihood: -value * likelihood.customers,
  }
}

function meanLoss({ at, customers }: Pick<Likelihood, 'at' | 'customers'>): Objective {
  return logParameters => {
    const parameters = logParameters.map(Math.exp)
    const { value, gradient } = at(parameters)
    return {
      value: Number.isFinite(value) ? -value / customers : Number.POSITIVE_INFINITY,
      gradient: gradient.map((slope, i) => (-slope * parameters[i]!) / customers),
    }
  }
}

function inverseHessian(objective: Objective, at: Float64Array): Matrix | null {
  const lower = cholesky(hessian(x => objective(x).gradient, at))
  return lower && inverse(lower)
}

/**
 * Newton steps on the gradient: near the top the value itself is too flat to see the last digits by. The curvature is
 * that of the start, which hardly differs so near by.
 */
function polished(objective: Objective, start: Minimum, box: Box): Minimum {
  let current = start
  const lower = cholesky(freeHessian(objective, start, freeGradient(start.at, start.gradient, box)))
  if (lower === null) return current
  for (let step = 0; step < MOST_POLISHES; step++) {
    const free = freeGradient(current.at, current.gradient, box)
    const change = solve(lower, free)
    const there = current.at.map((value, i) => value - change[i]!)
    if (!isInside(there, box)) return current
    const next = { at: there, ...objective(there), converged: true }
    if (!(largest(freeGradient(there, next.gradient, box)) < largest(free))) return current
    current = next
  }
  return current
}

/** Curvature among the variables that may move; the others, whose gradient is taken for 0, stay where they are. */
function freeHessian(objective: Objective, { at, gradient }: Minimum, free: Float64Array): Matrix {
  const isHeld = (i: number) => free[i] === 0 && gradient[i] !== 0
  return hessian(x => objective(x).gradient, at).map((row, i) =>
    row.map((value, j) => (isHeld(i) || isHeld(j) ? Number(i === j) : value)),
  )
}

/** The delta method: the error of θ is θ times that of ln θ. */
function standardErrors(objective: Objective, at: Float64Array, customers: number): Float64Array | null {
  const lower = cholesky(hessian(x => objective(x).gradient, at))
  if (lower === null) return null
  return inverseDiagonal(lower).map((variance, i) => Math.exp(at[i]!) * Math.sqrt(variance / customers))
}

const isInside = (at: Float64Array, { low, high }: Box) =>
  at.every((value, i) => value >= low[i]! && value <= high[i]!)
const isStrictlyInside = (at: Float64Array, { low, high }: Box) =>
  at.every((value, i) => value > low[i]! && value < high[i]!)
const logs = (values: readonly number[]) => Float64Array.from(values, Math.log)
const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
