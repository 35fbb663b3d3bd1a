/** Checks as SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0): a rule for each code, a result for each place. */

import { toolVersion } from '../../version.ts'
import { plainJson } from '../plain-text.ts'
import type { Renderer } from '../renderer.ts'
import { writeText } from '../write.ts'
import { checksOf, lineOf, type Row } from './failures.ts'

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'

export const renderSarif: Renderer = (report, sink) => {
  const { checks, violations } = checksOf(report, 'sarif')
  const rules = [...new Set(checks.map(({ code }) => code))].map(id => ({ id }))
  const driver = { name: 'tenure', version: toolVersion(), rules }
  const run = { tool: { driver }, results: violations.map(resultOf) }
  return writeText(sink, [`${plainJson({ $schema: SCHEMA, version: '2.1.0', runs: [run] })}\n`])
}

const resultOf = (violation: Row) => ({
  ruleId: violation.code,
  level: violation.severity === 'error' ? 'error' : 'warning',
  message: { text: violation.message },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: encodeURI(String(violation.file ?? '')) },
        region: { startLine: lineOf(violation) },
      },
    },
  ],
})
