/** How an answer may look where it goes: width, colour, signs. */

import type { Style } from './renderer.ts'

export type ColorChoice = 'auto' | 'always' | 'never'

/** The part of a stream that says whether it is a terminal; process.stdout is one. */
export interface Screen {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

export interface StyleInputs {
  readonly color: ColorChoice
  readonly stream: Screen
  readonly env: Readonly<Record<string, string | undefined>>
  readonly table?: string | null
  readonly maxRows?: number
}

/** The width of a VT100, for terminals that do not say theirs. */
const TERMINAL_WIDTH = 80

/** Where there is no terminal nothing breaks lines: wide enough for most tables, still readable in an editor. */
const FILE_WIDTH = 100

/** Framing more would take seconds, and nobody reads further. */
const MAX_ROWS = 50

/** The style for a stream; the flag wins over NO_COLOR, NO_COLOR over FORCE_COLOR. */
export function styleFor({ color, stream, env, table = null, maxRows = MAX_ROWS }: StyleInputs): Style {
  return {
    width: widthFor(stream, env),
    color: color === 'auto' ? wantsColor(stream, env) : color === 'always',
    unicode: hasUnicode(env),
    table,
    maxRows,
    pictures: stream.isTTY === true,
  }
}

function widthFor({ isTTY, columns }: Screen, env: StyleInputs['env']): number {
  if (isTTY && columns) return columns
  const given = Number(env.COLUMNS)
  if (Number.isInteger(given) && given > 0) return given
  return isTTY ? TERMINAL_WIDTH : FILE_WIDTH
}

/** https://no-color.org (set and not empty) and https://force-color.org, where 0 and false mean no. */
function wantsColor({ isTTY }: Screen, env: StyleInputs['env']): boolean {
  if (env.NO_COLOR) return false
  const forced = env.FORCE_COLOR
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return Boolean(isTTY) && env.TERM !== 'dumb'
}

/** Consoles without Unicode say so: the Linux console and dumb terminals by TERM, others by the C locale. */
function hasUnicode(env: StyleInputs['env']): boolean {
  if (env.TERM === 'dumb' || env.TERM === 'linux') return false
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG
  return locale !== 'C' && locale !== 'POSIX'
}
