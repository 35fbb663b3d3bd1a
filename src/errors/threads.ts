/** What can go wrong between threads. */

import { EXIT, UserError } from './user-error.ts'

const died = (reason: string, hint: string) =>
  new UserError(EXIT.bug, `a thread that reads the input has died: ${reason}`, hint, { code: 'thread-died' })

export const threadDied = (reason: string) =>
  died(reason, 'run it again with --threads 1, or with more memory if it ran out of it')

export const decoderDied = (reason: string) =>
  died(reason, 'run it again, with more memory if it ran out of it')
