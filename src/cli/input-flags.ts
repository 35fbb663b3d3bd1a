/** Flags of every command that reads exports. */

import { ROLES, type Role } from '../batches/roles.ts'
import {
  bounds,
  choice,
  conditions,
  date,
  type Flag,
  integer,
  list,
  outFile,
  pattern,
  rowsOrShare,
  text,
  texts,
  toggle,
  zone,
} from '../flags.ts'
import { CSV_READERS } from '../ingest/csv/dialect.ts'
import { DEFAULT_LIMITS } from '../ingest/limits.ts'
import { DEDUPE } from '../ingest/repeated-rows.ts'
import { THOUSANDS } from '../ingest/values/amounts.ts'
import { NO_PRESET, presets } from '../ingest/presets/index.ts'
import { TIME_FORMATS } from '../ingest/values/times.ts'

const roleHelp: Readonly<Record<Role, string>> = {
  customer: 'the customer id',
  time: 'when the order or event happened',
  acquired: 'when the customer was acquired, where that is known apart from the first order',
  end: 'when a subscription ended; empty while it runs',
  amount: 'the total of the row',
  price: 'the price of one unit; times the quantity it is the amount',
  quantity: 'the number of units; negative ones are refunds',
  order: 'the order id; rows that share one are its lines',
  product: 'the product',
  channel: 'the channel',
  country: 'the country',
  status: 'the status of the order',
  event: 'the name of the event',
  currency: 'the currency code',
  latestBy: 'which version of an order is the latest, where it stands in several files',
}

/** `--customer COLUMN` and so on: a flag for each role. */
export const roleFlags = Object.fromEntries(
  ROLES.map(role => [role, text('COLUMN', `the column that holds ${roleHelp[role]}`)]),
) as Readonly<Record<Role, Flag<string | null>>>

/** How files are written, and what becomes of rows that cannot be read: all that matters where cells stay as they are. */
export const textFlags = {
  encoding: text('NAME', 'how text is encoded, such as windows-1252'),
  delimiter: text(
    'CHAR',
    'what separates the cells of text files; tab for a tab, spaces for aligned columns',
  ),
  quote: text('CHAR', 'what encloses cells that hold delimiters or line ends; none where nothing does'),
  escape: text('CHAR', 'what stands before a quote within quotes (another quote)'),
  reader: choice(
    CSV_READERS,
    null,
    'how text files are read (auto: plain rows fast, all others by csv-parse)',
  ),
  headerLine: integer(null, { min: 1 }, 'the line of the file that holds the column names'),
  maxErrors: rowsOrShare(
    'rows that may be set aside before the run fails, or their share (the larger of 100 and 0.1%)',
  ),
  rejects: outFile('write all rows that are set aside to FILE: place, code, reason and text, as CSV'),
  strict: toggle('fail at the first row that would be set aside'),
  unionByName: toggle('read files together though some lack a column: it is empty there'),
  limit: bounds(DEFAULT_LIMITS, 'raise a bound that keeps broken files from taking all memory'),
}

/** How cells are written; each is guessed where it is not given. */
export const dialectFlags = {
  ...textFlags,
  preset: choice(
    [NO_PRESET, ...presets.map(({ name }) => name)],
    null,
    'whose export it is (known by its header); none reads it like any other',
  ),
  dateFormat: choice(TIME_FORMATS, null, 'how dates are written'),
  decimal: choice(['.', ','], null, 'the sign that separates decimals'),
  thousands: choice(THOUSANDS, null, 'the sign between groups of three digits'),
  null: texts('TEXT', 'an id that means there is none (NULL, \\N, NaN, None and their like)'),
  tz: zone('the time zone of times without an offset, and of days, weeks and months'),
  currencyCode: text('CODE', 'the currency of the amounts, such as EUR, where no column says it'),
  decimals: integer(null, { min: 0, max: 12 }, 'decimals kept of amounts (those of the currency and 4 more)'),
}

/** Which rows count, and what makes an order of them. */
export const orderFlags = {
  asOf: date('the last local date that counts (that of the latest row)'),
  where: conditions("keep rows where the column fits; also != < <= > >= and 'COLUMN in A,B'"),
  rowsSince: date('leave earlier rows out; first orders and gaps are then those of the rest'),
  statusKeep: list(
    'the values of the status column that are sales, such as paid,fulfilled; others are left out',
  ),
  excludeCustomers: text(
    'FILE',
    'leave out the customers of this file: ids one a line, or a CSV with a customer column',
  ),
  dedupe: choice(
    DEDUPE,
    null,
    'rows like an earlier one in every cell: report counts them, exact leaves them out',
  ),
  eventId: text('COLUMN', 'ids of events: a row with the id of an earlier one is left out'),
  orderKey: choice(
    ['column', 'row', 'customer+day'],
    null,
    'what makes rows one order (column where there is an order id, else row)',
  ),
  amountIs: choice(['line', 'order'], null, 'whether the amount is that of the line or of the whole order'),
  refundPattern: pattern('order ids that match this pattern are refunds, such as ^C'),
  refundDate: choice(['own', 'order'], 'own', 'book refunds on their own date, or on that of their order'),
  dropVoided: toggle('do not count orders that were refunded in full'),
  idNormalise: toggle('take customer ids such as 12346.0 and 12346 for one'),
}

/** How a run is made; no answer depends on it. */
export const runFlags = {
  threads: integer(
    null,
    { min: 1, max: 256 },
    'threads that read inputs of 16 MB and more (one a processor)',
  ),
}

/** What analyses keep from one run to the next. */
export const stateFlags = {
  state: text(
    'FILE',
    'keep what was read in FILE: tomorrow only files that are new are read, for the same answer',
  ),
}

export const inputFlags = { ...roleFlags, ...dialectFlags, ...orderFlags, ...runFlags }
