/** Flags as options of commander, and what was given as options of ours. */

import { Option, type Command as Program } from 'commander'
import { type Flag, type Flags, flagName, type OptionsOf } from '../flags.ts'

/** Adds flags to a command, under a heading of their own in its help. */
export function addFlags(program: Program, heading: string, flags: Flags): void {
  program.optionsGroup(heading)
  for (const [key, flag] of Object.entries(flags)) program.addOption(optionOf(flagName(key), flag))
}

function optionOf(name: string, flag: Flag<unknown>): Option {
  const { placeholder, choices, help, short, default: initial } = flag
  const names = short ? `-${short}, --${name}` : `--${name}`
  if (placeholder === null) return new Option(names, help)
  const option = new Option(`${names} <${placeholder}>`, help)
  if (choices) option.choices(choices)
  // A default of several parts is told by the help itself.
  if (initial !== null && typeof initial !== 'object') option.default(initial)
  return option.argParser((text, previous) => flag.parse(text, name, previous ?? initial))
}

/** The values of those flags: as given, else their defaults. */
export function valuesOf<F extends Flags>(program: Program, flags: F): OptionsOf<F> {
  const given = program.opts()
  const values = Object.entries(flags).map(([key, flag]) => [key, given[key] ?? flag.default])
  return Object.fromEntries(values) as OptionsOf<F>
}
