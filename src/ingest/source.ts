/** Several files as one stream of batches: everything is bound and decided before the first one is handed on. */

import type { Batch } from '../batches/batch.ts'
import { Dictionary } from '../batches/dictionary.ts'
import type { RawBatch } from '../batches/raw.ts'
import type { Role, TextRole, TimeRole } from '../batches/roles.ts'
import { attributeRole, isAttribute, TEXT_ROLES, TIME_ROLES } from '../batches/roles.ts'
import { currencyDigits } from '../math/currency.ts'
import { type Money, money } from '../math/money.ts'
import { zoneNamed } from '../math/zone.ts'
import type { Reading } from '../report.ts'
import { unionByName } from './added-columns.ts'
import { type Binding, bindRoles, type BoundRole } from './bind-roles.ts'
import { columnOf, decideNumberStyle, decideTimeFormat } from './conventions.ts'
import { type DecodePlan, Decoder, type TimeColumn } from './decode.ts'
import { continuedReader } from './continued-reader.ts'
import { readCustomerList } from './customer-list.ts'
import { firstCell } from './evidence.ts'
import { expandPaths } from './expand-paths.ts'
import { type Opening, readHead } from './head.ts'
import type { InputOptions } from './input-options.ts'
import { LeaveOut, Reasons } from './leave-out.ts'
import { openReader } from './open-reader.ts'
import { passedOverNotes } from './passed-over.ts'
import { presetFor } from './presets/index.ts'
import type { Preset } from './presets/preset.ts'
import type { BadRow, Reader } from './reader.ts'
import { sameReadings } from './readings.ts'
import { type RowRules, rowRulesOf } from './row-rules.ts'
import { ruleNotes } from './rule-notes.ts'
import { excessOf, Tally } from './tally.ts'
import { hintsOf } from './threads/hints.ts'
import { NO_VALUE } from './values/no-value.ts'
import {
  type OnFault,
  repeatedColumnName,
  roleMissingInFile,
  severalCurrencies,
  stop,
  UserError,
  unknownColumn,
} from '../errors/index.ts'

export interface SourceRequest {
  /** Roles without which there is no answer. */
  readonly needed: readonly Role[]
  /** Roles that are read where a column plays them. */
  readonly wanted: readonly Role[]
  /** Further columns by name, for filters; every file must have them. `all`: whatever each file has. */
  readonly columns: readonly NeededColumn[] | 'all'
  /** Columns that are coded like text roles, under `attributeRole`; every file must have them. */
  readonly attributes?: readonly NeededColumn[]
  /** What to do where a role or a convention is undecided or too many rows are bad; without it the run stops. */
  readonly onFault?: OnFault
}

export interface NeededColumn {
  readonly name: string
  /** The flag that names it, for messages. */
  readonly flag: string
  /** Where else it was looked for, for messages: "customers.csv has: plan". */
  readonly elsewhere?: string
}

/** What is heard while bytes are read: for progress. */
export interface Listener {
  onBytes(count: number): void
  onRows(count: number): void
  /** Hears of every row before it is decoded, the ones that will be set aside included. */
  onRaw?(batch: RawBatch, reader: Reader): void
  /** Hears of each row that is set aside, in the order of its file, before `onRaw` hears of its batch. */
  onBad?(row: BadRow, file: string): void
  /** All files are at their end. */
  onEnd?(): void
}

/** A batch, and where its rows are counted. */
export interface SourceBatch {
  readonly batch: Batch
  readonly tally: Tally
}

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
  /** One pass; may be asked for once. */
  batches(listener?: Listener): AsyncGenerator<SourceBatch>
  /** What the user should know of the files, one sentence each; complete after the pass. */
  notes(): string[]
}

