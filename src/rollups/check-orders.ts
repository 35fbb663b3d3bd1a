/** Orders that contradict themselves stop the run: any reading of them would be a guess. */

import {
  amountsDoNotRepeat,
  amountsRepeat,
  type OnFault,
  orderInSeveralFiles,
  orderOfSeveralCustomers,
} from '../errors/index.ts'
import type { HistoriesState } from './histories-state.ts'
import { ORDER_FLAG, type OrderTable } from './order-table.ts'
import { orderNames } from './order-names.ts'
import type { Dictionaries } from './rollup.ts'

/** An order that is told of by its id. */
export const isContradicting = (flags: number) =>
  (flags & (ORDER_FLAG.severalCustomers | ORDER_FLAG.severalFiles)) !== 0

/** Orders of several lines among those that are marked, and how many of them repeat one amount in each line. */
export function countLines({ flags, size }: OrderTable, isMarked: Uint8Array) {
  let multiLine = 0
  let repeating = 0
  for (let order = 0; order < size; order++) {
    if (!isMarked[order] || !(flags[order]! & ORDER_FLAG.severalLines)) continue
    multiLine++
    if (!(flags[order]! & ORDER_FLAG.amountsDiffer)) repeating++
  }
  return { multiLine, repeating }
}

/** A fault where an order has several customers or files, or where all lines of every order repeat one amount. */
export function checkOrders(
  state: HistoriesState,
  isCounted: Uint8Array,
  dictionaries: Dictionaries,
  onFault: OnFault,
): void {
  const { orders, rules, versions } = state
  if (rules.key !== 'column') return
  const { severalCustomers, severalFiles } = ORDER_FLAG
  const ofSeveralCustomers: number[] = []
  const inSeveralFiles: number[] = []
  for (let order = 0; order < orders.size; order++) {
    const flags = orders.flags[order]!
    if (!isCounted[order] || !isContradicting(flags)) continue
    if (flags & severalCustomers) ofSeveralCustomers.push(order)
    if (flags & severalFiles) inSeveralFiles.push(order)
  }
  const names = (codes: number[]) =>
    orderNames(versions ? codes.map(version => versions.orderOf(version)) : codes, dictionaries)
  if (inSeveralFiles.length > 0) onFault(orderInSeveralFiles(inSeveralFiles.length, names(inSeveralFiles)))
  if (ofSeveralCustomers.length > 0) {
    onFault(orderOfSeveralCustomers(ofSeveralCustomers.length, names(ofSeveralCustomers)))
  }
  const here = countLines(orders, isCounted)
  const multiLine = state.multiLineOrders + here.multiLine
  const repeating = state.repeatingOrders + here.repeating
  if (rules.amountIs === null && state.hasAmount && multiLine > 0 && repeating === multiLine)
    onFault(amountsRepeat(multiLine))
  if (rules.amountIs === 'order' && repeating < multiLine) onFault(amountsDoNotRepeat(multiLine - repeating))
}
