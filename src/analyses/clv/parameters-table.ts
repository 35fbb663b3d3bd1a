/** Table `parameters`: what was fitted, and how well it is known. */

import type { Parameter } from '../../models/purchase-model.ts'
import type { Table } from '../../report.ts'
import { column } from '../columns.ts'
import type { Valuation } from '../../measures/valuation.ts'

/** A row per parameter of both models; customers and log-likelihood are those of the model. */
export function parametersTable({ inputs, model, purchases, spend, spendFit }: Valuation): Table {
  const fits = [
    { ...purchases, model: model.name, customers: inputs.customers },
    {
      model: 'gamma-gamma',
      parameters: spendParameters(spendFit),
      customers: spend.customers,
      logLikelihood: spendFit.logLikelihood,
    },
  ]
  const rows = fits.flatMap(fit => fit.parameters.map(parameter => ({ fit, parameter })))
  return {
    name: 'parameters',
    title: 'Parameters of the models',
    rows: rows.length,
    columns: [
      column('model', 'text', row => rows[row]!.fit.model),
      column('parameter', 'text', row => rows[row]!.parameter.name),
      column('estimate', 'number', row => rows[row]!.parameter.estimate, { decimals: 4 }),
      column('standard_error', 'number', row => rows[row]!.parameter.standardError, { decimals: 4 }),
      column('customers', 'integer', row => rows[row]!.fit.customers),
      column('log_likelihood', 'number', row => rows[row]!.fit.logLikelihood, { decimals: 3 }),
    ],
  }
}

const spendParameters = ({ parameters, standardErrors }: Valuation['spendFit']): Parameter[] =>
  ['p', 'q', 'v'].map((name, i) => ({
    name,
    estimate: parameters[i]!,
    standardError: standardErrors?.[i] ?? null,
  }))
