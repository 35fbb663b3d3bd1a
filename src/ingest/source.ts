/** Several files as one stream of batches: everything is bound and decided before the first one is handed on. */

import { Dictionary } from '../batches/dictionary.ts'
import { idFormOf } from '../batches/id-form.ts'
import type { Filter } from '../batches/filter.ts'
import type { TextRole } from '../batches/roles.ts'
import { currencyDigits } from '../math/currency.ts'
import { type Money, money } from '../math/money.ts'
import type { Reading } from '../report.ts'
import type { Binding, BoundRole } from './bind-roles.ts'
import { columnOf } from './conventions.ts'
import { type Counted, sumCounted } from './counted.ts'
import { Decoder } from './decode.ts'
import { readCustomerList } from './customer-list.ts'
import { cellsOf } from './evidence.ts'
import { expandPaths } from './expand-paths.ts'
import { fileNotes, unreadNotes } from './file-notes.ts'
import type { InputOptions } from './input-options.ts'
import { Reasons } from './leave-out.ts'
import { type OpenFile, openFile } from './open-file.ts'
import { openReader } from './open-reader.ts'
import { passedOverNotes } from './passed-over.ts'
import { type Common, type Plan, planFile, textRolesOf } from './plan-file.ts'
import type { Preset } from './presets/preset.ts'
import type { BadRow, Reader } from './reader.ts'
import { sameReadings } from './readings.ts'
import { firstCurrency, openRemembered, rememberedFile } from './remember-file.ts'
import { readerOf } from './remembered-file.ts'
import { type Listener, readBatches, type SourceBatch } from './read-batches.ts'
import { repeatedNotes, repeatedRowsOf } from './repeated-rows.ts'
import { ruleNotes } from './rule-notes.ts'
import type { NeededColumn, SourceMemory, SourceRequest } from './source-request.ts'
import { Tally } from './tally.ts'
import type { FoundElsewhere, OtherThreads } from './other-threads.ts'
import {
  type OnFault,
  roleMissingInFile,
  stateLacksColumn,
  stop,
  tooManyDistinct,
  type UserError,
  unknownColumn,
  unknownRuleMeasure,
} from '../errors/index.ts'

export type { Listener, SourceBatch } from './read-batches.ts'

export interface SourceFile {
  readonly reader: Reader
  /** Whose export it is; null where its header fits none that is known. */
  readonly preset: Preset | null
  readonly bindings: readonly Binding[]
}

export interface Source {
  readonly zone: InputOptions['zone']
  readonly money: Money
  readonly hasAmount: boolean
  /** ISO 4217 code, where the user or the first rows name one. */
  readonly currency: string | null
  readonly dictionaries: ReadonlyMap<TextRole, Dictionary>
  /** What the amount of a row is, where a preset knows it. */
  readonly amountIs: 'order' | null
  readonly readings: readonly Reading[]
  /** Bytes on disk; null where one is not known. */
  readonly size: number | null
  /** The files in the order of reading, with the roles that are read from them. */
  readonly files: readonly SourceFile[]
  /** One per file, in the order of reading; complete when the batches are at their end. */
  readonly tallies: readonly Tally[]
  /**
   * One pass; may be asked for once. Rows that the filter leaves out for certain may be counted and not given; those
   * that other threads use are counted and not given.
   */
  batches(listener?: Listener, filter?: Filter, others?: OtherThreads): AsyncGenerator<SourceBatch>
  /** Takes in what another thread has found: its codes → those of `dictionaries`. */
  takeIn(found: FoundElsewhere): ReadonlyMap<TextRole, Int32Array>
  /** A UserError where so many texts of a role are more than may be held. */
  checkDistinct(role: TextRole, size: number): void
  /** What the user should know of the files, one sentence each; complete after the pass. */
  notes(): string[]
  /** What a later run needs so as not to read these files again; complete after the pass. */
  remember(): SourceMemory
}