/** Opens files, folders, globs and `-`; a UserError where a role has no column or a convention is undecided. */
export async function openSource(
  paths: readonly string[],
  request: SourceRequest,
  options: InputOptions,
): Promise<Source> {
  const { onFault = stop } = request
  const opened: OpenFile[] = []
  const readers = await openReaders(paths, options)
  checkNamed(readers, request)
  for (const reader of readers) opened.push(await openFile(reader, request, options))
  const files = withSameRoles(opened, onFault)
  const excluded =
    options.excludeCustomers === null ? null : await readCustomerList(options.excludeCustomers, options)
  const common: Common = { options, excluded, reasons: new Reasons() }
  const currency = options.currency ?? currencyIn(files)
  const digits = currencyDigits(currency)
  const scale = options.decimals ?? digits + 4
  const dictionaries = new Map<TextRole, Dictionary>()
  for (const { bindings } of files) {
    for (const role of textRolesOf(bindings)) dictionaries.set(role, new Dictionary())
  }
  const plans: Plan[] = []
  for (const [index, file] of files.entries()) plans.push(await planFile(file, index, scale, common, onFault))
  const decoders = plans.map(({ plan }) => new Decoder(plan, dictionaries))
  const tallies = files.map(({ reader }) => new Tally(reader.name, reader.format, options))
  return {
    zone: options.zone,
    money: money(scale, digits),
    hasAmount: decoders.some(decoder => decoder.money.hasMoney),
    currency,
    dictionaries,
    amountIs: files.some(({ rules }) => rules.amountIs === 'order') ? 'order' : null,
    readings: [
      ...sameReadings(plans.map(({ readings }, i) => ({ name: files[i]!.reader.name, readings }))),
      ...scaleReading(decoders, scale, options),
    ],
    size: totalSize(files),
    files: files.map(({ reader, preset }, index) => ({ reader, preset, bindings: plans[index]!.bindings })),
    tallies,
    batches: listener => readBatches({ files, plans, decoders, tallies, request, options }, listener),
    notes: () => [
      ...notesOf(files, decoders, scale, onFault),
      ...passedOverNotes(files, [...request.needed, ...request.wanted]),
      ...ruleNotes({ files, decoders, dictionaries, money: money(scale, digits), ...common }),
    ],
  }
}

function scaleReading(decoders: readonly Decoder[], scale: number, { decimals }: InputOptions): Reading[] {
  if (!decoders.some(({ money }) => money.hasMoney)) return []
  const source = decimals === null ? 'guessed' : 'given'
  const why = decimals === null ? 'those of the currency and 4 more' : '--decimals'
  return [{ what: 'decimals kept', value: String(scale), source, why, isUsual: true }]
}

/** What holds for all files. */
interface Common {
  readonly options: InputOptions
  /** Customers whose rows are left out. */
  readonly excluded: ReadonlySet<string> | null
  readonly reasons: Reasons
}

interface OpenFile {
  readonly reader: Reader
  readonly opening: Opening
  readonly bindings: readonly Binding[]
  readonly preset: Preset | null
  readonly rules: RowRules
}

async function openReaders(paths: readonly string[], options: InputOptions): Promise<Reader[]> {
  const readers: Reader[] = []
  for (const path of await expandPaths(paths)) readers.push(await openReader(path, options))
  return options.unionByName ? unionByName(readers) : readers
}

/** Every file must have the columns that options name. */
function checkNamed(readers: readonly Reader[], { columns, attributes = [] }: SourceRequest): void {
  const has = (reader: Reader, name: string) => reader.columns.some(column => column.name === name)
  for (const { name, flag, elsewhere } of columns === 'all' ? attributes : [...columns, ...attributes]) {
    const without = readers.find(reader => !has(reader, name))
    if (!without) continue
    const other = readers.some(reader => has(reader, name)) ? IN_OTHER_FILES : null
    const names = without.columns.map(column => column.name)
    throw unknownColumn(without.name, flag, name, names, elsewhere ?? other)
  }
}

const IN_OTHER_FILES = 'other files have it: --union-by-name takes it for empty here'

async function openFile(plain: Reader, request: SourceRequest, options: InputOptions): Promise<OpenFile> {
  const names = plain.columns.map(({ name }) => name)
  const preset = presetFor(names, options.preset)
  const reader = preset ? continuedReader(plain, preset) : plain
  const { wanted, attributes = [], onFault = stop } = request
  const opening = await readHead(reader, options.keepOriginals)
  const needed = [...request.needed, ...rolesOfRules(options)]
  const roles = { given: options.roles, needed, wanted, preset }
  const bindings = bindRoles(reader, opening.head, roles, onFault)
  bindings.push(...attributes.map(attribute => attributeBinding(reader, attribute)))
  const allEvents = request.needed.includes('event')
  const rules = rowRulesOf({ columns: names, bindings, preset, allEvents }, options)
  return { reader, opening, bindings, preset, rules }
}

/** What is left out by a column needs the column. */
const rolesOfRules = ({ statusKeep, excludeCustomers }: InputOptions): Role[] => [
  ...(statusKeep === null ? [] : ['status' as const]),
  ...(excludeCustomers === null ? [] : ['customer' as const]),
]

