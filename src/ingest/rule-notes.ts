/** What a preset and lists of the user have done to the rows, in words. */

import type { Dictionary } from '../batches/dictionary.ts'
import type { TextRole } from '../batches/roles.ts'
import type { Money } from '../math/money.ts'
import type { Counted } from './counted.ts'
import type { InputOptions } from './input-options.ts'
import { plainValue } from './leave-out.ts'
import type { Preset } from './presets/preset.ts'
import type { Reader } from './reader.ts'
import type { RowRules } from './row-rules.ts'
import { thousands } from '../math/thousands.ts'

/** More of them are no statuses. */
const MOST_STATUSES = 40

export interface RuledRun {
  readonly files: readonly {
    readonly reader: Reader
    readonly preset: Preset | null
    readonly rules: RowRules
  }[]
  readonly counted: readonly Counted[]
  readonly dictionaries: ReadonlyMap<TextRole, Dictionary>
  readonly money: Money
  readonly excluded: ReadonlySet<string> | null
  readonly options: InputOptions
}

/** One sentence each; only complete after the pass. */
export function ruleNotes(run: RuledRun): string[] {
  return [...presetNotes(run), ...refundedNotes(run), ...excludedNotes(run), ...statusNotes(run)]
}

function presetNotes({ files, options }: RuledRun): string[] {
  const used = new Set(files.flatMap(({ preset }) => (preset ? [preset] : [])))
  const undo = options.preset === null ? '; --preset none reads it like any other' : ''
  return [...used].map(({ name, title, ...known }) => `Preset ${name}: ${title}${habits(known)}${undo}.`)
}

function habits({ inherited, oncePerOrder, notSold, sales }: Partial<Preset>): string {
  const said = [
    ...(inherited ? ['blank cells of further rows are those of the order'] : []),
    ...(oncePerOrder ? ['its totals count once an order'] : []),
    ...(notSold ? ['what is not sold is left out'] : []),
    ...(sales ? ['of its events only sales are orders'] : []),
  ]
  return said.length === 0 ? '' : `; ${said.join(', ')}`
}

function refundedNotes({ files, counted, money }: RuledRun): string[] {
  return files.flatMap(({ rules }, index) => {
    const { takenOff, rowsTakenOff } = counted[index]!
    if (rules.refunded === null || rowsTakenOff === 0) return []
    const amount = money.inWords(takenOff)
    return [
      `Money given back, taken off the amount of its row and booked on its date: ${amount} in ${rows(rowsTakenOff)}, from ${rules.refunded}.`,
    ]
  })
}

const rows = (count: number) => `${thousands(count)} row${count === 1 ? '' : 's'}`

const FIRST = 3

function excludedNotes({ excluded, dictionaries }: RuledRun): string[] {
  const customers = dictionaries.get('customer')
  if (!excluded || !customers) return []
  const missing = [...excluded].filter(id => customers.find(id) === -1)
  const found = excluded.size - missing.length
  const told = `Customers left out by --exclude-customers: ${thousands(found)} of ${thousands(excluded.size)} listed`
  if (missing.length === 0) return [`${told}.`]
  const first = missing.slice(0, FIRST).join(', ')
  return [
    `${told}; never found in the files: ${thousands(missing.length)}, first: ${first}. Ids must be written alike (--id-normalise takes 12346.0 for 12346).`,
  ]
}

/** A word that no row has may be a typing error. */
function statusNotes({ options: { statusKeep }, dictionaries }: RuledRun): string[] {
  const statuses = dictionaries.get('status')
  if (!statusKeep || !statuses) return []
  const all = Array.from({ length: Math.min(statuses.size, MOST_STATUSES) }, (_, code) => statuses.text(code))
  const missing = statusKeep.filter(value => !all.some(one => plainValue(one) === plainValue(value)))
  if (missing.length === 0 || statuses.size > MOST_STATUSES) return []
  return [`No row has the status ${missing.join(', ')} of --status-keep; the file has: ${all.join(', ')}.`]
}
