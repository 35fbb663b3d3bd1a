/** What came of the checks, as tables. */

import { column } from '../../analyses/columns.ts'
import type { Cell, Table } from '../../report.ts'
import { shortened } from '../../errors/index.ts'
import { formatDay } from '../../math/calendar.ts'
import type { Check } from './check.ts'
import type { Place } from './places.ts'
import type { Reading } from './read.ts'

/** A line for each check, those that failed first. */
export function checksTable(checks: readonly Check[]): Table {
  const sorted = [...checks].sort((a, b) => rank(a) - rank(b))
  const cells = (of: (check: Check) => Cell) => (row: number) => of(sorted[row]!)
  const failed = sorted.filter(check => check.failed).length
  return {
    name: 'checks',
    title:
      failed === 0 ? `All ${checks.length} checks passed` : `${failed} of ${checks.length} checks failed`,
    rows: sorted.length,
    // People see what failed; that the rest passed is in the title.
    glance: failed,
    show: 'wrap',
    hidden: ['severity', 'rows_checked'],
    columns: [
      column('status', 'text', cells(statusOf)),
      column(
        'severity',
        'text',
        cells(({ severity }) => severity),
      ),
      column(
        'code',
        'text',
        cells(({ code }) => code),
      ),
      column(
        'column',
        'text',
        cells(check => check.column),
      ),
      column(
        'rule',
        'text',
        cells(({ rule }) => rule),
      ),
      column(
        'found',
        'text',
        cells(({ found }) => found),
      ),
      column(
        'violations',
        'integer',
        cells(({ broken }) => broken.rows),
      ),
      column(
        'rows_checked',
        'integer',
        cells(({ of }) => of),
      ),
      column(
        'share',
        'share',
        cells(({ broken, of }) => (of ? broken.rows / of : null)),
      ),
    ],
  }
}

const rank = ({ failed, severity }: Check) => (failed ? (severity === 'error' ? 0 : 1) : 2)

export const statusOf = ({ failed, severity }: Check) =>
  failed ? (severity === 'error' ? 'failed' : 'warned') : 'passed'

/** The first places at which each check failed. */
export function violationsTable(checks: readonly Check[], files: readonly string[]): Table {
  const failures = checks
    .filter(({ failed }) => failed)
    .sort((a, b) => rank(a) - rank(b))
    .flatMap(check => check.broken.firsts.map(place => ({ check, place })))
  const cells = (of: (failure: (typeof failures)[number]) => Cell) => (row: number) => of(failures[row]!)
  return {
    name: 'violations',
    title: failures.length === 0 ? 'Nothing is wrong' : 'The first places of each',
    rows: failures.length,
    show: 'wrap',
    columns: [
      column(
        'severity',
        'text',
        cells(({ check }) => check.severity),
      ),
      column(
        'code',
        'text',
        cells(({ check }) => check.code),
      ),
      column(
        'column',
        'text',
        cells(({ check }) => check.column),
      ),
      column(
        'file',
        'text',
        cells(({ place }) => files[place.file] ?? null),
      ),
      column(
        'row',
        'integer',
        cells(({ place }) => place.row || null),
      ),
      column(
        'value',
        'text',
        cells(({ place }) => shortened(place.value)),
      ),
      column(
        'message',
        'text',
        cells(({ check, place }) => messageOf(check, place, files)),
      ),
    ],
    hidden: ['message'],
  }
}

/** One sentence: where, what was found, what should hold. */
function messageOf(
  { code, column: name, rule }: Check,
  { file, row, value }: Place,
  files: readonly string[],
): string {
  const place = [files[file], row ? `row ${row}` : '', name ? `column ${name}` : ''].filter(Boolean).join(' ')
  return `${place}: ${value === '' ? 'empty' : shortened(value)} (${code}: ${rule})`
}

/** What the next export is compared with. */
export function profileTable({ totals, source }: Reading): Table {
  const dayOf = (time: number) => (Number.isFinite(time) ? formatDay(source.zone.dayOf(time)) : null)
  const metrics: [string, number | string | null][] = [
    ['rows', totals.rows],
    ['customers', totals.customers],
    ['revenue', totals.revenue],
    ['first_date', dayOf(totals.first)],
    ['last_date', dayOf(totals.latest)],
  ]
  return {
    name: 'profile',
    title: 'What the export is like',
    rows: metrics.length,
    columns: [
      column('metric', 'text', row => metrics[row]![0]),
      // Texts and numbers stand in one column, each as it is.
      { name: 'value', type: 'number', at: row => metrics[row]![1] },
    ],
    forMachines: true,
  }
}

export function distributionsTable({ distributions }: Reading): Table {
  const rows = [...distributions.counts].flatMap(([name, counts]) =>
    [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, cells]) => [name, value, cells] as const),
  )
  return {
    name: 'distributions',
    title: 'How often values stand there',
    rows: rows.length,
    columns: [
      column('column', 'text', row => rows[row]![0]),
      column('value', 'text', row => rows[row]![1]),
      column('cells', 'integer', row => rows[row]![2]),
    ],
    forMachines: true,
  }
}
