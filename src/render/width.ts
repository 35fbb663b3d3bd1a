/** How many terminal columns a text takes, and texts cut or wrapped to a number of columns. */

const ASCII = /^[\x20-\x7e]*$/
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u
const NO_WIDTH = /^[\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Default_Ignorable_Code_Point}]$/u

/**
 * First and last code points of the ranges that are Wide or Fullwidth in EastAsianWidth.txt of Unicode 17,
 * with the unassigned ones between them; emoji are known by their property.
 */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2630, 0x2637],
  [0x268a, 0x268f],
  [0x2e80, 0x303e],
  [0x3041, 0x3247],
  [0x3250, 0xa4c6],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x1b2fb],
  [0x1d300, 0x1d376],
  [0x1f200, 0x1f265],
  [0x1f6d9, 0x1f6d9],
  [0x1f7da, 0x1f7da],
  [0x1fa8b, 0x1fafa],
  [0x20000, 0x3fffd],
]

/** Vowels and finals of Hangul written in parts: they join the syllable before them. */
const HANGUL_TAILS: readonly (readonly [first: number, last: number])[] = [
  [0x1160, 0x11ff],
  [0xd7b0, 0xd7fb],
]

let segmenter: Intl.Segmenter | undefined

/** Columns of a terminal the text takes: 2 for East Asian wide characters and emoji, 0 for combining marks. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length
  let width = 0
  for (const cluster of clusters(text)) width += clusterWidth(cluster)
  return width
}

/** The text, or as much of its beginning as fits together with the ellipsis; never half a character. */
export function cut(text: string, width: number, ellipsis: string): string {
  if (widthOf(text) <= width) return text
  return head(text, width - ellipsis.length) + ellipsis.slice(0, Math.max(0, width))
}

/** The text in lines of at most that width, broken at spaces; a longer word is broken where it must be. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`
    if (widthOf(joined) <= width) {
      line = joined
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (widthOf(line) > width) {
      const start = head(line, width)
      if (start === '') break
      lines.push(start)
      line = line.slice(start.length)
    }
  }
  return [...lines, line]
}

/** Filled with spaces to that many columns. */
export function pad(text: string, width: number, side: 'left' | 'right'): string {
  const gap = ' '.repeat(Math.max(0, width - widthOf(text)))
  return side === 'left' ? text + gap : gap + text
}

function head(text: string, width: number): string {
  let taken = 0
  let length = 0
  for (const cluster of clusters(text)) {
    taken += clusterWidth(cluster)
    if (taken > width) break
    length += cluster.length
  }
  return text.slice(0, length)
}

function* clusters(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (const { segment } of segmenter.segment(text)) yield segment
}

function clusterWidth(cluster: string): number {
  if (EMOJI.test(cluster)) return 2
  let width = 0
  for (const character of cluster) width += characterWidth(character)
  return width
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (NO_WIDTH.test(character) || isIn(HANGUL_TAILS, code)) return 0
  return isIn(WIDE, code) ? 2 : 1
}

const isIn = (ranges: readonly (readonly [first: number, last: number])[], code: number) =>
  ranges.some(([first, last]) => code >= first && code <= last)
