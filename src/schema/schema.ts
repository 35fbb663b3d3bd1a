/**
 * What an export should be: a Frictionless Table Schema (specs.frictionlessdata.io/table-schema), which says it of fields
 * and keys, with a part `tenure` that says it of the export as a whole.
 */

import type { TimeFormat } from '../ingest/values/times.ts'

export const FIELD_TYPES = [
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'time',
  'year',
  'yearmonth',
  'any',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** `error` makes the exit code 1, `warn` does not. */
export const SEVERITIES = ['error', 'warn'] as const
export type Severity = (typeof SEVERITIES)[number]

export interface Field {
  readonly name: string
  readonly type: FieldType
  /** Of dates: how they are written; null is any way that can be read without doubt. */
  readonly timeFormat: TimeFormat | null
  /** Of strings: email, uri or uuid; null is any. */
  readonly stringFormat: StringFormat | null
  readonly decimalSign: '.' | ','
  readonly groupSign: string | null
  readonly required: boolean
  readonly unique: boolean
  readonly allowed: readonly string[] | null
  /** As they are written; compared as numbers, instants or texts by the type. */
  readonly minimum: string | null
  readonly maximum: string | null
  readonly minLength: number | null
  readonly maxLength: number | null
  /** The whole cell must match. */
  readonly pattern: string | null
  /** False where no value may lie after the clock's day. */
  readonly future: boolean
  /** Share of cells that may be empty; null is any. */
  readonly maxEmpty: number | null
  readonly severity: Severity
}

export const STRING_FORMATS = ['email', 'uri', 'uuid'] as const
export type StringFormat = (typeof STRING_FORMATS)[number]

/** Which columns a file must have (`fieldsMatch`); `exact` is also their order. */
export const FIELD_MATCHES = ['exact', 'equal', 'subset', 'superset', 'partial'] as const
export type FieldMatch = (typeof FIELD_MATCHES)[number]

export interface Reference {
  readonly fields: readonly string[]
  /** A file whose columns hold every value that may stand in the fields. */
  readonly file: string
  readonly columns: readonly string[]
}

export interface Bounds {
  readonly min: number | null
  readonly max: number | null
}

/** Largest change against the last accepted export, as shares: 0.5 is half as many again, or half of them gone. */
export interface Changes {
  readonly rows: number | null
  readonly customers: number | null
  readonly revenue: number | null
  /** Population stability index of each of `fields`. */
  readonly psi: number | null
  readonly fields: readonly string[]
}

export interface ExportRules {
  readonly rows: Bounds
  /** The latest date of the field lies at most so many days before the as-of date, or the clock's day. */
  readonly freshness: { readonly field: string; readonly days: number } | null
  /** Rows that may be like an earlier one in every cell; null is any number. */
  readonly maxDuplicates: number | null
  readonly sums: readonly (Bounds & { readonly field: string })[]
  readonly changes: Changes | null
  /** Severity by code, where it is not that of the field, or `error`. */
  readonly severities: Readonly<Record<string, Severity>>
}

export interface Schema {
  readonly path: string
  readonly fields: readonly Field[]
  readonly match: FieldMatch
  /** Cells that stand for none, beside the empty one. */
  readonly missing: readonly string[]
  /** Columns that together may not repeat. */
  readonly keys: readonly (readonly string[])[]
  readonly references: readonly Reference[]
  readonly rules: ExportRules
}
