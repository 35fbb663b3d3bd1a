/** Whether files have the columns of the schema, as `fieldsMatch` says. */

import type { Source } from '../../ingest/source.ts'
import type { Schema } from '../../schema/schema.ts'
import { Check } from './check.ts'

export function headerChecks({ fields, match, rules }: Schema, { files }: Source): Check[] {
  const wanted = fields.map(({ name }) => name)
  const headers = files.map(({ reader }) => reader.columns.map(({ name }) => name))
  const checks: Check[] = []
  if (match !== 'superset') {
    for (const field of match === 'partial' ? [] : fields) {
      const check = new Check('column-missing', field.name, field.severity, 'every file has it')
      decide(check, headers, header => (header.includes(field.name) ? null : field.name))
      checks.push(check)
    }
  }
  if (match === 'partial') {
    const check = new Check('column-missing', null, 'error', `has one of ${wanted.join(', ')}`)
    decide(check, headers, header => (wanted.some(name => header.includes(name)) ? null : header.join(', ')))
    checks.push(check)
  }
  if (match !== 'subset' && match !== 'partial') {
    const check = new Check(
      'column-unexpected',
      null,
      severityOf('column-unexpected'),
      'no column beside those of the schema',
    )
    decide(check, headers, header => header.filter(name => !wanted.includes(name)).join(', ') || null)
    checks.push(check)
  }
  if (match === 'exact') {
    const check = new Check('column-order', null, severityOf('column-order'), wanted.join(', '))
    decide(check, headers, header => {
      const known = header.filter(name => wanted.includes(name))
      const inOrder = wanted.filter(name => header.includes(name))
      return known.every((name, i) => name === inOrder[i]) ? null : header.join(', ')
    })
    checks.push(check)
  }
  return checks

  function severityOf(code: string) {
    return rules.severities[code] ?? 'error'
  }
}

/** `wrong` tells what is wrong with a header, or null. */
function decide(
  check: Check,
  headers: readonly (readonly string[])[],
  wrong: (header: readonly string[]) => string | null,
): void {
  check.of = null
  for (const [file, header] of headers.entries()) {
    const value = wrong(header)
    if (value === null) continue
    check.found ??= value
    check.broken.add({ file, row: 0, value })
  }
}
