import type { Preset } from './preset.ts'

/** Rows of the events_ tables that Google Analytics 4 writes to BigQuery, their structures flattened. Times are microseconds. */
export const ga4: Preset = {
  name: 'ga4',
  title: 'events of Google Analytics 4',
  marks: [['eventtimestamp', 'eventname', 'userpseudoid']],
  roles: {
    customer: ['userpseudoid'],
    time: ['eventtimestamp'],
    event: ['eventname'],
    order: ['ecommercetransactionid', 'transactionid'],
    amount: [
      'ecommercepurchaserevenue',
      'purchaserevenue',
      'ecommercepurchaserevenueinusd',
      'purchaserevenueinusd',
      'eventvalueinusd',
    ],
    currency: ['currency'],
    channel: ['trafficsourcemedium', 'trafficsourcesource', 'trafficsource'],
    country: ['geocountry', 'country'],
  },
  timesAreUtc: true,
  sales: { column: 'eventname', is: ['purchase', 'inapppurchase', 'ecommercepurchase'] },
}
