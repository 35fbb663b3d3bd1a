/** Checks as workflow commands of GitHub Actions, which shows them beside the lines of the file. */

import { plainText } from '../plain-text.ts'
import type { Renderer } from '../renderer.ts'
import { writeText } from '../write.ts'
import { checksOf, lineOf, nameOf, type Row } from './failures.ts'

export const renderGithub: Renderer = (report, sink) =>
  writeText(sink, lines(checksOf(report, 'github').violations))

function* lines(violations: readonly Row[]): Generator<string> {
  for (const violation of violations) {
    const command = violation.severity === 'error' ? 'error' : 'warning'
    const place = `file=${property(violation.file)},line=${lineOf(violation)},title=${property(nameOf(violation))}`
    yield `::${command} ${place}::${data(violation.message)}\n`
  }
}

const data = (value: unknown) => plainText(String(value ?? '')).replaceAll('%', '%25')

const property = (value: unknown) => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C')