/** Opens files, folders, globs and `-`; a UserError where a role has no column or a convention is undecided. */
export async function openSource(
  paths: readonly string[],
  request: SourceRequest,
  options: InputOptions,
): Promise<Source> {
  const { onFault = stop, memory = NO_MEMORY } = request
  const opened: OpenFile[] = []
  const readers = await openReaders(paths, options, memory)
  checkNamed(readers, request, options)
  request.onPlain?.(plainBytes(readers, options))
  const known = [...memory.files.values()]
  for (const [index, reader] of readers.entries()) {
    const before = known[index]
    if (before) opened.push(openRemembered(reader, before, request, options))
    else opened.push(await openFile(reader, request, options))
  }
  const files = withSameRoles(opened, onFault)
  const excluded =
    options.excludeCustomers === null ? null : await readCustomerList(options.excludeCustomers, options)
  const hasVersions = options.roles.latestBy !== undefined
  const repeated = repeatedRowsOf(options, { hasVersions })
  const common: Common = { options, excluded, reasons: new Reasons(memory.reasons), repeated }
  const asked = [...request.needed, ...request.wanted]
  const currency = options.currency ?? currencyIn(files)
  const digits = currencyDigits(currency)
  const scale = options.decimals ?? digits + 4
  const dictionaries = new Map<TextRole, Dictionary>()
  for (const file of files) {
    for (const role of textRolesOf(file.bindings)) {
      if (!dictionaries.has(role))
        dictionaries.set(role, memory.dictionaries.get(role) ?? dictionaryFor(role, file))
    }
  }
  const plans: Plan[] = []
  for (const [index, file] of files.entries()) plans.push(await planFile(file, index, scale, common, onFault))
  const decoders = plans.map(({ plan }) => plan && new Decoder(plan, dictionaries))
  const counted: Counted[] = decoders.map((decoder, i) => decoder ?? files[i]!.remembered!.counted)
  const tallies = files.map(({ reader }) => new Tally(reader.name, reader.format, options))
  for (const [i, { remembered }] of files.entries()) if (remembered) tallies[i]!.restore(remembered.tally)
  const bad = files.map(({ remembered }): BadRow[] => [...(remembered?.bad ?? [])])
  const checkDistinct = (role: TextRole, size: number) => {
    const { reader, bindings } = files.at(-1)!
    const column = bindings.find(binding => binding.role === role)!.column
    if (size > options.limits.distinct) throw tooManyDistinct(reader.name, column, options.limits.distinct)
  }
  return {
    zone: options.zone,
    money: money(scale, digits),
    hasAmount: counted.some(({ money }) => money.hasMoney),
    currency,
    dictionaries,
    amountIs: files.some(({ rules }) => rules.amountIs === 'order') ? 'order' : null,
    readings: [
      ...sameReadings(plans.map(({ readings }, i) => ({ name: files[i]!.reader.name, readings }))),
      ...scaleReading(counted, scale, options),
    ],
    size: totalSize(readers),
    files: files.map(({ reader, preset }, index) => ({ reader, preset, bindings: plans[index]!.bindings })),
    tallies,
    batches: (listener, filter = {}, others) =>
      readBatches(
        { files, plans, decoders, dictionaries, tallies, bad, request, options, filter },
        listener,
        others,
      ),
    checkDistinct,
    takeIn: found => {
      for (const [file, one] of found.counted) counted[file] = sumCounted([counted[file]!, one])
      return new Map(
        [...found.dictionaries].map(([role, parts]) => {
          const dictionary = dictionaries.get(role)!
          const codes = dictionary.absorb(parts)
          checkDistinct(role, dictionary.size)
          return [role, codes]
        }),
      )
    },
    remember: () => ({
      files: new Map(
        files.map((file, i) => [
          file.reader.name,
          rememberedFile(
            { ...file, plan: plans[i]!, tally: tallies[i]!, counted: counted[i]!, bad: bad[i]! },
            asked,
          ),
        ]),
      ),
      dictionaries,
      reasons: common.reasons.texts,
    }),
    notes: () => [
      ...fileNotes(files, counted, scale, onFault),
      ...unreadNotes(tallies),
      ...passedOverNotes(files, asked),
      ...repeatedNotes(repeated),
      ...ruleNotes({ files, counted, dictionaries, money: money(scale, digits), ...common }),
    ],
  }
}

/** Its ids are expected to look like the first ones. */
function dictionaryFor(role: TextRole, { bindings, opening: { head } }: OpenFile): Dictionary {
  const column = columnOf(head, bindings.find(binding => binding.role === role)!.column)
  return new Dictionary(idFormOf([...cellsOf(column, Math.min(head.rows, IDS_LOOKED_AT))]))
}

const IDS_LOOKED_AT = 1000

function scaleReading(counted: readonly Counted[], scale: number, { decimals }: InputOptions): Reading[] {
  if (!counted.some(({ money }) => money.hasMoney)) return []
  const source = decimals === null ? 'guessed' : 'given'
  const why = decimals === null ? 'those of the currency and 4 more' : '--decimals'
  return [{ what: 'decimals kept', value: String(scale), source, why, isUsual: true }]
}

