/** NAME=NUMBER pairs of a simulation, as one flag. */

import { badFlagValue } from '../../errors/index.ts'
import type { Flag } from '../../flags.ts'

type Params = Readonly<Record<string, number>>

/** r=0.6,alpha=40: what is not given keeps its default. A UserError (exit 2) for other names and other numbers. */
export function paramsFlag<P extends Params>(
  defaults: P,
  isAllowed: (name: keyof P, value: number) => boolean,
  expected: string,
  help: string,
): Flag<P> {
  return {
    placeholder: 'NAME=X,...',
    help: `${help} (${paramsText(defaults)})`,
    default: defaults,
    state: paramsText,
    parse: (text, name, previous) => {
      const pairs = text.split(',').map(pair => pair.split('=').map(side => side.trim()))
      const isGood = ([key = '', value = '', ...rest]: string[]) =>
        key in defaults && value !== '' && rest.length === 0 && isAllowed(key, Number(value))
      if (!pairs.every(isGood)) throw badFlagValue(name, text, expected)
      return { ...previous, ...Object.fromEntries(pairs.map(([key, value]) => [key, Number(value)])) }
    },
  }
}

/** r=0.6,alpha=40 */
export const paramsText = (params: Params) =>
  Object.entries(params)
    .map(([name, value]) => `${name}=${value}`)
    .join(',')
