import type { Preset } from './preset.ts'

/** Payments, Export: a row per charge, its refund in a column beside it. Times are UTC. */
export const stripe: Preset = {
  name: 'stripe',
  title: 'payments of Stripe',
  marks: [['id', 'amount', 'amountrefunded', 'currency', 'status']],
  roles: {
    customer: ['customerid', 'customeremail'],
    order: ['id'],
    time: ['createddateutc', 'createdutc', 'created'],
    amount: ['amount'],
    currency: ['currency'],
    status: ['status'],
    product: ['description'],
  },
  timesAreUtc: true,
  refunded: ['amountrefunded'],
  notSold: [
    {
      column: 'status',
      is: [
        'failed',
        'canceled',
        'cancelled',
        'blocked',
        'incomplete',
        'pending',
        'uncaptured',
        'requiresaction',
        'requirescapture',
        'requiresconfirmation',
        'requirespaymentmethod',
      ],
    },
    { column: 'mode', is: ['test'], reason: 'test mode' },
    { column: 'captured', is: ['false'], reason: 'not captured' },
  ],
}