const NO_MEMORY: SourceMemory = { files: new Map(), dictionaries: new Map(), reasons: [] }

async function openReaders(
  paths: readonly string[],
  options: InputOptions,
  { files }: SourceMemory,
): Promise<Reader[]> {
  const readers: Reader[] = []
  for (const path of await expandPaths(paths)) {
    const remembered = files.get(path)
    readers.push(remembered ? readerOf(remembered) : await openReader(path, options))
  }
  if (!options.unionByName) return readers
  const { unionByName } = await import('./added-columns.ts')
  const united = unionByName(readers)
  checkUnion(readers, united, files.size)
  return united
}

/** A column that no remembered file had may play a role in it, which only reading it again could tell. */
function checkUnion(readers: readonly Reader[], united: readonly Reader[], known: number): void {
  const before = new Set(readers.slice(0, known).flatMap(({ columns }) => columns.map(({ name }) => name)))
  if (known === 0 || united[0]!.columns.length === before.size) return
  for (const { name: file, columns } of readers.slice(known)) {
    const added = columns.find(({ name }) => !before.has(name))
    if (added) throw stateLacksColumn(file, added.name)
  }
}

/** Every file must have the columns that options name. */
function checkNamed(
  readers: readonly Reader[],
  { columns, attributes = [] }: SourceRequest,
  { eventId }: InputOptions,
): void {
  const has = (reader: Reader, name: string) => reader.columns.some(column => column.name === name)
  const ids = eventId === null ? [] : [{ name: eventId, flag: 'event-id' }]
  const named: readonly NeededColumn[] = [...(columns === 'all' ? [] : columns), ...attributes, ...ids]
  for (const { name, flag, elsewhere, rule } of named) {
    const without = readers.find(reader => !has(reader, name))
    if (!without) continue
    const other = readers.some(reader => has(reader, name)) ? IN_OTHER_FILES : null
    const names = without.columns.map(column => column.name)
    if (!rule) throw unknownColumn(without.name, flag, name, names, elsewhere ?? other)
    const where = `${without.name} has: ${names.join(', ')}${elsewhere ? `; ${elsewhere}` : ''}`
    throw unknownRuleMeasure(rule.place, name, rule.measures, { names, where })
  }
}

const IN_OTHER_FILES = 'other files have it: --union-by-name takes it for empty here'

/** A column that only some files have would make their rows mean different things: its role is a fault, and unbound. */
function withSameRoles(files: readonly OpenFile[], onFault: OnFault): OpenFile[] {
  const shared = new Set<BoundRole>()
  const lacking = new Set<BoundRole>()
  for (const { role } of files.flatMap(({ bindings }) => bindings)) {
    const without = files.find(({ bindings }) => !bindings.some(binding => binding.role === role))
    if (without) lacking.add(role)
    else shared.add(role)
  }
  for (const role of lacking) onFault(missingSomewhere(files, role))
  return files.map(file => ({ ...file, bindings: file.bindings.filter(({ role }) => shared.has(role)) }))
}

function missingSomewhere(files: readonly OpenFile[], role: BoundRole): UserError {
  const columnIn = ({ bindings }: OpenFile) => bindings.find(binding => binding.role === role)?.column
  const without = files.find(file => columnIn(file) === undefined)!
  const having = files.find(file => columnIn(file) !== undefined)!
  return roleMissingInFile(without.reader.name, role, columnIn(having)!, having.reader.name)
}

function currencyIn(files: readonly OpenFile[]): string | null {
  for (const file of files) {
    const first = firstCurrency(file)
    // Codes are written in capitals; some exports do not.
    if (first !== null) return /^[a-z]{3}$/.test(first) ? first.toUpperCase() : first
  }
  return null
}

/** Of text that is read by way of its bytes; the size of standard input is not known, and may be small. */
function plainBytes(readers: readonly Reader[], { reader, keepOriginals }: InputOptions): number {
  const isPlain =
    reader !== 'csv-parse' && !keepOriginals && readers.every(({ schema }) => schema === undefined)
  return isPlain ? (totalSize(readers) ?? 0) : 0
}

function totalSize(readers: readonly Reader[]): number | null {
  let total = 0
  for (const reader of readers) {
    if (reader.size === null) return null
    total += reader.size
  }
  return total
}
