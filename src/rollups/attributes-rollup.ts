/** How `attributes` is rolled up: see attributes.ts for what it is. */

import type { Batch } from '../batches/batch.ts'
import type { CustomerValues } from '../batches/customer-values.ts'
import { Dictionary } from '../batches/dictionary.ts'
import { attributeColumn, isAttribute } from '../batches/roles.ts'
import type { AttributesOptions } from './attributes.ts'
import { grown } from '../batches/grow.ts'
import type { Dictionaries, Recode, Rollup } from './rollup.ts'

const NONE = -1

/** 20 bytes a customer and 4 for each column, by customer code. */
export interface AttributesState extends AttributesOptions {
  size: number
  /** Of the row that counts so far. A customer without one has row 0. */
  times: Float64Array
  files: Int32Array
  rows: Float64Array
  /** By column. */
  readonly codes: Int32Array[]
}

export const attributesRollup: Rollup<AttributesOptions, AttributesState, CustomerValues> = {
  roles: { needed: ['customer', 'time'], wanted: [] },
  reads: ({ roles }) => roles,
  empty: ({ roles, at }) => ({
    roles,
    at,
    size: 0,
    times: new Float64Array(0),
    files: new Int32Array(0),
    rows: new Float64Array(0),
    codes: roles.map(() => new Int32Array(0)),
  }),
  add: addBatch,
  merge: mergeStates,
  finish: finishState,
}

function addBatch(state: AttributesState, batch: Batch): void {
  reserve(state, batch.dictionary('customer').size)
  const customers = batch.codes('customer')
  const times = batch.times('time')
  const refunds = batch.refunds()
  const cells = state.roles.map(role => (batch.has(role) ? batch.codes(role) : null))
  for (let row = 0; row < batch.rows; row++) {
    const customer = customers[row]!
    if (customer === NONE || refunds[row]) continue
    const rowNumber = batch.rowNumber(row)
    if (!counts(state, customer, times[row]!, batch.file, rowNumber)) continue
    take(state, customer, times[row]!, batch.file, rowNumber)
    for (let column = 0; column < cells.length; column++)
      state.codes[column]![customer] = cells[column]?.[row] ?? NONE
  }
}

/** Whether a row comes before the customer's own so far, or after it where the last one is asked for. */
function counts(state: AttributesState, customer: number, time: number, file: number, row: number): boolean {
  const ownRow = state.rows[customer]!
  if (ownRow === 0) return true
  const order = time - state.times[customer]! || file - state.files[customer]! || row - ownRow
  return state.at === 'first' ? order < 0 : order > 0
}

function take(state: AttributesState, customer: number, time: number, file: number, row: number): void {
  state.times[customer] = time
  state.files[customer] = file
  state.rows[customer] = row
}

function reserve(state: AttributesState, size: number): void {
  if (size <= state.size) return
  state.times = grown(state.times, size)
  state.files = grown(state.files, size)
  state.rows = grown(state.rows, size)
  for (const [column, codes] of state.codes.entries()) state.codes[column] = grown(codes, size)
  state.size = size
}

function mergeStates(into: AttributesState, other: AttributesState, recode: Recode): void {
  const customers = recode.get('customer')!
  const values = other.roles.map(role => recode.get(role))
  for (let code = 0; code < other.size; code++) {
    const row = other.rows[code]!
    if (row === 0) continue
    const customer = customers[code]!
    reserve(into, customer + 1)
    if (!counts(into, customer, other.times[code]!, other.files[code]!, row)) continue
    take(into, customer, other.times[code]!, other.files[code]!, row)
    for (const [column, codes] of into.codes.entries()) {
      const value = other.codes[column]![code]!
      codes[customer] = value === NONE ? NONE : values[column]![value]!
    }
  }
}

function finishState({ roles, size, rows, codes }: AttributesState, dictionaries: Dictionaries) {
  const ids = dictionaries.get('customer')!
  return {
    columns: roles.map(role => (isAttribute(role) ? attributeColumn(role) : role)),
    customers: rows.subarray(0, size).reduce((customers, row) => customers + (row === 0 ? 0 : 1), 0),
    find: (id: string) => {
      const code = ids.find(id)
      return code < size && rows[code] !== 0 ? code : NONE
    },
    codes,
    values: roles.map(role => dictionaries.get(role) ?? new Dictionary()),
  }
}
