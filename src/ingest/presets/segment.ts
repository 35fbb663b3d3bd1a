import type { Preset } from './preset.ts'

/** Track calls as Segment, RudderStack and their like store them; properties in columns of their own. */
export const segment: Preset = {
  name: 'segment',
  title: 'events of Segment',
  marks: [
    ['anonymousid', 'userid', 'event', 'originaltimestamp', 'sentat'],
    ['anonymousid', 'userid', 'event', 'messageid', 'timestamp'],
    ['anonymousid', 'userid', 'event', 'receivedat', 'timestamp'],
  ],
  roles: {
    customer: ['userid'],
    time: ['timestamp', 'originaltimestamp', 'receivedat'],
    event: ['event'],
    order: ['propertiesorderid', 'orderid', 'propertiescheckoutid', 'checkoutid'],
    amount: ['propertiesrevenue', 'revenue', 'propertiestotal', 'total', 'propertiesvalue', 'value'],
    currency: ['propertiescurrency', 'currency'],
    channel: ['contextcampaignmedium', 'contextcampaignsource'],
    product: ['propertiesproductid', 'productid'],
  },
  timesAreUtc: true,
  refunds: { column: 'event', is: ['orderrefunded'] },
  sales: { column: 'event', is: ['ordercompleted', 'completedorder', 'orderrefunded'] },
}
