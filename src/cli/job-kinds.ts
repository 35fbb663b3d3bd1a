/** The lists of questions and commands as kinds of job. */

import type { Analysis } from '../analyses/analysis.ts'
import { analyses } from '../analyses/index.ts'
import type { Command } from '../commands/command.ts'
import { commands } from '../commands/index.ts'
import type { JobKind } from '../commands/tool.ts'
import { inputFlags, stateFlags, textFlags } from './input-flags.ts'
import { exportFlags, reportFlags, screenFlags } from './output-flags.ts'

export type Kind = JobKind & ({ readonly analysis: Analysis } | { readonly command: Command })

/** Everything that a job can be: all but what takes no exports and makes none. */
export const jobKinds = (): Kind[] => [
  ...commands.filter(({ readsNoExports }) => !readsNoExports).map(kindOfCommand),
  ...analyses.map(kindOfAnalysis),
]

/** No answer depends on it, so that no report tells of it. */
const UNSTATED = { state: { ...stateFlags.state, state: () => null } }

function kindOfAnalysis(analysis: Analysis): Kind {
  const { name, isDefault, summary, flags } = analysis
  return {
    analysis,
    words: [name.join(' '), ...(isDefault ? [name[0]!] : [])],
    summary,
    operands: [],
    flags,
    outputFlags: withoutScreen(reportFlags),
    inputFlags: { ...inputFlags, ...UNSTATED },
    writesReport: true,
  }
}

function kindOfCommand(command: Command): Kind {
  const { name, summary, flags, operands, readsCells, writes } = command
  const writesReport = writes === 'report'
  return {
    command,
    words: [name.join(' ')],
    summary,
    operands: [...(operands ?? '').matchAll(/<(\w+)>/g)].map(([, operand]) => operand!),
    flags,
    outputFlags: withoutScreen(writesReport ? reportFlags : exportFlags),
    inputFlags: operands === null ? null : readsCells ? textFlags : inputFlags,
    writesReport,
  }
}

/** A file has no colours, and nobody looks on. */
const withoutScreen = (flags: JobKind['outputFlags']) =>
  Object.fromEntries(Object.entries(flags).filter(([key]) => !(key in screenFlags)))
