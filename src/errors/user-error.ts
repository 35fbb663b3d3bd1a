/** What an error of the user's is: a line, a hint, an exit code; and what is done at one. */

/** Documented in README.md; a script may rely on each of them. */
export const EXIT = {
  done: 0,
  checkFailed: 1,
  usage: 2,
  input: 3,
  output: 4,
  fit: 5,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What `inspect` tells of an error beside its message. */
export interface ErrorDetails {
  /** Stable, for scripts. */
  readonly code: string
  /** The file, row or column with which the message begins; '' where it names none. */
  readonly place?: string
  /** Words of the command line that settle it, one list for each way to settle it. */
  readonly remedies?: readonly (readonly string[])[]
}

/** The user's mistake, or their file's: printed as one line and a hint, never as a stack trace. */
export class UserError extends Error {
  readonly exitCode: ExitCode
  readonly hint: string
  readonly details: ErrorDetails | null

  constructor(exitCode: ExitCode, message: string, hint: string, details: ErrorDetails | null = null) {
    super(message)
    this.name = 'UserError'
    this.exitCode = exitCode
    this.hint = hint
    this.details = details
  }
}

/** Hears what keeps an analysis from an answer: an analysis stops there, `inspect` tells of it and goes on. */
export type OnFault = (fault: UserError) => void

/** What an analysis does at a fault. */
export const stop: OnFault = fault => {
  throw fault
}

export const usage = (message: string, hint: string, details?: ErrorDetails) =>
  new UserError(EXIT.usage, message, hint, details)
export const input = (message: string, hint: string, details?: ErrorDetails) =>
  new UserError(EXIT.input, message, hint, details)
export const output = (message: string, hint: string) => new UserError(EXIT.output, message, hint)
export const fitting = (message: string, hint: string) => new UserError(EXIT.fit, message, hint)
