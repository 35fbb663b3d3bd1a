/** What `churn state` is summed up in. */

import { CHURN_STATES } from '../../../measures/churn-state.ts'
import { type Figure, rateFigure, totalFigure } from '../../headline.ts'
import { type People, stateOf } from './people.ts'
import type { ReportedPeriods } from './period-tables.ts'

/** Customers by state, and the rates of the last period that is over. */
export function stateHeadline(people: People, periods: ReportedPeriods): Figure[] {
  const { customers } = people.purchases
  const sizes = [0, 0, 0]
  for (let customer = 0; customer < customers; customer++) sizes[stateOf(people, customer)]!++
  return [
    totalFigure('customers', 'customers', customers),
    ...CHURN_STATES.map((state, i) => rateFigure(`share: ${state}`, sizes[i]!, customers)),
    ...lastRates(periods),
  ]
}

function lastRates({ calendar, rows, counts, first, asOf, withinDays }: ReportedPeriods): Figure[] {
  const isOver = (index: number) => calendar.start(first + index + 1) - 1 <= asOf
  const isWonBackOver = (index: number) => calendar.start(first + index) + withinDays <= asOf
  const churned = rows.filter(isOver).at(-1)
  const wonBack = rows.filter(isWonBackOver).at(-1)
  const unit = calendar.unit
  return [
    ...(churned === undefined
      ? []
      : [rateFigure(`churn_rate of the last ${unit}`, counts.churned[churned]!, counts.atStart[churned]!)]),
    ...(wonBack === undefined
      ? []
      : [rateFigure(`win_back_rate of the last ${unit}`, counts.wonBack[wonBack]!, counts.lapsed[wonBack]!)]),
  ]
}
