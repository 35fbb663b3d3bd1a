/** How a file is remembered once it is read, and opened again from what is remembered of it. */

import type { Role } from '../batches/roles.ts'
import { columnOf } from './conventions.ts'
import { type Counted, plainCounted } from './counted.ts'
import { firstCell } from './evidence.ts'
import type { InputOptions } from './input-options.ts'
import type { OpenFile } from './open-file.ts'
import { passedOverNotes } from './passed-over.ts'
import type { Plan } from './plan-file.ts'
import { presetFor } from './presets/index.ts'
import type { BadRow, Reader } from './reader.ts'
import type { RememberedFile } from './remembered-file.ts'
import { rowRulesOf } from './row-rules.ts'
import type { SourceRequest } from './source-request.ts'
import type { Tally } from './tally.ts'

/** A file that was read to its end, and what became of its rows. */
interface ReadFile extends OpenFile {
  readonly plan: Plan
  readonly tally: Tally
  readonly counted: Counted
  readonly bad: readonly BadRow[]
}

/** Copies: the run that read it goes on. */
export function rememberedFile(file: ReadFile, asked: readonly Role[]): RememberedFile {
  const { name, format, columns, repeatedNames, readings, notes } = file.reader
  return {
    reader: { name, format, columns, repeatedNames, readings, notes },
    bindings: file.bindings,
    fileReadings: file.plan.readings,
    currency: firstCurrency(file),
    passedOver: passedOverNotes([file], asked),
    tally: structuredClone(file.tally.toPlain()),
    counted: plainCounted(file.counted),
    bad: file.bad,
  }
}

/** The first cell of the column that plays the currency; null where it is empty, or where none does. */
export function firstCurrency({ remembered, opening: { head }, bindings }: OpenFile): string | null {
  if (remembered) return remembered.currency
  const binding = bindings.find(({ role }) => role === 'currency')
  return binding ? firstCell(columnOf(head, binding.column), head.rows) : null
}

export function openRemembered(
  reader: Reader,
  remembered: RememberedFile,
  request: SourceRequest,
  options: InputOptions,
): OpenFile {
  const { bindings } = remembered
  const columns = reader.columns.map(({ name }) => name)
  const preset = presetFor(columns, options.preset)
  const allEvents = request.needed.includes('event')
  const rules = rowRulesOf({ columns, bindings, preset, allEvents }, options)
  return { reader, opening: NOTHING, bindings, preset, rules, remembered }
}

const NOTHING: OpenFile['opening'] = { head: { rows: 0, columns: [] }, rows: async function* () {} }
