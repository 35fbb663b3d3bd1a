/** A thing worth knowing of an export, and what to do about it. */

import type { UserError } from '../../errors/index.ts'

/** `error`: an analysis stops at it. `warning`: its numbers may mislead. `info`: good to know. */
export const SEVERITIES = ['error', 'warning', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

export interface Finding {
  /** Stable, for scripts. */
  readonly code: string
  readonly severity: Severity
  readonly what: string
  /** File, row, column; null where it is about all of them. */
  readonly where: string | null
  readonly whatToDo: string
  /** Words of the command line that settle it, one list for each way to settle it. */
  readonly remedies: readonly (readonly string[])[]
}

/** What an analysis would have stopped at. */
export function findingOf({ message, hint, details }: UserError): Finding {
  const { code = 'error', place = '', remedies = [] } = details ?? {}
  const start = place === '' ? '' : `${place}: `
  return {
    code,
    severity: 'error',
    what: message.startsWith(start) ? message.slice(start.length) : message,
    where: place || null,
    whatToDo: hint,
    remedies,
  }
}
