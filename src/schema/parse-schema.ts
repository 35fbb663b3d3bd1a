/** A schema file → a schema; a UserError that names line and column where it is none or contradicts itself. */

import { dirname, isAbsolute, join } from 'node:path'
import { contradiction } from '../errors/index.ts'
import type { TextFile } from '../flags.ts'
import { TIME_FORMATS, type TimeFormat } from '../ingest/values/times.ts'
import type { YamlPath } from '../rules/read-yaml.ts'
import { valueText, YamlReader } from '../rules/yaml-reader.ts'
import {
  type Bounds,
  type Changes,
  type ExportRules,
  FIELD_MATCHES,
  FIELD_TYPES,
  type Field,
  type Reference,
  type Schema,
  SEVERITIES,
  type Severity,
  STRING_FORMATS,
} from './schema.ts'
import { timeFormatOf } from './time-format.ts'

/** Keys that only describe, and mean nothing to a check. */
const DESCRIPTIVE = ['$schema', 'title', 'description', 'example', 'examples', 'rdfType', 'name', 'profile']

const KEYS = {
  schema: ['fields', 'fieldsMatch', 'missingValues', 'primaryKey', 'uniqueKeys', 'foreignKeys', 'tenure'],
  field: [
    'name',
    'type',
    'format',
    'constraints',
    'decimalChar',
    'groupChar',
    'bareNumber',
    'trueValues',
    'falseValues',
    'missingValues',
    'categories',
    'tenure',
  ],
  constraints: ['required', 'unique', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'enum'],
  fieldExtra: ['future', 'maxEmpty', 'severity'],
  foreignKey: ['fields', 'reference'],
  reference: ['resource', 'fields'],
  tenure: ['rows', 'freshness', 'maxDuplicates', 'sums', 'changes', 'severities'],
  rows: ['min', 'max'],
  freshness: ['field', 'days'],
  sum: ['field', 'min', 'max'],
  changes: ['rows', 'customers', 'revenue', 'psi', 'fields'],
}

export function parseSchema(file: TextFile): Schema {
  const reader = new SchemaReader(file)
  return checked(reader.schema(), reader)
}

/** Walks the file; every step knows its path, for messages. */
class SchemaReader extends YamlReader {
  constructor(file: TextFile) {
    super(file, 'a first schema is written by `tenure inspect FILE --write-schema SCHEMA.yaml`')
  }

  schema(): Schema {
    const { path } = this
    const top = this.known([], this.top, KEYS.schema)
    const fields = this.list(['fields'], top.fields).map((field, i) => this.field(['fields', i], field))
    if (fields.length === 0) throw this.wrong([], 'it has no fields')
    return {
      path,
      fields,
      match: this.oneOf(['fieldsMatch'], first(top.fieldsMatch), FIELD_MATCHES, 'exact'),
      missing: this.list(['missingValues'], top.missingValues).map(String),
      keys: [
        ...(top.primaryKey === undefined ? [] : [this.names(['primaryKey'], top.primaryKey)]),
        ...this.list(['uniqueKeys'], top.uniqueKeys).map((key, i) => this.names(['uniqueKeys', i], key)),
      ],
      references: this.list(['foreignKeys'], top.foreignKeys).map((key, i) =>
        this.reference(['foreignKeys', i], key, dirname(path)),
      ),
      rules: this.rules(['tenure'], top.tenure),
    }
  }

  field(path: YamlPath, value: unknown): Field {
    const field = this.known(path, value, KEYS.field)
    if (typeof field.name !== 'string' || field.name === '') throw this.wrong(path, 'the field has no name')
    const type = this.oneOf([...path, 'type'], field.type, FIELD_TYPES, 'any')
    const constraints = this.known([...path, 'constraints'], field.constraints ?? {}, KEYS.constraints)
    const extra = this.known([...path, 'tenure'], field.tenure ?? {}, KEYS.fieldExtra)
    const at = (key: string) => [...path, 'constraints', key]
    const allowed = constraints.enum ?? field.categories
    return {
      name: field.name,
      type,
      ...this.formats([...path, 'format'], type, field.format),
      decimalSign: this.oneOf([...path, 'decimalChar'], field.decimalChar, ['.', ','] as const, '.'),
      groupSign: this.text([...path, 'groupChar'], field.groupChar),
      required: this.flag(at('required'), constraints.required, false),
      unique: this.flag(at('unique'), constraints.unique, false),
      allowed: allowed === undefined ? null : this.list(at('enum'), allowed).map(valueText),
      minimum: constraints.minimum === undefined ? null : valueText(constraints.minimum),
      maximum: constraints.maximum === undefined ? null : valueText(constraints.maximum),
      minLength: this.number(at('minLength'), constraints.minLength),
      maxLength: this.number(at('maxLength'), constraints.maxLength),
      pattern: this.pattern(at('pattern'), constraints.pattern),
      future: this.flag([...path, 'tenure', 'future'], extra.future, true),
      maxEmpty: this.number([...path, 'tenure', 'maxEmpty'], extra.maxEmpty),
      severity: this.oneOf([...path, 'tenure', 'severity'], extra.severity, SEVERITIES, 'error'),
    }
  }

  /** A mapping in which descriptions may stand beside the keys that mean something. */
  known(path: YamlPath, value: unknown, keys: readonly string[]): Readonly<Record<string, unknown>> {
    return this.mapping(path, value, keys, DESCRIPTIVE)
  }

