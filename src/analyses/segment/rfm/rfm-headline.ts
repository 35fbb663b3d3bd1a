/** What `segment rfm` is summed up in. */

import { sampleOf } from '../../../math/difference.ts'
import type { Run } from '../../../rollups/run.ts'
import { type Figure, meanFigure, rateFigure, totalFigure } from '../../headline.ts'
import { revenueFigure, shareFigures } from '../../segment-headline.ts'
import type { Segmentation } from './segmentation.ts'

/** Customers, what they order and bring, and the share of each segment. */
export function rfmHeadline({ values, measures, segments, names }: Segmentation, run: Run): Figure[] {
  const { customers, orders, netRevenue } = values
  const repeating = orders.reduce((count, own) => count + (own > 1 ? 1 : 0), 0)
  return [
    totalFigure('customers', 'customers', customers),
    rateFigure('repeat_customers', repeating, customers),
    meanFigure('orders_per_customer', 'orders', sampleOf(orders)),
    ...(measures.m ? [revenueFigure(netRevenue, run)] : []),
    ...shareFigures(segments, names),
  ]
}
