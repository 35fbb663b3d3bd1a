/** The work of a job: a question among others about the same rows, or a command by itself. */

import { analyseTogether, type Question, readsOf } from '../analyse.ts'
import type { CommandContext } from '../commands/context.ts'
import type { JobRequest, Tool } from '../commands/tool.ts'
import { type OptionsOf, readOptions, statedOptions } from '../flags.ts'
import type { Listener } from '../ingest/source.ts'
import type { Report } from '../report.ts'
import { inputFlags } from './input-flags.ts'
import type { Io } from './io.ts'
import type { Kind } from './job-kinds.ts'
import { openReportOutput, openRowsOutput, type Output } from './output.ts'
import { exportFlags, reportFlags } from './output-flags.ts'
import { openRejects } from './rejects.ts'
import { inputOptionsOf, orderRulesOf, rowRequestOf } from './request.ts'

interface Surroundings {
  readonly listener: Listener
  readonly tool: Tool
  readonly io: Io
}

/** As `Tool` says. */
export async function begin(jobs: readonly JobRequest[], surroundings: Surroundings) {
  const [{ kind }] = jobs as [JobRequest]
  if ('analysis' in kind) return begun(jobs, surroundings)
  return jobs.map(job => () => runCommand(job, surroundings))
}

/** What is read, and how, as text; a command reads for itself. */
export async function passKey(job: JobRequest, io: Io): Promise<string> {
  const { analysis } = job.kind as Partial<Extract<Kind, { analysis: unknown }>>
  if (!analysis) return `${job.kind.words[0]} ${job.outputs[0]?.path}`
  const { input, ...rows } = rowsOf(job, SILENT, io)
  const reads = await readsOf({ analysis, options: job.options }, { ...rows, input })
  return JSON.stringify([job.files, statedOptions(inputFlags, job.input), rows.state, reads])
}

/** The same rows for all of them, read once. */
async function begun(jobs: readonly JobRequest[], { listener, io }: Surroundings) {
  const [first] = jobs as [JobRequest]
  const rejected = first.input.rejects as string | null
  const rejects = await openRejects(rejected, first.files, { abort: async () => {} }, null)
  try {
    const reports = await analyseTogether(
      jobs.map(questionOf),
      rowsOf(first, rejects.listening(listener), io),
    )
    return jobs.map((job, i) => async () => writeReport(reports[i]!(), job, io))
  } finally {
    await rejects.close()
  }
}

const questionOf = ({ kind, options, stated }: JobRequest): Question => ({
  analysis: (kind as Extract<Kind, { analysis: unknown }>).analysis,
  options,
  stated,
})

function rowsOf({ files, input }: JobRequest, listener: Listener, io: Io) {
  const values = input as OptionsOf<typeof inputFlags>
  return {
    paths: files,
    state: (input.state ?? null) as string | null,
    input: inputOptionsOf(values),
    orders: orderRulesOf(values),
    ...rowRequestOf(values, io.now()),
    listener,
  }
}

const SILENT: Listener = { onBytes() {}, onRows() {} }

async function writeReport(report: Report, { outputs, printed }: JobRequest, io: Io): Promise<void> {
  const given = { ...readOptions(reportFlags, { color: 'never', quiet: true }), ...printed }
  for (const { path, format, table } of outputs) {
    const values = { ...given, output: path, table, format } as OptionsOf<typeof reportFlags>
    await written(await openReportOutput(values, io), report)
  }
}

async function written<Answer>(output: Output<Answer>, answer: Answer): Promise<void> {
  try {
    await output.write(answer)
  } catch (error) {
    await output.abort()
    throw error
  }
}

async function runCommand(job: JobRequest, { listener, tool, io }: Surroundings): Promise<void> {
  const { command } = job.kind as Extract<Kind, { command: unknown }>
  // Of a command without files too: every input flag has a default.
  const values = { ...readOptions(inputFlags, {}), ...job.input }
  const rows = rowsOf({ ...job, input: values }, listener, io)
  const rejects = await openRejects(values.rejects, job.files, { abort: async () => {} }, null)
  const { path: output, format } = job.outputs[0]!
  const context: CommandContext = {
    ...rows,
    paths: [...job.operands, ...job.files],
    output,
    engine: { ...rows, listener: rejects.listening(listener) },
    stated: job.stated,
    tool,
    onOpen: () => {},
    report: report => writeReport(report, job, io),
    rows: async stream => {
      const printed = { ...readOptions(exportFlags, { quiet: true }), ...job.printed, output, format }
      await written(await openRowsOutput(printed as OptionsOf<typeof exportFlags>, io), stream)
    },
  }
  try {
    const work = await command.load()
    await work(job.options, context)
  } finally {
    await rejects.close()
  }
}
