/** Of YAML files that hold something else than they should. */

import { didYouMean } from './did-you-mean.ts'
import { usage } from './user-error.ts'
import { list } from './wording.ts'

export const wrongYaml = (place: string, what: string, hint: string) => usage(`${place}: ${what}`, hint)

export const unknownYamlKey = (place: string, key: string, known: readonly string[]) =>
  usage(`${place}: there is no key ${key}${didYouMean(key, known)}`, `the keys there are: ${list(known)}`)
