/** Of attributes that are compared with value. */

import { usage } from './user-error.ts'

export const noAttributes = () =>
  usage(
    'segment profile needs something to compare',
    'name columns with --attribute channel,country, or join a file with --customers-file FILE',
  )

/** `why`: what it is instead of an attribute. */
export const laterAttribute = (name: string, why: string) =>
  usage(
    `--attribute ${name}: ${why}, so it says what good customers did, not who they are`,
    'leave it out, or give --allow-later to compare it all the same',
  )

export const nobodyObserved = (days: number) =>
  usage(
    `no customer has been observed for ${days} days after the first order`,
    'give fewer days with --within, or a later --as-of',
  )
