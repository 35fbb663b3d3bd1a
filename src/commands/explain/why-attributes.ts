/** Channels and attributes of the customer: which cell of which row or file they are. */

import type { AttributeColumn } from '../../measures/attribute-columns.ts'
import type { AttributeSource } from '../../rollups/attributes.ts'
import { COUNTED, type EvidenceRow } from './evidence.ts'
import type { Explained } from './explained.ts'
import { whereText } from './orders-table.ts'
import type { Why } from './why.ts'

/** Channels are told of where a column was found for them. */
export function attributeWhys(explained: Explained): Why[] {
  const { channels, columns, place } = explained
  const ofChannel = (['first', 'last'] as const).flatMap((at, i): Why[] => {
    const channel = channels[i]!
    if (channel.distinct === 0) return []
    return [{ number: `${at}_channel`, value: textAt(channel, place), because: rowText(explained, at) }]
  })
  const own = columns.map(column => ({
    number: column.name,
    value: textAt(column, place),
    because: sourceText(explained, column),
  }))
  return [...ofChannel, ...own]
}

const textAt = ({ codes, text }: AttributeColumn, place: number) =>
  codes[place] === -1 ? null : text(codes[place]!)

function sourceText(explained: Explained, { name }: AttributeColumn): string {
  const { sources } = explained.gathered.attributes
  const { from, values } = sources.find((source: AttributeSource) => source.values.columns.includes(name))!
  if ('order' in from) return rowText(explained, from.order)
  const isThere = values.find(explained.gathered.customer) !== -1
  return isThere
    ? `the row of ${explained.gathered.customer} in ${from.file}`
    : `${from.file} has no row of them`
}

/** Of rows by time, file and row (definition G11); rows are gathered by file and row. */
function rowText({ gathered: { rows, source } }: Explained, at: 'first' | 'last'): string {
  const orders = rows.filter(({ countedAs }) => countedAs === COUNTED.order)
  const isNearer = (row: EvidenceRow, best: EvidenceRow) =>
    at === 'first' ? row.time! < best.time! : row.time! >= best.time!
  const row = orders.reduce((best, one) => (isNearer(one, best) ? one : best))
  return `the cell in ${whereText([row], source.files.length)}, the customer's ${at} order`
}
