/**
 * Flags as data: one description gives parsing, defaults, help, docs and completion.
 * An analysis declares an object of flags; the type of its options follows from it.
 */

import { readFileSync } from 'node:fs'
import {
  badFlagValue,
  cannotReadFlagFile,
  reportWithoutTable,
  unknownOption,
  unreadableReport,
} from './errors/index.ts'
import { type Day, formatDay, parseDay } from './math/calendar.ts'
import { type Condition, conditionText, parseCondition } from './batches/filter.ts'
import { parseRowsOrShare, type RowsOrShare, rowsOrShareText } from './math/rows-or-share.ts'
import { type Zone, zoneNamed } from './math/zone.ts'
import type { Cell, Table } from './report.ts'

export interface Flag<T> {
  /** A letter that stands for the flag: -o. */
  readonly short?: string
  /** What follows the flag in help: DATE, N, FILE; none for a switch. */
  readonly placeholder: string | null
  readonly help: string
  readonly default: T
  /** It names a file that is written, where other files are read. */
  readonly writes?: boolean
  /** Listed in help and offered by completion. */
  readonly choices?: readonly string[]
  /** May be given several times; each value is handed to `parse` with what came before. */
  readonly repeatable?: boolean
  parse(text: string, name: string, previous: T): T
  /** The value as reports state it; as it is where this is absent. */
  state?(value: T): unknown
}

// biome-ignore lint/suspicious/noExplicitAny: a list of flags holds every type of flag.
export type Flags = Readonly<Record<string, Flag<any>>>

/** The options an object of flags gives. Keys are camelCase; the flag typed is kebab-case. */
export type OptionsOf<F extends Flags> = { readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never }

/** minGaps → min-gaps: the flag as the user types it, without the dashes. */
export const flagName = (key: string) => key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** Options as a program gives them: what would be typed, or numbers and booleans; lists where a flag repeats. */
export type GivenOptions = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** Options of those flags from what was given, defaults included; a UserError for a name that is no flag. */
export function readOptions<F extends Flags>(flags: F, given: GivenOptions): OptionsOf<F> {
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(flags, key)) throw unknownOption(key, Object.keys(flags))
  }
  const values = Object.entries(flags).map(([key, flag]) => [key, readOption(flag, key, given[key])])
  return Object.fromEntries(values) as OptionsOf<F>
}

function readOption(flag: Flag<unknown>, key: string, given: GivenOptions[string] | undefined): unknown {
  if (given === undefined || given === false) return flag.default
  const texts = Array.isArray(given) ? given : [String(given)]
  return texts.reduce((previous, text) => flag.parse(text, flagName(key), previous), flag.default)
}

/** What a report states of options: every one that is in force, by the name that is typed. */
export function statedOptions(
  flags: Flags,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const stated = Object.entries(flags).map(([key, flag]) => {
    const value = values[key]
    return [flagName(key), flag.state ? flag.state(value) : value] as const
  })
  return Object.fromEntries(stated.filter(([, value]) => value !== null))
}

export const toggle = (help: string): Flag<boolean> => ({
  placeholder: null,
  help,
  default: false,
  parse: () => true,
})

export const text = (placeholder: string, help: string): Flag<string | null> => ({
  placeholder,
  help,
  default: null,
  parse: value => value,
})

/** A file that is written. */
export const outFile = (help: string): Flag<string | null> => ({ ...text('FILE', help), writes: true })

export const texts = (placeholder: string, help: string): Flag<readonly string[]> => ({
  placeholder,
  help,
  default: [],
  repeatable: true,
  parse: (value, _name, previous) => [...previous, value],
})

/** Words with commas between them. */
export const list = (help: string): Flag<readonly string[] | null> => ({
  placeholder: 'A,B,…',
  help,
  default: null,
  state: values => values?.join(',') ?? null,
  parse: (value, name) => {
    const values = value.split(',').map(word => word.trim())
    if (values.includes(''))
      throw badFlagValue(name, value, 'words with commas between them, as in paid,fulfilled')
    return values
  },
})

/** Names with commas between them; may be repeated, and each name counts once. */
export const names = (placeholder: string, help: string): Flag<readonly string[]> => ({
  placeholder,
  help,
  default: [],
  repeatable: true,
  state: values => (values.length === 0 ? null : values.join(',')),
  parse: (value, name, previous) => {
    const parts = value.split(',').map(part => part.trim())
    if (parts.includes('')) throw badFlagValue(name, value, 'names with a comma between them')
    return [...new Set([...previous, ...parts])]
  },
})

export const choice = <const C extends readonly string[], D extends C[number] | null>(
  choices: C,
  initial: D,
  help: string,
): Flag<C[number] | D> => ({
  placeholder: 'NAME',
  help,
  default: initial,
  choices,
  parse: (value, name) => {
    if (!choices.includes(value)) throw badFlagValue(name, value, `one of ${choices.join(', ')}`)
    return value as C[number]
  },
})

export interface Range {
  readonly min?: number
  readonly max?: number
}

