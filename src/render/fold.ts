/** What people see in one place where machines have several columns: intervals, and flags of what to be careful with. */

import type { Column, Table } from '../report.ts'
import { cellText, isNumeric, shownColumns, unitText, valueAt } from './cells.ts'
import type { GridColumn } from './cells.ts'
import { plainText } from './plain-text.ts'

/** A column as people see it. */
export interface Shown extends GridColumn {
  text(row: number, empty: string): string
}

export interface Folded {
  readonly columns: readonly Shown[]
  /** What the flags mean, one sentence for each that occurs. */
  readonly legend: readonly string[]
}

interface Flag {
  /** The value that is worth a word. */
  readonly when: boolean
  readonly word: string
  readonly meaning: string
}

const FLAGS: Readonly<Record<string, Flag>> = {
  complete: {
    when: false,
    word: 'incomplete',
    meaning: 'the period is not over, the numbers can still change',
  },
  left_censored: {
    when: true,
    word: 'left-censored',
    meaning: 'the export does not reach far enough back, old customers may look new',
  },
  low_n: { when: true, word: 'low n', meaning: 'a rate over few customers' },
}

export function folded(table: Table): Folded {
  const columns = shownColumns(table)
  const flags = columns.filter(({ name, type }) => type === 'boolean' && Object.hasOwn(FLAGS, name))
  const raised = flags.filter(column => isEverRaised(column, table.rows))
  const named = new Map(columns.map(column => [column.name, column]))
  const shown = columns.flatMap(column => {
    if (flags.includes(column) || isBound(column, named)) return []
    const [low, high] = boundsOf(column, named)
    return low && high ? [shownColumn(column), intervalColumn(low, high)] : [shownColumn(column)]
  })
  return {
    columns: raised.length > 0 ? [...shown, flagsColumn(raised)] : shown,
    legend: raised.map(({ name }) => `${FLAGS[name]!.word}: ${FLAGS[name]!.meaning}.`),
  }
}

export const shownColumn = (column: Column): Shown => ({
  name: plainText(column.name),
  unit: unitText(column),
  isNumber: isNumeric(column),
  isText: column.type === 'text',
  text: (row, empty) => cellText(valueAt(column, row), column, empty),
})

const boundsOf = ({ name }: Column, named: ReadonlyMap<string, Column>) => [
  named.get(`${name}_low`),
  named.get(`${name}_high`),
]

/** An end of an interval whose middle and other end are there too. */
function isBound({ name }: Column, named: ReadonlyMap<string, Column>): boolean {
  const [, stem] = /^(.+)_(?:low|high)$/.exec(name) ?? []
  return stem !== undefined && [stem, `${stem}_low`, `${stem}_high`].every(other => named.has(other))
}

const intervalColumn = (low: Column, high: Column): Shown => ({
  name: '95% interval',
  unit: '',
  isNumber: true,
  isText: false,
  text: (row, empty) => {
    const [from, to] = [valueAt(low, row), valueAt(high, row)]
    return from === null && to === null
      ? empty
      : `${cellText(from, low, empty)} to ${cellText(to, high, empty)}`
  },
})

const isRaised = (column: Column, row: number) => valueAt(column, row) === FLAGS[column.name]!.when

function isEverRaised(column: Column, rows: number): boolean {
  for (let row = 0; row < rows; row++) if (isRaised(column, row)) return true
  return false
}

const flagsColumn = (flags: readonly Column[]): Shown => ({
  name: 'careful',
  unit: '',
  isNumber: false,
  isText: true,
  text: row =>
    flags
      .filter(column => isRaised(column, row))
      .map(({ name }) => FLAGS[name]!.word)
      .join(', '),
})