/** The column keeps whatever role it plays beside. */
function attributeBinding(reader: Reader, { name, flag }: NeededColumn): Binding {
  if (reader.repeatedNames.includes(name)) throw repeatedColumnName(reader.name, `--${flag}`, name)
  return { role: attributeRole(name), column: name, source: 'given', why: `--${flag}` }
}

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
  for (const { opening, bindings } of files) {
    const binding = bindings.find(({ role }) => role === 'currency')
    if (!binding) continue
    const first = firstCell(columnOf(opening.head, binding.column), opening.head.rows)
    // Codes are written in capitals; some exports do not.
    if (first !== null) return /^[a-z]{3}$/.test(first) ? first.toUpperCase() : first
  }
  return null
}

interface Plan {
  readonly plan: DecodePlan
  /** Without the roles whose convention is undecided. */
  readonly bindings: readonly Binding[]
  readonly readings: readonly Reading[]
}

async function planFile(
  { reader, opening, bindings, preset, rules }: OpenFile,
  file: number,
  scale: number,
  { options, excluded, reasons }: Common,
  onFault: OnFault,
): Promise<Plan> {
  const undecided = new Set<BoundRole>()
  const decided = <T>(role: Role, decision: T | UserError): T | null => {
    if (!(decision instanceof UserError)) return decision
    onFault(decision)
    undecided.add(role)
    return null
  }
  const conventions: Reading[] = []
  const columnFor = (role: BoundRole) => bindings.find(binding => binding.role === role)?.column ?? null
  const roleSource = (role: Role) => bindings.find(binding => binding.role === role)?.source ?? null
  const { head } = opening
  const times = new Map<TimeRole, TimeColumn>()
  for (const role of TIME_ROLES) {
    const column = columnFor(role)
    const time = column && decided(role, await decideTimeFormat(reader, head, column, options.dateFormat))
    const what = role === 'time' ? 'date format' : `date format of ${column}`
    if (time) conventions.push({ what, ...time })
    if (column && !undecided.has(role)) times.set(role, { column, format: time ? time.value : null })
  }
  const number = async (role: 'amount' | 'price' | 'quantity', name: string | null = columnFor(role)) => {
    if (name === null) return null
    const style = decided(role, await decideNumberStyle(reader, head, name, options))
    if (style) {
      const { decimal, thousands } = style
      conventions.push({ what: `decimal sign of ${name}`, ...decimal })
      const isUsual = thousands.value === null
      conventions.push({
        what: `thousands sign of ${name}`,
        ...thousands,
        value: thousands.value ?? 'any',
        isUsual,
      })
    }
    const { decimal, thousands } = style ?? PLAIN_NUMBERS
    return undecided.has(role) ? null : { name, decimal: decimal.value, thousands: thousands.value }
  }
  const money = {
    amount: await number('amount'),
    price: await number('price'),
    quantity: await number('quantity'),
    refunded: await number('amount', rules.refunded),
  }
  const texts = new Map(textRolesOf(bindings).map(role => [role, columnFor(role)!]))
  const plan: DecodePlan = {
    file,
    fileName: reader.name,
    zone: preset?.timesAreUtc && roleSource('time') === 'guessed' ? UTC : options.zone,
    scale,
    texts,
    time: times.get('time') ?? null,
    furtherTimes: new Map([...times].filter(([role]) => role !== 'time')),
    money,
    refundPattern: options.refundPattern,
    idNormalise: options.idNormalise,
    leaveOut: new LeaveOut(rules.leaveOut, reasons),
    excluded,
    refundRows: rules.refundRows,
    noIds: new Set(options.noIds.length > 0 ? options.noIds : NO_VALUE),
    maxDistinct: options.limits.distinct,
    keepOriginals: options.keepOriginals,
  }
  const bound = bindings.filter(({ role }) => !undecided.has(role))
  const roles = bound.flatMap(({ role, column, source, why }) =>
    isAttribute(role) ? [] : [{ what: role, value: column, source, why }],
  )
  const said = [...presetReadings(preset, options), ...rules.readings]
  return { plan, bindings: bound, readings: [...reader.readings, ...said, ...roles, ...conventions] }
}

const UTC = zoneNamed('UTC')!

function presetReadings(preset: Preset | null, { preset: given }: InputOptions): Reading[] {
  if (preset === null) return []
  const source = given === null ? 'guessed' : 'given'
  return [{ what: 'preset', value: preset.name, source, why: given === null ? 'its header' : '--preset' }]
}

