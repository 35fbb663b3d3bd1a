/** Bars and sparklines in characters: eighths of a block where there is Unicode, signs of ASCII where there is not. */

import type { Ink } from './ink.ts'
import { cut, pad, widthOf } from './width.ts'

export interface Bar {
  readonly label: string
  readonly value: number
  readonly text: string
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const
const SPARKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const
const ASCII_SPARKS = ['_', '.', '-', '=', '+', '*', '#', '@'] as const
const MOST_COLUMNS = 40

/** A line a bar, the longest filling what labels and numbers leave of the width. */
export function barLines(bars: readonly Bar[], ink: Ink, width: number): string[] {
  const most = Math.max(...bars.map(({ value }) => value))
  const texts = Math.max(...bars.map(({ text }) => widthOf(text)))
  const labels = Math.min(
    Math.max(...bars.map(({ label }) => widthOf(label))),
    Math.max(8, width - texts - 12),
  )
  const room = Math.min(MOST_COLUMNS, width - labels - texts - 4)
  if (!(most > 0) || room < 4) return []
  return bars.map(({ label, value, text }) => {
    const name = pad(cut(label, labels, ink.ellipsis), labels, 'left')
    return `${name}  ${pad(text, texts, 'right')}  ${bar((value / most) * room, ink)}`
  })
}

function bar(length: number, ink: Ink): string {
  if (!ink.isUnicode) return '#'.repeat(Math.max(length > 0 ? 1 : 0, Math.round(length)))
  const whole = Math.floor(length)
  const rest = EIGHTHS[Math.floor((length - whole) * 8)]!
  return '█'.repeat(whole) + (whole === 0 && rest === '' && length > 0 ? EIGHTHS[1] : rest)
}

/** One character a value, from the least (0) to the most of them all. */
export function sparkline(values: readonly number[], ink: Ink): string {
  const signs = ink.isUnicode ? SPARKS : ASCII_SPARKS
  const most = Math.max(...values)
  return values
    .map(value =>
      most > 0 ? signs[Math.min(signs.length - 1, Math.floor((value / most) * signs.length))]! : signs[0],
    )
    .join('')
}
