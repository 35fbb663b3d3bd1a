/** `tenure segment migration`: who moved between segments from one date to another (definition S5). */

import type { Histories } from '../../../rollups/histories.ts'
import { defineAnalysis } from '../../analysis.ts'
import { migrationFlags } from './migration-flags.ts'

/** Moves between segments, and the revenue that moved. */
export const migration = defineAnalysis<typeof migrationFlags, { histories: Histories }>({
  name: ['segment', 'migration'],
  summary: 'Who moved between segments from one date to another, and with what revenue.',
  description: `Puts every customer in a segment at two dates, or at the end of every period, and counts the moves. Both \
dates count orders of the same number of days: --window, else as many as the first date has seen (with --every alone \
365). The thresholds of the first date hold for all, so that a move is a change of behaviour; with --thresholds relative \
each date is scored by itself, and every rise needs a fall. Beside the segments of scores, --map or --rules there are \
not_yet (first order after the date) and out_of_window (orders only before the window).`,
  examples: [
    {
      run: 'tenure segment migration orders.csv --from 2025-06-30',
      shows: 'moves from then to the last day of the export',
    },
    {
      run: 'tenure segment migration orders.csv --every month',
      shows: 'a year of orders at the end of each month',
    },
    {
      run: 'tenure segment migration orders.csv --every quarter --rules segments.yaml',
      shows: 'moves between segments of your own',
    },
  ],
  flags: migrationFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./migration-answer.ts')).migrationAnswer,
})