/** Of a typed file, whose numbers have one way to be written. */
const PLAIN_NUMBERS = { decimal: { value: '.' }, thousands: { value: null } } as const

const textRolesOf = (bindings: readonly Binding[]): TextRole[] => [
  ...TEXT_ROLES.filter(role => bindings.some(binding => binding.role === role)),
  ...bindings.map(({ role }) => role).filter(isAttribute),
]

function totalSize(files: readonly OpenFile[]): number | null {
  let total = 0
  for (const { reader } of files) {
    if (reader.size === null) return null
    total += reader.size
  }
  return total
}

interface PassOver {
  readonly files: readonly OpenFile[]
  readonly plans: readonly Plan[]
  readonly decoders: readonly Decoder[]
  readonly tallies: readonly Tally[]
  readonly request: SourceRequest
  readonly options: InputOptions
}

async function* readBatches(
  { files, plans, decoders, tallies, request, options }: PassOver,
  listener?: Listener,
): AsyncGenerator<SourceBatch> {
  const { onFault = stop } = request
  const pool = await poolFor(files, options)
  try {
    for (const [index, file] of files.entries()) {
      const { reader, opening } = file
      const columns = columnsRead(file, request)
      const tally = tallies[index]!
      const elsewhere = pool?.of(index, hintsOf(plans[index]!.plan))
      const rowOptions = {
        ...(listener ? { onBytes: listener.onBytes.bind(listener) } : {}),
        ...(elsewhere ? { elsewhere: () => elsewhere } : {}),
      }
      for await (const { batch: raw, bad: unread } of opening.rows(columns, rowOptions)) {
        tally.rowsRead += raw.rows + unread.length
        const { batch, bad } = decoders[index]!.decode(raw)
        for (const row of [...unread, ...bad].sort((a, b) => a.row - b.row)) {
          listener?.onBad?.(row, reader.name)
          tally.addBad(row)
        }
        listener?.onRows(raw.rows)
        listener?.onRaw?.(raw, reader)
        yield { batch, tally }
      }
    }
  } finally {
    await pool?.close()
  }
  listener?.onEnd?.()
  const excess = excessOf(tallies, options)
  if (excess) onFault(excess)
}

/** Less than this is read before other threads would have started. */
const LEAST_SPREAD_BYTES = 1 << 24

/** Threads that read for this one; null where there is too little to read. */
async function poolFor(files: readonly OpenFile[], { threads = 1 }: InputOptions) {
  if (threads === 1 || (totalSize(files) ?? Infinity) < LEAST_SPREAD_BYTES) return null
  const { ThreadPool } = await import('./threads/pool.ts')
  return new ThreadPool(threads)
}

function columnsRead({ reader, bindings, rules }: OpenFile, { columns }: SourceRequest): string[] {
  if (columns === 'all') return reader.columns.map(({ name }) => name)
  const ruling = [...rules.leaveOut, ...(rules.refundRows ? [rules.refundRows] : [])]
  const named = [...bindings, ...ruling].map(({ column }) => column)
  const refunded = rules.refunded === null ? [] : [rules.refunded]
  return [...new Set([...named, ...refunded, ...columns.map(({ name }) => name)])]
}

function notesOf(
  files: readonly OpenFile[],
  decoders: readonly Decoder[],
  scale: number,
  onFault: OnFault,
): string[] {
  const notes = files.flatMap(({ reader }) => reader.notes)
  notes.push(...withoutIdNotes(decoders))
  let rounded = 0
  const signs = new Set<string>()
  for (const { money } of decoders) {
    rounded += money.rounded
    for (const sign of money.signs) signs.add(sign)
  }
  if (signs.size > 1) onFault(severalCurrencies([...signs].sort(), null))
  if (rounded > 0) {
    notes.push(
      `Amounts with more than ${scale} decimals, rounded to them half away from zero: ${rounded.toLocaleString('en-US')}.`,
    )
  }
  return notes
}

function withoutIdNotes(decoders: readonly Decoder[]): string[] {
  const rows = new Map<string, number>()
  for (const { withoutId } of decoders) {
    for (const [word, count] of withoutId) rows.set(word, (rows.get(word) ?? 0) + count)
  }
  return [...rows].map(
    ([word, count]) =>
      `Rows whose ${word} is read as no id: ${count.toLocaleString('en-US')}; --null TEXT says what is none.`,
  )
}
