/** `tenure lifecycle moves`: who went from which stage to which, and which moves are followed by more (definitions L5, J5). */

import { defineAnalysis } from '../../analysis.ts'
import type { StageSummaries } from '../../stage-basis.ts'
import { movesFlags } from './moves-flags.ts'

/** Transitions between dates, entrants and leavers, re-entries, and what movers bring afterwards. */
export const moves = defineAnalysis<typeof movesFlags, StageSummaries>({
  name: ['lifecycle', 'moves'],
  summary: 'Moves between lifecycle stages, re-entries, and which moves matter.',
  description: `The stage of every customer at the end of two dates, and who went from which to which: rates are of those \
who were in the stage at the first date; whoever has no row by then is not_yet. With --every the moves from the end of \
each period to the next are taken together. Table matter: for each move, the revenue of movers in the --within days after \
the second date, against customers who stayed in the same stage and had the same R, F and M scores (1 to 5) at the first \
date, weighted as the movers are; movers without such a match are left out of the difference. It is an association: who \
moves differs in more than the move. Ranked by customers times difference. Stages are those of lifecycle stages.`,
  examples: [
    {
      run: 'tenure lifecycle moves orders.csv',
      shows: 'moves from month to month of the last year, taken together',
    },
    {
      run: 'tenure lifecycle moves orders.csv --from 2025-03-31 --to 2025-09-30',
      shows: 'the transition matrix of half a year',
    },
    {
      run: 'tenure lifecycle moves orders.csv --every quarter --within 180 --table matter --format csv',
      shows: 'which moves from quarter to quarter are followed by more revenue',
    },
  ],
  flags: movesFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./moves-answer.ts')).movesAnswer,
})
