import type { Preset } from './preset.ts'

/**
 * Transactions, and Items detail: a refund is a row of its own, with the id of its sale or another. Net sales are
 * without tax and tips, which both exports have alike.
 */
export const square: Preset = {
  name: 'square',
  title: 'transactions or items of Square',
  marks: [['date', 'timezone', 'grosssales', 'netsales', 'transactionid', 'paymentid']],
  roles: {
    customer: ['customerid', 'customerreferenceid', 'customername'],
    order: ['transactionid'],
    time: ['date'],
    amount: ['netsales'],
    quantity: ['qty'],
    product: ['item'],
    channel: ['location'],
    status: ['transactionstatus'],
  },
  refunds: { column: 'eventtype', is: ['refund'] },
  notSold: [{ column: 'transactionstatus', is: ['failed', 'canceled', 'cancelled', 'voided', 'pending'] }],
}
