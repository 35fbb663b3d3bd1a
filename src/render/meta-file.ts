/** The facts beside one table as a JSON file of its own: OUT.meta.json. */

import type { Writable } from 'node:stream'
import type { Report } from '../report.ts'
import { sidecarOf } from './meta.ts'
import { plainJson } from './plain-text.ts'
import { theTable } from './tables.ts'
import { write } from './write.ts'

export const metaFile = (report: Report, sink: Writable, table: string | null): Promise<void> =>
  write(sink, `${plainJson(sidecarOf(report, theTable(report, table)))}\n`)
