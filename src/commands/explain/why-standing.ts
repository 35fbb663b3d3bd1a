/** Loyalty tier, churn state and stage of the customer, in words. */

import { stageNow } from '../../analyses/customers/stages-of.ts'
import { nextTierColumns, tierNames } from '../../analyses/tier-columns.ts'
import { formatDay } from '../../math/calendar.ts'
import { stageTrial } from '../../measures/stages/stage-history.ts'
import type { Column } from '../../report.ts'
import type { Explained } from './explained.ts'
import { graceText } from './tiers-tried.ts'
import type { Why } from './why.ts'
import { counted, moneyText } from './words.ts'

/** The tier, and the gap to the next one; nothing without a file of tiers. */
export function tierWhys({ tiered, place, run, options }: Explained): Why[] {
  if (tiered === null) return []
  const { standings, tiering } = tiered
  const [tier, met] = [standings.tiers[place]!, standings.met[place]!]
  const spent = run.hasAmount ? `${moneyText(run, standings.spend[place]!)} of ` : ''
  const lately = `${spent}${counted(standings.orders[place]!, 'order')} in the last ${options.tierWindow} days`
  const because =
    tier > met ? `${lately} meet ${tierNames(tiering)[met]}; ${graceText(tiered, place)}` : lately
  const value = tierNames(tiering)[tier]!
  const gaps = nextTierColumns(standings, tiering, run).flatMap(column => gapWhy(column, place))
  return [{ number: 'tier', value, because: `${because}: table tiers_tried` }, ...gaps]
}

const GAPS: Readonly<Record<string, string>> = {
  next_tier: 'the tier above',
  gap_to_next: 'spend that the next tier asks for, less what was spent',
  orders_to_next: 'orders that the next tier asks for, less those there are',
  days_to_next: 'days since the first order that the next tier asks for, less those there are',
}

function gapWhy({ name, type, decimals, at }: Column, place: number): Why[] {
  const value = at(place)
  if (value === null) return []
  const text = type === 'money' ? Number(value).toFixed(decimals) : String(value)
  return [{ number: name, value: text, because: GAPS[name]! }]
}

export function stateWhys({ states, values, place }: Explained): Why[] {
  const days = values.daysSinceLast[place]!
  return [{ number: 'churn_state', value: states.of(days), because: states.because(days) }]
}

/** The stage, since when, and the best so far. */
export function stageWhys({ stages, place }: Explained): Why[] {
  const { model, traces, options, history } = stages
  if (history === null)
    return [{ number: 'stage', value: null, because: 'its rules need thresholds: see churn_state' }]
  const { stage, since, best } = stageNow(history, place)
  const rule = stageTrial(traces, model, options, place).tests.findIndex(test => test(place))
  const stays = history.offsets[place + 1]! - history.offsets[place]!
  return [
    {
      number: 'stage',
      value: model.stages[stage]!,
      because: `rule ${rule + 1} of ${model.path} is the first that fits: table stages_tried`,
    },
    {
      number: 'stage_since',
      value: formatDay(since),
      because: `${counted(stays, 'stage')} so far: table stage_history`,
    },
    {
      number: 'best_stage_ever',
      value: model.stages[best]!,
      because: `the best of them; from best to worst: ${model.stages.join(', ')}`,
    },
  ]
}
