/** `tenure lifecycle stages`: the stage of every customer, how long they stay in one, and the best they were in (definition L6). */

import { defineAnalysis } from '../../analysis.ts'
import type { StageSummaries } from '../../stage-basis.ts'
import { stagesFlags } from './stages-flags.ts'

/** Stages by an ordered list of rules, shipped or of the user's own. */
export const stages = defineAnalysis<typeof stagesFlags, StageSummaries>({
  name: ['lifecycle', 'stages'],
  summary: 'The lifecycle stage of every customer, best stage ever, and time in a stage.',
  description: `The stage of a customer on a day is that of the first rule of an ordered list that fits what is known \
by the end of that day. The default needs orders alone: prospect (no order), won_back (ordered within t1 days, after a \
gap of more than t2), new (one order, within t1), active (more orders, the last within t1), at_risk (within t2), churned. \
t1 and t2 are those of churn state. --model takes other stages, --rules a file of your own, which looks like the files in \
the folder stage-models of the package: rules compare orders, days_since_last, days_since_first, gap_before_last and \
net_revenue, and of the events they list WORD.count, WORD.days_since_last and WORD.days_since_first, with numbers, t1 or \
t2; the table rules says what each stage needs and what of it the export has. A stage is a state that customers leave \
again; best_stage_ever is the best one they were in. With --acquired customers are in a stage from that date \
on, those of --customers-file without a row in the export too. Time in a stage counts open spells too, by Kaplan-Meier.`,
  examples: [
    { run: 'tenure lifecycle stages orders.csv', shows: 'customers by stage, and how long they stay there' },
    {
      run: 'tenure lifecycle stages events.csv --events --model discovery --t1 30 --t2 60',
      shows: 'discovery, engagement, conversion, retention, loyalty, advocacy',
    },
    {
      run: 'tenure lifecycle stages orders.csv --as-of 2025-06-30 --detail --output stages.csv',
      shows: 'the stage of every customer at the end of June',
    },
  ],
  flags: stagesFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./stages-answer.ts')).stagesAnswer,
})
