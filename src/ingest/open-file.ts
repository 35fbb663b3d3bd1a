/** One file of a source: its head is read, its columns have roles. */

import { attributeRole, type Role } from '../batches/roles.ts'
import { repeatedColumnName, stop } from '../errors/index.ts'
import { type Binding, bindRoles } from './bind-roles.ts'
import { continuedReader } from './continued-reader.ts'
import { type Opening, readHead } from './head.ts'
import type { InputOptions } from './input-options.ts'
import { presetFor } from './presets/index.ts'
import type { Preset } from './presets/preset.ts'
import type { Reader } from './reader.ts'
import type { RememberedFile } from './remembered-file.ts'
import { type RowRules, rowRulesOf } from './row-rules.ts'
import type { NeededColumn, SourceRequest } from './source-request.ts'

export interface OpenFile {
  readonly reader: Reader
  readonly opening: Opening
  readonly bindings: readonly Binding[]
  readonly preset: Preset | null
  readonly rules: RowRules
  /** Where an earlier run has read it. */
  readonly remembered?: RememberedFile
}

export async function openFile(
  plain: Reader,
  request: SourceRequest,
  options: InputOptions,
): Promise<OpenFile> {
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
