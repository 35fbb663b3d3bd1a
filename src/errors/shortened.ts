/** Cells come from outside and may be of any length; people are shown how they begin. */

const LONGEST = 60

/** The text, or its beginning with an ellipsis; never half a character. */
export function shortened(text: string): string {
  if (text.length <= LONGEST) return text
  return `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
