/** Of what is hidden before an answer leaves the machine. */

import { didYouMean } from './did-you-mean.ts'
import { usage } from './user-error.ts'

export const HASH_KEY_VARIABLE = 'TENURE_HASH_KEY'

const MAKE_ONE = 'make one with: openssl rand -hex 32'

export const hashKeyMissing = () =>
  usage(
    '--hash: there is no key',
    `give --hash-key-file FILE, or set ${HASH_KEY_VARIABLE} in the environment; ${MAKE_ONE}`,
  )

export const hashKeyTooShort = (least: number) =>
  usage(`--hash: the key is shorter than ${least} characters, so that it could be guessed`, MAKE_ONE)

export const hiddenColumnUnknown = (flag: string, column: string, known: readonly string[]) =>
  usage(
    `--${flag} ${column}: what is written has no such column${didYouMean(column, known)}`,
    `it has: ${known.join(', ')}`,
  )

export const hiddenTwice = (column: string) =>
  usage(`--hash ${column} and --drop ${column}: it cannot be both`, 'leave one of them out')

export const onlyPeople = (tables: readonly string[]) =>
  usage(
    `--min-cell: ${tables.join(' and ')} ${tables.length === 1 ? 'has' : 'have'} a row for each customer, and nothing else would be left`,
    'ask a question that counts customers, or write it without --min-cell',
  )
