/** Cells of any column against one another, where all that is known of them is their text. */

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/

export const isNumberText = (text: string) => NUMBER.test(text)

/** As numbers where both are written as one, else as texts by code point: ISO dates come out right. */
export function compareCells(a: string, b: string): number {
  if (a === b) return 0
  if (isNumberText(a) && isNumberText(b)) {
    if (Number(a) !== Number(b)) return Number(a) - Number(b)
    if (!isId(a) && !isId(b)) return 0
  }
  return a < b ? -1 : 1
}

/** 007 and 7 are two ids, and so are integers past 2^53 that a number would make one. */
const isId = (text: string) => /^[-+]?0\d/.test(text) || !Number.isSafeInteger(Math.trunc(Number(text)))