  formats(path: YamlPath, type: Field['type'], format: unknown): Pick<Field, 'timeFormat' | 'stringFormat'> {
    const isPlain = format === undefined || format === 'default'
    if (type === 'date' || type === 'datetime') {
      if (isPlain || format === 'any') return { timeFormat: isPlain ? 'iso' : null, stringFormat: null }
      const known = TIME_FORMATS.find(one => one === format) ?? timeFormatOf(String(format))
      if (known === null) throw this.wrong(path, `${format} is no way to write dates that is known`)
      return { timeFormat: known as TimeFormat, stringFormat: null }
    }
    if (type !== 'string' || isPlain) return { timeFormat: null, stringFormat: null }
    return { timeFormat: null, stringFormat: this.oneOf(path, format, STRING_FORMATS, 'email') }
  }

  reference(path: YamlPath, value: unknown, folder: string): Reference {
    const key = this.known(path, value, KEYS.foreignKey)
    const target = this.known([...path, 'reference'], key.reference, KEYS.reference)
    const { resource } = target
    if (typeof resource !== 'string' || resource === '') {
      throw this.wrong([...path, 'reference'], 'resource names no file')
    }
    const fields = this.names([...path, 'fields'], key.fields)
    const columns = this.names([...path, 'reference', 'fields'], target.fields)
    if (fields.length !== columns.length) {
      throw contradiction(this.placeOf(path), `${fields.length} fields refer to ${columns.length} columns`)
    }
    return { fields, file: isAbsolute(resource) ? resource : join(folder, resource), columns }
  }

  rules(path: YamlPath, value: unknown): ExportRules {
    const rules = this.known(path, value ?? {}, KEYS.tenure)
    const severities = this.mapping([...path, 'severities'], rules.severities ?? {}, null)
    return {
      rows: this.bounds([...path, 'rows'], rules.rows ?? {}, KEYS.rows),
      freshness:
        rules.freshness === undefined ? null : this.freshness([...path, 'freshness'], rules.freshness),
      maxDuplicates: this.number([...path, 'maxDuplicates'], rules.maxDuplicates),
      sums: this.list([...path, 'sums'], rules.sums).map((sum, i) => {
        const at = [...path, 'sums', i]
        return { ...this.bounds(at, sum, KEYS.sum), field: this.fieldName(at, sum) }
      }),
      changes: rules.changes === undefined ? null : this.changes([...path, 'changes'], rules.changes),
      severities: Object.fromEntries(
        Object.entries(severities).map(([code, severity]) => [
          code,
          this.oneOf([...path, 'severities', code], severity, SEVERITIES, 'error') as Severity,
        ]),
      ),
    }
  }

  freshness(path: YamlPath, value: unknown): ExportRules['freshness'] {
    const { days } = this.known(path, value, KEYS.freshness)
    return { field: this.fieldName(path, value), days: this.number([...path, 'days'], days) ?? 1 }
  }

  changes(path: YamlPath, value: unknown): Changes {
    const changes = this.known(path, value, KEYS.changes)
    const share = (key: string) => this.number([...path, key], changes[key])
    return {
      rows: share('rows'),
      customers: share('customers'),
      revenue: share('revenue'),
      psi: share('psi'),
      fields: changes.fields === undefined ? [] : this.names([...path, 'fields'], changes.fields),
    }
  }

  bounds(path: YamlPath, value: unknown, keys: readonly string[]): Bounds {
    const { min, max } = this.known(path, value, keys)
    const bounds = { min: this.number([...path, 'min'], min), max: this.number([...path, 'max'], max) }
    if (bounds.min !== null && bounds.max !== null && bounds.min > bounds.max) {
      throw contradiction(this.placeOf(path), `min ${bounds.min} is above max ${bounds.max}`)
    }
    return bounds
  }

  fieldName(path: YamlPath, value: unknown): string {
    const { field } = value as { field?: unknown }
    if (typeof field !== 'string') throw this.wrong(path, 'it names no field')
    return field
  }
}

/** What cannot hold together. */
function checked(schema: Schema, reader: SchemaReader): Schema {
  const names = schema.fields.map(({ name }) => name)
  for (const [i, field] of schema.fields.entries()) {
    const place = reader.placeOf(['fields', i, 'constraints'])
    if (names.indexOf(field.name) !== i)
      throw contradiction(place, `the field ${field.name} stands there twice`)
    const { minimum, maximum, minLength, maxLength } = field
    if (isAbove(minimum, maximum))
      throw contradiction(place, `minimum ${minimum} is above maximum ${maximum}`)
    if (minLength !== null && maxLength !== null && minLength > maxLength) {
      throw contradiction(place, `minLength ${minLength} is above maxLength ${maxLength}`)
    }
    const misfit = field.allowed?.find(
      value => field.pattern && !new RegExp(`^(?:${field.pattern})$`, 'u').test(value),
    )
    if (misfit !== undefined)
      throw contradiction(place, `${misfit} is in enum, but does not match the pattern`)
  }
  const used: [YamlPath, readonly string[]][] = [
    [['primaryKey'], schema.keys.flat()],
    [['foreignKeys'], schema.references.flatMap(({ fields }) => fields)],
    [['tenure', 'freshness'], schema.rules.freshness ? [schema.rules.freshness.field] : []],
    [['tenure', 'sums'], schema.rules.sums.map(({ field }) => field)],
    [['tenure', 'changes', 'fields'], schema.rules.changes?.fields ?? []],
  ]
  for (const [path, fields] of used) {
    const unknown = fields.find(field => !names.includes(field))
    if (unknown !== undefined) throw contradiction(reader.placeOf(path), `there is no field ${unknown}`)
  }
  return schema
}

function isAbove(minimum: string | null, maximum: string | null): boolean {
  if (minimum === null || maximum === null) return false
  const [low, high] = [Number(minimum), Number(maximum)]
  return Number.isNaN(low) || Number.isNaN(high) ? minimum > maximum : low > high
}

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
