/** `tenure sample events`: an export of a web shop's events, simulated. */

import { defineCommand } from '../../command.ts'
import { commonFlags } from '../common-flags.ts'
import { paramsFlag } from '../params.ts'

const MOST_DAYS = 10_000

export const sampleEvents = defineCommand({
  name: ['sample', 'events'],
  summary: 'Make up an export of events, of known truth.',
  description: `A simulation: no real user is in it. Users come over the days from --from to --to
and visit; after each visit, with the chance return, they come again after an
exponential number of days with the mean gap. A visit walks down the funnel
visit, product_view, add_to_cart, checkout, purchase: view, cart, checkout and
purchase are the chances to get from one step to the next. Several products may
be viewed; the last one is what goes on.

Columns: event_time (local, no zone), user_id, session_id, event, channel (where
the visit came from), product (empty for a visit), value (of a purchase). Rows
are in the order of time, those of a visit at least a second apart; what would
happen after the last day is left out. Memory grows with the events of one day
and the users who will come again.`,
  examples: [
    { run: 'tenure sample events --size 200 -o events.csv', shows: 'two years of a small web shop' },
    {
      run: 'tenure sample events --rows 100000 --params cart=0.1,return=0.8',
      shows: 'users who come often and put little into the cart',
    },
  ],
  operands: null,
  flags: {
    ...commonFlags,
    params: paramsFlag(
      { view: 0.7, cart: 0.3, checkout: 0.6, purchase: 0.7, return: 0.6, gap: 7 },
      (name, value) => (name === 'gap' ? value > 0 && value <= MOST_DAYS : value >= 0 && value <= 1),
      `pairs such as cart=0.3 of view, cart, checkout, purchase and return, from 0 to 1, and gap, up to ${MOST_DAYS}`,
      'the chances of the funnel, and how visits follow each other',
    ),
  },
  writes: 'rows',
  load: async () => (await import('./run.ts')).runSampleEvents,
})
