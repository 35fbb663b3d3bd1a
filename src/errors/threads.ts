/** What can go wrong between threads. */

import { EXIT, UserError } from './user-error.ts'

export const threadDied = (reason: string) =>
  new UserError(
    EXIT.bug,
    `a thread that reads the input has died: ${reason}`,
    'run it again with --threads 1, or with more memory if it ran out of it',
    { code: 'thread-died' },
  )