export const integer = <D extends number | null>(
  initial: D,
  { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }: Range,
  help: string,
): Flag<number | D> => ({
  placeholder: 'N',
  help,
  default: initial,
  parse: (value, name) => {
    const number = Number(value)
    if (!/^[+-]?\d+$/.test(value) || number < min || number > max) {
      throw badFlagValue(name, value, `a whole number ${rangeText(min, max)}`)
    }
    return number
  },
})

export const number = <D extends number | null>(
  initial: D,
  { min = -Number.MAX_VALUE, max = Number.MAX_VALUE }: Range,
  help: string,
): Flag<number | D> => ({
  placeholder: 'X',
  help,
  default: initial,
  parse: (value, name) => {
    const parsed = Number(value)
    if (value.trim() === '' || !(parsed >= min && parsed <= max)) {
      throw badFlagValue(name, value, `a number ${rangeText(min, max)}`)
    }
    return parsed
  },
})

/** A period of the calendar, or a number of days. */
export type PeriodOrDays<U extends string> = U | { readonly days: number }

/** One of those units, or days such as 30d. */
export const periodOrDays = <const U extends string>(
  units: readonly U[],
  initial: U,
  help: string,
): Flag<PeriodOrDays<U>> => ({
  placeholder: 'PERIOD',
  help: `${help}: ${units.join(', ')}, or days such as 30d, of which one period ends on the as-of date`,
  default: initial,
  state: value => (typeof value === 'string' ? value : `${value.days}d`),
  parse: (text, name) => {
    const unit = units.find(unit => unit === text)
    const [, days] = /^([1-9]\d{0,4})d$/.exec(text) ?? []
    if (unit === undefined && days === undefined) {
      throw badFlagValue(name, text, `one of ${units.join(', ')}, or days such as 30d`)
    }
    return unit ?? { days: Number(days) }
  },
})

/** A number of rows, or a share of them such as 0.5%. */
export const rowsOrShare = (help: string): Flag<RowsOrShare | null> => ({
  placeholder: 'N|N%',
  help,
  default: null,
  state: value => value && rowsOrShareText(value),
  parse: (value, name) => {
    const parsed = parseRowsOrShare(value)
    if (!parsed) throw badFlagValue(name, value, 'a number of rows, or a share of them such as 0.5%')
    return parsed
  },
})

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 }

/** NAME=N for some of the names; N may end in K, M or G. The rest stay as they are. */
export const bounds = <Name extends string>(
  initial: Readonly<Record<Name, number>>,
  help: string,
): Flag<Readonly<Record<Name, number>>> => ({
  placeholder: 'NAME=N',
  help: `${help}: ${Object.keys(initial).join(', ')}`,
  default: initial,
  repeatable: true,
  state: value =>
    Object.entries(value)
      .filter(([key, bound]) => bound !== initial[key as Name])
      .map(([key, bound]) => `${key}=${bound}`)
      .join(',') || null,
  parse: (value, name, previous) => {
    const [, key, digits, unit] = /^([a-z]+)=(\d+)([KMG]?)$/i.exec(value) ?? []
    const bound = Number(digits) * UNITS[(unit ?? '').toUpperCase()]!
    if (key === undefined || !Object.hasOwn(initial, key) || !(bound > 0 && bound <= 2 ** 40)) {
      throw badFlagValue(name, value, `NAME=N with one of ${Object.keys(initial).join(', ')}`)
    }
    return { ...previous, [key]: bound }
  },
})

/** Numbers between which a measure is cut into classes, ascending and each different. */
export const cutPoints = (help: string): Flag<readonly number[] | null> => ({
  placeholder: 'X,X,…',
  help,
  default: null,
  state: points => points?.join(',') ?? null,
  parse: (value, name) => {
    const points = value.split(',').map(cell => (cell.trim() === '' ? Number.NaN : Number(cell)))
    const isAscending = points.every(
      (point, i) => Number.isFinite(point) && (i === 0 || point > points[i - 1]!),
    )
    if (!isAscending) throw badFlagValue(name, value, 'ascending numbers such as 1,2,3,5')
    return points
  },
})

/** Whole numbers with commas between them, ascending and each once. */
export const integers = (
  initial: readonly number[],
  { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }: Range,
  help: string,
): Flag<readonly number[]> => ({
  placeholder: 'N,N,…',
  help: `${help} (${initial.join(',')})`,
  default: initial,
  state: values => values.join(','),
  parse: (value, name) => {
    const parts = value.split(',').map(part => part.trim())
    const isOne = (part: string) => /^[+-]?\d+$/.test(part) && Number(part) >= min && Number(part) <= max
    if (!parts.every(isOne))
      throw badFlagValue(name, value, `whole numbers ${rangeText(min, max)}, as in 30,60`)
    return [...new Set(parts.map(Number))].sort((a, b) => a - b)
  },
})

