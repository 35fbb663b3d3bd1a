/** Checks of several columns together: keys that may not repeat, and values that must stand in another file. */

import type { RawBatch } from '../../batches/raw.ts'
import { unknownColumn } from '../../errors/index.ts'
import type { InputOptions } from '../../ingest/input-options.ts'
import { openReader } from '../../ingest/open-reader.ts'
import type { Reference } from '../../schema/schema.ts'
import { Check } from './check.ts'
import { KeyLog, keyOf } from './key-log.ts'

/** Gathers the keys of rows; a row with an empty part has none. */
abstract class Keys {
  readonly log: KeyLog
  rows = 0
  readonly #columns: readonly string[]

  constructor(columns: readonly string[], memory: number) {
    this.#columns = columns
    this.log = new KeyLog(memory)
  }

  add(batch: RawBatch, file: number): void {
    const columns = this.#columns.map(name => batch.columns.find(column => column.name === name))
    if (columns.includes(undefined)) return
    for (let row = 0; row < batch.rows; row++) {
      const cells = columns.map(column => column!.text(row)?.trim() ?? '')
      if (cells.includes('')) continue
      this.rows++
      this.log.add(keyOf(cells), file, batch.rowNumber(row))
    }
  }

  abstract finish(): Promise<Check>
}

export class UniqueKey extends Keys {
  readonly #check: Check

  constructor(columns: readonly string[], memory: number) {
    super(columns, memory)
    this.#check = new Check('unique', columns.join(', '), 'error', 'no key twice')
  }

  async finish(): Promise<Check> {
    this.#check.of = this.rows
    this.#check.broken.addAll(this.log.repeats())
    this.log.close()
    return this.#check
  }
}

export class ReferenceKey extends Keys {
  readonly #check: Check
  readonly #reference: Reference
  readonly #memory: number
  readonly #input: InputOptions

  constructor(reference: Reference, memory: number, input: InputOptions) {
    super(reference.fields, memory)
    this.#reference = reference
    this.#memory = memory
    this.#input = input
    const { fields, file, columns } = reference
    this.#check = new Check(
      'reference',
      fields.join(', '),
      'error',
      `stands in ${columns.join(', ')} of ${file}`,
    )
  }

  async finish(): Promise<Check> {
    const known = await this.#known()
    this.#check.broken.addAll(this.log.missingIn(known.log))
    this.#check.of = this.rows
    this.log.close()
    known.log.close()
    return this.#check
  }

  /** Every key of the other file. */
  async #known(): Promise<Keys> {
    const { file, columns } = this.#reference
    const reader = await openReader(file, this.#input)
    const names = reader.columns.map(({ name }) => name)
    const unknown = columns.find(name => !names.includes(name))
    if (unknown !== undefined) throw unknownColumn(file, 'schema', unknown, names)
    const keys = new UniqueKey(columns, this.#memory)
    for await (const { batch } of reader.read({ columns })) keys.add(batch, 0)
    return keys
  }
}
