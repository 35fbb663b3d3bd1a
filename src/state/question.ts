/** What a state was made for: everything that decides what is read of the rows and what is rolled up. */

import { formatDay } from '../math/calendar.ts'
import { conditionText } from '../batches/filter.ts'
import type { EngineRequest } from '../engines/engine.ts'
import { stateOfOtherQuestion } from '../errors/index.ts'
import { flagName } from '../flags.ts'
import type { InputOptions } from '../ingest/input-options.ts'
import type { SourceRequest } from '../ingest/source-request.ts'
import type { OrderRules, RollupSpec } from '../rollups/rollup.ts'
import { fingerprintOf } from './fingerprint.ts'

/** By what differs, as the user would call it: what it is, in words. */
export type Question = Readonly<Record<string, string>>

export interface Asked extends Pick<EngineRequest, 'rowsSince' | 'where'> {
  readonly input: InputOptions
  readonly orders: Omit<OrderRules, 'key'> & { readonly key: OrderRules['key'] | null }
  readonly specs: readonly RollupSpec<unknown>[]
  readonly source: SourceRequest
}

/** No row is read in another way because of them. What bad rows may be is asked anew of all of them. */
const NO_MATTER: readonly string[] = [
  'threads',
  'reader',
  'maxErrors',
  'roles',
  'zone',
  'excludeCustomers',
  'dedupe',
  'eventId',
]

/** Options whose flag is called otherwise. */
const FLAGS: Readonly<Record<string, string>> = {
  escapedBy: 'escape',
  noIds: 'null',
  currency: 'currency-code',
  keepOriginals: 'rejects',
  key: 'order-key',
}

export async function questionOf({
  input,
  orders,
  rowsSince,
  where,
  specs,
  source,
}: Asked): Promise<Question> {
  const { zone, roles, excludeCustomers: excluded } = input
  const options = Object.entries(input).filter(([name]) => !NO_MATTER.includes(name))
  const flags = {
    ...mapped(Object.fromEntries(options)),
    ...mapped(roles),
    ...mapped(orders),
    tz: zone.name,
    'rows-since': rowsSince === null ? NOT_GIVEN : formatDay(rowsSince),
    where: where.map(conditionText).join(' and ') || NOT_GIVEN,
    'exclude-customers': excluded === null ? NOT_GIVEN : (await fingerprintOf(excluded)).checksum,
  }
  return {
    ...Object.fromEntries(Object.entries(flags).map(([name, value]) => [`--${name}`, value])),
    'what is kept of customers': specs
      .map(({ rollup, options }) => `${rollup} ${inWords(options)}`)
      .join(', '),
    'the columns that are read': columnsOf(source),
    // Days are days of a zone, whose rules come with Node.
    ...(zone.name === 'UTC' ? {} : { 'the time-zone data of Node': process.versions.tz ?? 'unknown' }),
  }
}

/** Stops where the state was made for another question. */
export function checkQuestion(state: string, was: Question, is: Question): void {
  for (const what of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const [before, now] = [was[what] ?? NOT_GIVEN, is[what] ?? NOT_GIVEN]
    if (before !== now) throw stateOfOtherQuestion(state, what, before, now)
  }
}

const NOT_GIVEN = 'not given'

const mapped = (options: object) =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [FLAGS[name] ?? flagName(name), inWords(value)]),
  )

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === false) return NOT_GIVEN
  if (value === true) return 'given'
  if (value instanceof RegExp) return value.source
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function columnsOf({ needed, wanted, columns, attributes = [] }: SourceRequest): string {
  const named = columns === 'all' ? ['all'] : columns.map(({ name }) => name)
  return [...needed, ...wanted, ...named, ...attributes.map(({ name }) => name)].join(', ')
}
