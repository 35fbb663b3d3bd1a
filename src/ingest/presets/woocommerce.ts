import type { Preset } from './preset.ts'

/** What its own analytics leave out by default, and the states of orders that were never placed. */
const NOT_SOLD = [
  'pending',
  'pendingpayment',
  'wcpending',
  'failed',
  'wcfailed',
  'cancelled',
  'wccancelled',
  'draft',
  'checkoutdraft',
  'wccheckoutdraft',
  'trash',
]

/**
 * The exports of its plugins (Advanced Order Export, Customer/Order CSV Export) and of its analytics. Where an order
 * has several rows, all of them or only the first carry the order's total.
 */
export const woocommerce: Preset = {
  name: 'woocommerce',
  title: 'orders of WooCommerce',
  marks: [
    ['orderstatus', 'ordertotalamount'],
    ['orderid', 'ordertotal', 'billingemail', 'ordercurrency'],
    ['order', 'nrevenueformatted', 'status', 'customertype'],
  ],
  roles: {
    // Not the customer's id, which is 0 for every guest.
    customer: ['emailbilling', 'billingemail', 'customeremail', 'customer'],
    order: ['ordernumber', 'orderid', 'order'],
    time: ['orderdate', 'date'],
    amount: ['ordertotalamount', 'ordertotal', 'netsales', 'nrevenueformatted'],
    currency: ['ordercurrency', 'currency'],
    status: ['orderstatus', 'status'],
    product: ['itemname', 'products'],
    country: ['countrycodeshipping', 'countrycodebilling', 'shippingcountry', 'billingcountry'],
  },
  inherited: [
    'orderstatus',
    'status',
    'orderdate',
    'date',
    'emailbilling',
    'billing*',
    'shipping*',
    'countrycode*',
    'ordercurrency',
    'currency',
    'customer*',
    'ordertotalamount',
    'ordertotal',
    'orderrefundamount',
  ],
  amountIs: 'order',
  refunded: ['orderrefundamount', 'refundedtotal'],
  notSold: [
    { column: 'orderstatus', is: NOT_SOLD },
    { column: 'status', is: NOT_SOLD },
  ],
}
