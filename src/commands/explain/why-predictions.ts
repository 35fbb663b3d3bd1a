/** Predictions of the customer, in words. */

import type { Explained } from './explained.ts'
import type { Why } from './why.ts'
import { counted } from './words.ts'

export function predictionWhys({ predicted, place, run, options }: Explained): Why[] {
  const { inputs, probabilityAlive, expectedOrders, predictedValue, why } = predicted
  if (why !== null) return [{ number: 'probability_alive', value: null, because: why }]
  const weeks = (value: number) => value.toFixed(2)
  const seen = `${counted(inputs.x[place]!, 'repeat day')} (x), the last ${weeks(inputs.tx[place]!)} weeks after the first order (t_x), of ${weeks(inputs.T[place]!)} (T)`
  const value = predictedValue?.[place]
  const days = counted(inputs.spendDays[place]!, 'repeat day')
  return [
    {
      number: 'probability_alive',
      value: probabilityAlive![place]!.toFixed(4),
      because: `${seen}, in the model that tenure clv fits to all customers`,
    },
    {
      number: 'expected_orders',
      value: expectedOrders![place]!.toFixed(3),
      because: `by the same model, in the next ${options.horizon} months`,
    },
    {
      number: 'predicted_value',
      value: value === undefined ? null : value.toFixed(run.money.digits),
      because:
        value === undefined
          ? 'no model of spend could be fitted'
          : `those orders × expected spend (${days} with spend), discounted by month`,
    },
  ]
}
