/** The tables of `inspect`. */

import { column } from '../../analyses/columns.ts'
import { ROLES } from '../../batches/roles.ts'
import { formatDay } from '../../math/calendar.ts'
import type { Cell, Table } from '../../report.ts'
import { CORE_ROLES } from './core-roles.ts'
import type { ColumnProfile } from './column-profile.ts'
import type { Finding } from './finding.ts'
import { STANDARD_ERROR } from './hyper-log-log.ts'
import type { Look } from './look.ts'
import type { Suggestion } from './next.ts'
import { roleRows } from './role-rows.ts'

/** Faults after which a total of money would be a guess. */
const MONEY_FAULTS: readonly string[] = [
  'amounts-repeat',
  'amounts-differ',
  'several-currencies',
  'sum-too-large',
  'order-in-several-files',
  'equally-late-versions',
]

/** One row: everything at a glance. A figure whose columns were not found is empty. */
export function summaryTable(look: Look, findings: readonly Finding[]): Table {
  const { source, run, histories, faults, columnOf } = look
  const { totals, customers } = histories
  const facts = source.tallies.map(tally => tally.facts())
  const sum = (of: (fact: (typeof facts)[number]) => number) =>
    facts.reduce((rows, fact) => rows + of(fact), 0)
  const hasTime = columnOf('time') !== null && Number.isFinite(run.lastDay)
  const hasOrders = columnOf('time') !== null || columnOf('order') !== null
  const hasCustomers = columnOf('customer') !== null
  const isOpen = faults.some(({ details }) => MONEY_FAULTS.includes(details?.code ?? ''))
  const hasMoney = (columnOf('amount') ?? columnOf('price')) !== null && !isOpen
  const moneyOf = (units: bigint) => (hasMoney ? run.money.toNumber(units) : null)
  const unit = source.currency === null ? {} : { unit: source.currency }
  const figure = (cell: Cell) => () => cell
  return {
    name: 'summary',
    title: 'What is in it',
    rows: 1,
    show: 'record',
    ...verdict(findings),
    columns: [
      column('rows_read', 'integer', figure(sum(({ rowsRead }) => rowsRead))),
      column('rows_used', 'integer', figure(sum(({ rowsUsed }) => rowsUsed))),
      column('rows_left_out', 'integer', figure(sum(({ leftOut }) => totalOf(leftOut)))),
      column('rows_set_aside', 'integer', figure(sum(({ setAside }) => totalOf(setAside)))),
      column('first_date', 'date', figure(hasTime ? formatDay(run.firstDay) : null)),
      column('last_date', 'date', figure(hasTime ? formatDay(run.lastDay) : null)),
      column('customers', 'integer', figure(hasCustomers ? customers : null)),
      column('orders', 'integer', figure(hasOrders ? totals.orders : null)),
      column(
        'orders_without_customer',
        'integer',
        figure(hasCustomers ? totals.ordersWithoutCustomer : null),
      ),
      column('net_revenue', 'money', figure(moneyOf(totals.net)), unit),
      column('refund_rows', 'integer', figure(source.hasAmount ? totals.refundRows : null)),
      column('refunds', 'money', figure(moneyOf(totals.refunds)), unit),
      column('zero_amount_orders', 'integer', figure(hasMoney ? totals.zeroOrders : null)),
    ],
  }
}

/** What a newcomer wants to know first: can questions be answered? */
function verdict(findings: readonly Finding[]): { caption?: string } {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  if (errors === 0) return {}
  const things = errors === 1 ? 'One thing' : `${errors} things`
  return { caption: `${things} must be settled before a question can be answered: see "What to know of it".` }
}

const totalOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((rows, count) => rows + count, 0)

/** A table of many files is read line by line. */
const MOST_TURNED = 3

export function filesTable({ source }: Look): Table {
  const files = source.files.map(({ reader, preset }, i) => ({
    reader,
    preset,
    facts: source.tallies[i]!.facts(),
  }))
  const reading = (row: number, name: string) =>
    files[row]!.reader.readings.find(({ what }) => what === name)?.value ?? null
  return {
    name: 'files',
    title: files.length === 1 ? 'The file' : 'The files',
    rows: files.length,
    ...(files.length <= MOST_TURNED ? { show: 'record' as const } : {}),
    columns: [
      column('file', 'text', row => files[row]!.facts.file),
      column('format', 'text', row => files[row]!.facts.format),
      column('preset', 'text', row => files[row]!.preset?.name ?? null),
      column('encoding', 'text', row => reading(row, 'encoding')),
      column('delimiter', 'text', row => reading(row, 'delimiter')),
      column('rows_read', 'integer', row => files[row]!.facts.rowsRead),
      column('rows_used', 'integer', row => files[row]!.facts.rowsUsed),
      column('rows_left_out', 'integer', row => totalOf(files[row]!.facts.leftOut)),
      column('rows_set_aside', 'integer', row => totalOf(files[row]!.facts.setAside)),
      column('size', 'integer', row => files[row]!.reader.size, { unit: 'bytes' }),
    ],
  }
}

