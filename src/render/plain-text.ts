/** Text from a stranger's file, made safe to show: nothing in it can move the cursor or turn the reading order. */

/**
 * C0, DEL and C1 controls (an escape sequence begins with one), the marks that override the direction of
 * writing, line separators, and halves of surrogate pairs.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The text on one line, with every control character written out: a newline is shown as \n, an escape as \x1b. */
export function plainText(text: string): string {
  return text.replace(UNSAFE, written)
}

function written(unsafe: string): string {
  const code = unsafe.charCodeAt(0)
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
  const hex = code.toString(16)
  return SHORT[unsafe] ?? (code < 256 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex}`)
}

/** JSON of a value in which no such character is left raw: it is read back as the same value. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE, escapedInJson)
}

const escapedInJson = (unsafe: string) => `\\u${unsafe.charCodeAt(0).toString(16).padStart(4, '0')}`
