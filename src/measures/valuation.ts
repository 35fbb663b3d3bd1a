/** Fitted models → what each customer will order, spend and be worth (definition P2). */

import { noConvergence, tooFewCustomers } from '../errors/index.ts'
import { expectedSpend, fitGammaGamma, type GammaGammaParameters } from '../models/gamma-gamma.ts'
import { purchaseModels } from '../models/index.ts'
import type { Fit } from '../models/maximum-likelihood.ts'
import type { FittedPurchaseModel, FuturePeriod, PurchaseModel } from '../models/purchase-model.ts'
import type { ModelInputs } from './model-inputs.ts'
import { repeatSpend, type RepeatSpend } from './repeat-spend.ts'

/** What is predicted, and when no model is fitted. */
export interface ValuationOptions {
  readonly model: string
  readonly unit: 'day' | 'week'
  /** Months. */
  readonly horizon: number
  /** A year. */
  readonly discount: number
  readonly margin: number
  readonly minCustomers: number
}

/** The model of purchases fitted, and what it predicts by customer. */
export interface Forecast {
  readonly inputs: ModelInputs
  readonly model: PurchaseModel
  readonly purchases: FittedPurchaseModel
  readonly probabilityAlive: Float64Array
  /** Over the horizon. */
  readonly expectedOrders: Float64Array
}

/** Both models fitted, and their predictions by customer. */
export interface Valuation extends Forecast {
  readonly spend: RepeatSpend
  readonly spendFit: Fit
  /** On one of the expected orders, in the currency. */
  readonly expectedSpend: Float64Array
  /** In the currency; margin and discount applied. */
  readonly predictedValue: Float64Array
}

/** Days of a month (definition P2), and of each unit of time. */
const MONTH_DAYS = 365.25 / 12
export const UNIT_DAYS = { day: 1, week: 7 } as const

/** Fits the model of purchases and predicts; throws tooFewCustomers or noConvergence. */
export function forecast(inputs: ModelInputs, options: ValuationOptions): Forecast {
  const model = purchaseModels.find(({ name }) => name === options.model)!
  const repeating = inputs.x.reduce((customers, x) => customers + (x > 0 ? 1 : 0), 0)
  if (repeating < options.minCustomers)
    throw tooFewCustomers(model.title, 'a repeat purchase', repeating, options.minCustomers)
  const purchases = model.fit(inputs)
  const end = monthsAhead(options).at(-1)!.end
  return {
    inputs,
    model,
    purchases,
    probabilityAlive: purchases.probabilityAlive(inputs),
    expectedOrders: purchases.expectedPurchases(inputs, [{ end, factor: 1 }]),
  }
}

/** Fits the model of spend too, and values what is expected; throws tooFewCustomers or noConvergence. */
export function valuation(forecast: Forecast, options: ValuationOptions): Valuation {
  const { inputs, purchases } = forecast
  const spend = repeatSpend(inputs)
  if (spend.customers < options.minCustomers)
    throw tooFewCustomers('Gamma-Gamma', 'spend above 0', spend.customers, options.minCustomers)
  const spendFit = fitGammaGamma(spend)
  const discounted = purchases.expectedPurchases(inputs, monthsAhead(options))
  const spendOf = spendPredictor(spendFit)
  const expectedSpend = inputs.meanSpend.map((mean, c) => spendOf(inputs.spendDays[c]!, mean))
  return {
    ...forecast,
    spend,
    spendFit,
    expectedSpend,
    predictedValue: discounted.map((orders, c) => orders * expectedSpend[c]! * options.margin),
  }
}

/** The months of the horizon; month m counts (1 + d)^(-m / 12), d the discount of a year. */
export function monthsAhead({
  horizon,
  unit,
  discount,
}: Pick<ValuationOptions, 'horizon' | 'unit' | 'discount'>): FuturePeriod[] {
  return Array.from({ length: horizon }, (_, i) => ({
    end: ((i + 1) * MONTH_DAYS) / UNIT_DAYS[unit],
    factor: (1 + discount) ** (-(i + 1) / 12),
  }))
}

function spendPredictor({ parameters }: Fit): (days: number, mean: number) => number {
  const [p = 0, q = 0, v = 0] = parameters
  if (q <= 1)
    throw noConvergence('Gamma-Gamma', `spend varies so much that it has no mean (q = ${q.toFixed(2)})`)
  const fitted: GammaGammaParameters = { p, q, v }
  return (days, mean) => expectedSpend(fitted, days, mean)
}
