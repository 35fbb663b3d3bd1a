/** Colours and signs of a terminal, or their plain replacements. */

import { Chalk } from 'chalk'
import type { Style } from './renderer.ts'

export interface Ink {
  readonly isUnicode: boolean
  readonly ellipsis: string
  /** Stands where there is no value. */
  readonly empty: string
  title(text: string): string
  head(text: string): string
  faint(text: string): string
  /** A background from pale (0) to strong (1). */
  shade(text: string, strength: number): string
}

/** Blues of the 256 colour palette, each pale enough for black text. */
const SHADES = [195, 153, 117, 75, 39] as const
const BLACK = 16

/** An instance of chalk of its own: the shared one looks at the process and knows neither --color nor NO_COLOR. */
export function inkOf({ color, unicode }: Style): Ink {
  const chalk = new Chalk({ level: color ? 2 : 0 })
  return {
    isUnicode: unicode,
    ellipsis: unicode ? '…' : '...',
    empty: unicode ? '–' : '-',
    title: chalk.bold,
    head: chalk.bold,
    faint: chalk.dim,
    shade: (text, strength) => {
      const step = Math.min(SHADES.length - 1, Math.floor(strength * SHADES.length))
      return chalk.bgAnsi256(SHADES[step]!).ansi256(BLACK)(text)
    },
  }
}