/** A local date, kept as a day number. */
export const date = (help: string): Flag<Day | null> => ({
  placeholder: 'DATE',
  help,
  default: null,
  state: day => (day === null ? null : formatDay(day)),
  parse: (value, name) => {
    const day = parseDay(value)
    if (day === null) throw badFlagValue(name, value, 'a date such as 2024-03-31')
    return day
  },
})

/** A time zone by its IANA name; UTC unless given. */
export const zone = (help: string): Flag<Zone | null> => ({
  placeholder: 'ZONE',
  help: `${help} (UTC)`,
  default: null,
  state: value => value?.name ?? 'UTC',
  parse: (value, name) => {
    const found = zoneNamed(value)
    if (!found) throw badFlagValue(name, value, 'a time zone such as Europe/Berlin')
    return found
  },
})

/** A regular expression. */
export const pattern = (help: string): Flag<RegExp | null> => ({
  placeholder: 'REGEX',
  help,
  default: null,
  state: value => value?.source,
  parse: (value, name) => {
    try {
      return new RegExp(value, 'u')
    } catch {
      throw badFlagValue(name, value, 'a regular expression such as ^C')
    }
  },
})

/** COLUMN=VALUE and its kin; every one that is given must hold. */
export const conditions = (help: string): Flag<readonly Condition[]> => ({
  placeholder: 'COLUMN=VALUE',
  help,
  default: [],
  repeatable: true,
  state: value => value.map(conditionText),
  parse: (value, name, previous) => {
    const condition = parseCondition(value)
    if (!condition) throw badFlagValue(name, value, 'COLUMN=VALUE, or another comparison')
    return [...previous, condition]
  },
})

/** Permissions in octal, as chmod takes them. */
export const fileMode = (help: string): Flag<number | null> => ({
  placeholder: 'OCTAL',
  help,
  default: null,
  state: mode => mode?.toString(8),
  parse: (value, name) => {
    if (!/^0?[0-7]{3}$/.test(value)) throw badFlagValue(name, value, 'permissions in octal, such as 640')
    return Number.parseInt(value, 8)
  },
})

function rangeText(min: number, max: number): string {
  const hasMin = min > Number.MIN_SAFE_INTEGER
  const hasMax = max < Number.MAX_SAFE_INTEGER
  if (hasMin && hasMax) return `from ${min} to ${max}`
  if (hasMin) return `of at least ${min}`
  return hasMax ? `of at most ${max}` : ''
}

/** A table that an earlier run wrote as JSON: rows keyed by column name. */
export interface SavedTable {
  readonly path: string
  readonly rows: readonly Readonly<Record<string, Cell>>[]
}

type SavedRows = SavedTable['rows']

/** All tables that an earlier run wrote as JSON. */
export interface SavedTables {
  readonly path: string
  readonly tables: ReadonlyMap<string, SavedRows>
}

/** A table as a later run would find it; cells are made when it is looked at. */
export const savedTableOf = ({ rows, columns }: Table, path: string): SavedTable => ({
  path,
  get rows() {
    return Array.from({ length: rows }, (_, row) =>
      Object.fromEntries(columns.map(({ name, at }) => [name, at(row)])),
    )
  },
})

/** FILE is the JSON report of an earlier run; its table of that name is what counts, for frozen thresholds. */
export const savedTable = (table: string, help: string): Flag<SavedTable | null> => ({
  ...savedTables(help),
  default: null,
  parse: (path, name) => {
    const rows = tablesIn(path, name).get(table)
    if (!rows) throw reportWithoutTable(name, path, table)
    return { path, rows }
  },
  state: saved => saved?.path,
})

/** FILE is the JSON report of an earlier run, all its tables. */
export const savedTables = (help: string): Flag<SavedTables | null> => ({
  placeholder: 'FILE',
  help,
  default: null,
  state: saved => saved?.path,
  parse: (path, name) => ({ path, tables: tablesIn(path, name) }),
})

function tablesIn(path: string, flag: string): Map<string, SavedRows> {
  try {
    const { tables }: JsonTables = JSON.parse(readFileSync(path, 'utf8'))
    return new Map(
      Object.entries(tables).map(([name, { columns = [], rows = [] }]) => [
        name,
        rows.map(row => Object.fromEntries(row.map((cell, i) => [columns[i]!.name, cell]))),
      ]),
    )
  } catch (error) {
    throw unreadableReport(flag, path, error)
  }
}

interface JsonTables {
  readonly tables: Readonly<
    Record<string, { columns?: readonly { name: string }[]; rows?: readonly Cell[][] }>
  >
}

/** A text file that the user wrote: rules, a map of segments, tiers. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

/** FILE is read when the flag is; what it says is understood by the analysis. */
export const textFile = (help: string): Flag<TextFile | null> => ({
  placeholder: 'FILE',
  help,
  default: null,
  state: file => file?.path ?? null,
  parse: (path, name) => {
    try {
      return { path, text: readFileSync(path, 'utf8') }
    } catch (error) {
      throw cannotReadFlagFile(name, path, error)
    }
  },
})
