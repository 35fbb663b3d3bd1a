/** Checks as JUnit XML: a test case each. */

import type { Renderer } from '../renderer.ts'
import { plainText } from '../plain-text.ts'
import { writeText } from '../write.ts'
import { checksOf, nameOf, type Row } from './failures.ts'

export const renderJunit: Renderer = (report, sink) => writeText(sink, pieces(checksOf(report, 'junit')))

function* pieces({ checks, violations }: ReturnType<typeof checksOf>): Generator<string> {
  const failed = checks.filter(({ status }) => status === 'failed').length
  const suite = `name="tenure validate" tests="${checks.length}" failures="${failed}" errors="0" skipped="0"`
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite ${suite}>\n`
  for (const check of checks) {
    yield `<testcase classname="${escaped(check.code)}" name="${escaped(nameOf(check))}: ${escaped(check.rule)}">`
    const places = violations.filter(({ code, column }) => code === check.code && column === check.column)
    const lines = places.map(({ message }) => escaped(message)).join('\n')
    if (check.status === 'failed') yield `<failure message="${escaped(summary(check))}">${lines}</failure>`
    if (check.status === 'warned') yield `<system-out>${escaped(summary(check))}\n${lines}</system-out>`
    yield '</testcase>\n'
  }
  yield '</testsuite>\n</testsuites>\n'
}

const summary = ({ violations, rows_checked, found }: Row) =>
  rows_checked === null ? `found: ${found ?? ''}` : `${violations} of ${rows_checked} rows`

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML allows no control characters at all, so they are written out. */
const escaped = (value: unknown) => plainText(String(value ?? '')).replace(/[&<>"]/g, sign => SIGNS[sign]!)
