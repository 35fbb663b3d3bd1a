/** Rows that could not be read, of which the customer's cell still could. */

import type { RawBatch } from '../../batches/raw.ts'
import { customerIdOf } from '../../ingest/ids.ts'
import type { InputOptions } from '../../ingest/input-options.ts'
import type { BadRow, Reader } from '../../ingest/reader.ts'
import type { Listener, Source } from '../../ingest/source.ts'
import { reasonInWords } from '../../ingest/tally.ts'
import type { EvidenceRow } from './evidence.ts'

export class SetAside {
  source: Source | null = null
  readonly #customer: string
  readonly #rows: EvidenceRow[]
  readonly #input: Pick<InputOptions, 'idNormalise'>
  readonly #bad = new Map<number, BadRow>()

  /** Adds to `rows`. */
  constructor(customer: string, rows: EvidenceRow[], input: Pick<InputOptions, 'idNormalise'>) {
    this.#customer = customer
    this.#rows = rows
    this.#input = input
  }

  /** Hears what that listener hears. */
  listening(other: Listener | undefined): Listener {
    return {
      onBytes: count => other?.onBytes(count),
      onRows: count => other?.onRows(count),
      onEnd: () => other?.onEnd?.(),
      onBad: (bad, file) => {
        other?.onBad?.(bad, file)
        this.#bad.set(bad.row, bad)
      },
      onRaw: (raw, reader) => {
        other?.onRaw?.(raw, reader)
        this.#look(raw, reader)
      },
    }
  }

  /** The rows heard of just before are of this batch. */
  #look(raw: RawBatch, reader: Reader): void {
    if (this.#bad.size === 0) return
    const bindings = this.source?.files.find(file => file.reader === reader)?.bindings ?? []
    const name = bindings.find(({ role }) => role === 'customer')?.column
    const column = raw.columns.find(one => one.name === name)
    for (let row = 0; column && row < raw.rows; row++) {
      const bad = this.#bad.get(raw.rowNumber(row))
      if (!bad || customerIdOf(column.text(row) ?? '', this.#input) !== this.#customer) continue
      this.#rows.push(setAsideRow(reader.name, bad))
    }
    this.#bad.clear()
  }
}

const setAsideRow = (file: string, { row, reason, column, detail }: BadRow): EvidenceRow => ({
  file,
  row,
  time: null,
  amount: null,
  order: null,
  countedAs: `set aside: ${reasonInWords(reason)}${column === null ? '' : ` (${column}${detail === '' ? '' : `: ${detail}`})`}`,
})
