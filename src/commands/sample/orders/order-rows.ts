/** The export: order lines and refunds in the order of time, day by day. */

import type { RecordBatch } from '../../../batches/arrow-write.ts'
import { MadeRows } from '../../../batches/made-rows.ts'
import { randomOf } from '../../../math/random.ts'
import { arrivals, DAY_SECONDS, daysOf, type Span, secondAt } from '../calendar.ts'
import { DaySort } from '../day-sort.ts'
import { channels, countries, products } from '../shop.ts'
import { Baskets } from './baskets.ts'
import { type BuyerParams, Buyers } from './buyers.ts'
import { type Line, type Refund, Refunds } from './refunds.ts'

export interface OrderPlan {
  /** Customers that join. */
  readonly size: number
  readonly seed: number
  readonly span: Span
  readonly params: BuyerParams
  /** On average; at least 1. */
  readonly linesPerOrder: number
  /** The share of lines that are given back. */
  readonly refunds: number
}

/** Empty rows of the export's columns. */
export const emptyOrderRows = () =>
  new MadeRows([
    { name: 'order_id', kind: 'id', prefix: 'O', digits: 9 },
    { name: 'order_time', kind: 'time' },
    { name: 'customer_id', kind: 'id', prefix: 'C', digits: 8 },
    { name: 'product', kind: 'category', texts: products.texts },
    { name: 'channel', kind: 'category', texts: channels.texts },
    { name: 'country', kind: 'category', texts: countries.texts },
    { name: 'quantity', kind: 'integer' },
    { name: 'amount', kind: 'decimal', scale: 2 },
  ])

/** How often a customer takes another channel than the usual one. */
const OTHER_CHANNEL = 0.15

/** Streams of the seed: so that refunds or lines change nothing of who orders when. */
const STREAMS = { buyers: 0, baskets: 1, products: 2, refunds: 3 } as const

/** Fills `rows` and hands on a batch whenever they are full. */
export function* orderBatches(plan: OrderPlan, rows: MadeRows): Generator<RecordBatch> {
  const orders = new OrderDays(plan)
  for (let day = 0; day < daysOf(plan.span); day++) {
    const sorted = orders.sort(day)
    for (let i = 0; i < sorted.length; i++) {
      for (const line of orders.linesAt(sorted, i, day)) {
        write(rows, line, (plan.span.from + day) * DAY_SECONDS + sorted.secondAt(i))
        if (rows.full) yield rows.take()
      }
    }
  }
  if (rows.length > 0) yield rows.take()
}

function write(rows: MadeRows, line: Line, time: number): void {
  const { cells, length } = rows
  cells[0]![length] = line.order
  cells[1]![length] = time
  cells[2]![length] = line.customer
  cells[3]![length] = line.product
  cells[4]![length] = line.channel
  cells[5]![length] = line.country
  cells[6]![length] = line.quantity
  cells[7]![length] = line.cents
  rows.length++
}

/** The orders and refunds of one day after the other. */
class OrderDays {
  readonly #buyers: Buyers
  readonly #baskets: Baskets
  readonly #products
  readonly #refunds: Refunds
  readonly #arrivals: Int32Array
  readonly #sort = new DaySort()
  #returned: Refund[] = []
  #orders = 0

  constructor(plan: OrderPlan) {
    const days = daysOf(plan.span)
    const stream = (name: keyof typeof STREAMS) => randomOf(plan.seed, STREAMS[name])
    this.#buyers = new Buyers(plan.params, days, stream('buyers'))
    this.#baskets = new Baskets(plan.params.p, plan.linesPerOrder, stream('baskets'))
    this.#products = stream('products')
    this.#refunds = new Refunds(plan.refunds, days, stream('refunds'))
    this.#arrivals = arrivals(plan.size, plan.span)
  }

  /** What happens on that day, by the second: refunds by their place, after them orders by the buyer's slot. */
  sort(day: number): DaySort {
    const sort = this.#sort
    sort.clear()
    this.#returned = this.#refunds.take(day)
    for (const [place, { share }] of this.#returned.entries()) sort.add(secondAt(share), place)
    const refunds = this.#returned.length
    this.#buyers.ordersOf(day, this.#arrivals[day]!, (slot, share) =>
      sort.add(secondAt(share), refunds + slot),
    )
    sort.finish()
    return sort
  }

  linesAt(sorted: DaySort, i: number, day: number): readonly Line[] {
    const place = sorted.placeAt(i)
    const refund = this.#returned[place]
    return refund ? [givenBack(refund.line)] : this.#order(place - this.#returned.length, day)
  }

  #order(slot: number, day: number): Line[] {
    const order = ++this.#orders
    const buyers = this.#buyers
    const usual = buyers.channelOf(slot)
    const channel = this.#products.uniform() < OTHER_CHANNEL ? channels.draw(this.#products) : usual
    return this.#baskets.cents(buyers.spendingOf(slot)).map(cents => {
      const line = {
        order,
        customer: buyers.numberOf(slot),
        product: products.draw(this.#products),
        channel,
        country: buyers.countryOf(slot),
        quantity: this.#baskets.quantity(),
        cents,
      }
      this.#refunds.consider(line, day)
      return line
    })
  }
}

const givenBack = (line: Line): Line => ({ ...line, quantity: -line.quantity, cents: -line.cents })