export function rolesTable(look: Look): Table {
  const roles = roleRows(look)
  return {
    name: 'roles',
    title: 'Which column is what',
    rows: roles.length,
    show: 'wrap',
    caption: `Another one: ${CORE_ROLES.map(role => `--${role} COLUMN`).join(', ')}.`,
    columns: [
      column('role', 'text', row => roles[row]!.role),
      column('column', 'text', row => roles[row]!.column),
      column('source', 'text', row => roles[row]!.source),
      column('why', 'text', row => roles[row]!.why),
    ],
  }
}

/** What was read of the files beside the roles. */
export function readingsTable({ source }: Look): Table {
  const readings = source.readings.filter(({ what }) => !(ROLES as readonly string[]).includes(what))
  return {
    name: 'readings',
    title: 'How it is written',
    rows: readings.length,
    show: 'wrap',
    columns: [
      column('reading', 'text', row => readings[row]!.what),
      column('value', 'text', row => readings[row]!.value),
      column('source', 'text', row => readings[row]!.source),
      column('why', 'text', row => readings[row]!.why),
      column('file', 'text', row => readings[row]!.file ?? null),
    ],
    hidden: ['file'],
  }
}

export function columnsTable({ profile, source }: Look): Table {
  const { columns } = profile
  const roleOf = (name: string) => {
    const bindings = source.files.flatMap(file => file.bindings).filter(one => one.column === name)
    return [...new Set(bindings.map(({ role }) => role))].join(', ') || null
  }
  const estimated = columns.filter(({ isApproximate }) => isApproximate).map(({ name }) => name)
  const error = `${(STANDARD_ERROR * 100).toFixed(1)}%`
  return {
    name: 'columns',
    title: 'The columns',
    rows: columns.length,
    show: 'wrap',
    hidden: ['approximate', 'min', 'max', 'examples'],
    ...(estimated.length > 0
      ? { caption: `distinct of ${estimated.join(', ')} is estimated, ±${error} (standard error).` }
      : {}),
    columns: [
      column('column', 'text', row => columns[row]!.name),
      column('role', 'text', row => roleOf(columns[row]!.name)),
      column('type', 'text', row => columns[row]!.kind),
      column('empty', 'share', row => emptyShare(columns[row]!)),
      column('distinct', 'integer', row => columns[row]!.distinct),
      column('approximate', 'boolean', row => columns[row]!.isApproximate),
      column('min', 'text', row => columns[row]!.range.least),
      column('max', 'text', row => columns[row]!.range.greatest),
      column('examples', 'text', row => columns[row]!.examples.join(', ') || null),
      column('values', 'text', row => valuesText(columns[row]!)),
    ],
  }
}

const emptyShare = ({ empty, cells }: ColumnProfile) => (cells === 0 ? null : empty / cells)

/** What says most of a column in a few words: its range where values have an order, else some of them. */
function valuesText({ kind, range, isNumeric, examples, distinct }: ColumnProfile): string | null {
  const hasOrder = isNumeric || kind === 'date'
  if (hasOrder && range.least !== null && distinct > examples.length)
    return `${range.least} to ${range.greatest}`
  return examples.length === 0
    ? null
    : `${examples.join(', ')}${distinct > examples.length ? ' and more' : ''}`
}

export function findingsTable(findings: readonly Finding[]): Table {
  return {
    name: 'findings',
    title: findings.length === 0 ? 'Nothing is wrong with it' : 'What to know of it',
    rows: findings.length,
    show: 'wrap',
    hidden: ['code'],
    columns: [
      column('code', 'text', row => findings[row]!.code),
      column('severity', 'text', row => findings[row]!.severity),
      column('where', 'text', row => findings[row]!.where),
      column('what', 'text', row => findings[row]!.what),
      column('what_to_do', 'text', row => findings[row]!.whatToDo),
    ],
  }
}

export function nextTable(next: readonly Suggestion[]): Table {
  return {
    name: 'next',
    title: 'What to type next',
    rows: next.length,
    show: 'list',
    ...(next.length === 0 ? { caption: 'No analysis can be made of it as it is.' } : {}),
    columns: [
      column('command', 'text', row => next[row]!.command),
      column('why', 'text', row => next[row]!.why),
    ],
  }
}
