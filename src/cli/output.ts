/** Where an answer goes: rendered to standard output or a file, its facts beside it where the format has no room. */

import type { Writable } from 'node:stream'
import type { OptionsOf } from '../flags.ts'
import { type ExportEntry, exportFormatOf, exportFormats } from '../render/export.ts'
import { factLines } from '../render/facts.ts'
import { chooseFormat, renderers } from '../render/index.ts'
import { metaFile } from '../render/meta-file.ts'
import { openSink, type Sink } from '../render/sink.ts'
import { styleFor } from '../render/style.ts'
import type { Report } from '../report.ts'
import type { RowStream } from '../commands/context.ts'
import { binaryToTerminal } from '../errors/index.ts'
import { terminalGate } from '../render/terminal-gate.ts'
import type { Io } from './io.ts'
import { hiddenReport, hiddenRows, hidingOf } from './privacy.ts'
import type { exportFlags, reportFlags } from './output-flags.ts'

export interface Output<Answer> {
  /** Writes the answer; it becomes visible when all of it is written. */
  write(answer: Answer): Promise<void>
  /** Leaves no trace. */
  abort(): Promise<void>
}

/** Opens where a report will go, before any work is done: an unwritable path fails at once. */
export async function openReportOutput(
  values: OptionsOf<typeof reportFlags>,
  io: Io,
): Promise<Output<Report>> {
  const { stdout, stderr, env } = io
  const hiding = hidingOf(values, io)
  const isFile = values.output !== null && values.output !== '-'
  const format = chooseFormat(values.format, values.output, Boolean(stdout.isTTY))
  const { load, leavesFactsOut } = renderers[format]
  const sinks: Sink[] = [
    await openSink(values.output, isFile ? stdout : screenFor(format, stdout), values.mode),
  ]
  if (isFile && leavesFactsOut)
    sinks.push(await openSink(`${values.output}.meta.json`, undefined, values.mode))
  const [answer, facts] = sinks
  const style = styleFor({ color: values.color, stream: isFile ? {} : stdout, env, table: values.table })
  return {
    async write(whole) {
      const report = hiddenReport(whole, hiding, values)
      const render = await load()
      await render(report, answer!.stream, style)
      if (facts) await metaFile(report, facts.stream, values.table)
      else if (leavesFactsOut && !values.quiet) {
        for (const line of factLines(report)) stderr.write(`${line}\n`)
      }
      // The facts first: whoever waits for the answer finds them beside it.
      for (const sink of sinks.reverse()) await sink.finish()
    },
    abort: () => abortAll(sinks),
  }
}

/** The same for rows as they are. */
export async function openRowsOutput(
  values: OptionsOf<typeof exportFlags>,
  io: Io,
): Promise<Output<RowStream>> {
  const { stdout } = io
  const hiding = hidingOf(values, io)
  const { output, format } = values
  const isFile = output !== null && output !== '-'
  const chosen = format ?? (isFile ? exportFormatOf(output) : 'csv')
  const { load }: ExportEntry = exportFormats[chosen]
  const sink = await openSink(output, isFile ? stdout : screenFor(chosen, stdout), values.mode)
  return {
    async write(stream) {
      const { batches, schema } = await hiddenRows(stream, hiding)
      const exportRows = await load(values.safeCsv)
      await exportRows(batches, schema, sink.stream)
      await sink.finish()
    },
    abort: () => abortAll([sink]),
  }
}

/** Formats that no terminal can show. */
const BINARY: readonly string[] = ['parquet', 'arrow']

/** Standard output: as it is in a pipe and for tables, which are safe by themselves; else gated where it is a terminal. */
function screenFor(format: string, stdout: Io['stdout']): Io['stdout'] | Writable {
  if (!stdout.isTTY || format === 'table') return stdout
  if (BINARY.includes(format)) throw binaryToTerminal(format)
  return terminalGate(stdout)
}

async function abortAll(sinks: readonly Sink[]): Promise<void> {
  for (const sink of sinks) await sink.abort()
}
