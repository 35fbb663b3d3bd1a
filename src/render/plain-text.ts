/** Text from a stranger's file, made safe to show: nothing in it can move the cursor, turn the reading order, or hide. */

/** Controls C0, DEL and C1 (an escape sequence begins with one), and separators of lines. */
const CONTROLS = String.raw`\u0000-\u001f\u007f-\u009f\u2028\u2029`

/** Marks that turn the direction of writing. */
const TURNS = String.raw`\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069`

/** Characters without width or ink, by which two texts can differ and look alike; letters of the tags block. */
const HIDDEN = String.raw`\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}`

/** Scripts in which a joiner or non-joiner between letters changes how they are written, as in Persian and Hindi. */
const JOINING = 'Arab Syrc Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Mymr'
  .split(' ')
  .map(script => String.raw`\p{Script=${script}}`)
  .join('')

/** What may stand before the joiner of an emoji, such as a family. */
const EMOJI = String.raw`\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}`

const UNSAFE = new RegExp(
  [
    `[${CONTROLS}${TURNS}${HIDDEN}]`,
    String.raw`\p{Surrogate}`,
    // Joiners, but where letters or pictures are joined.
    String.raw`(?<![${JOINING}])\u200c|\u200c(?![${JOINING}])`,
    String.raw`(?<![${JOINING}${EMOJI}])\u200d|\u200d(?![${JOINING}\p{Extended_Pictographic}])`,
    // Selectors of a variant, but after what has any.
    String.raw`(?<![${EMOJI}\p{Emoji}\p{Script=Han}\p{Sm}])[\ufe00-\ufe0f]`,
    String.raw`(?<!\p{Script=Han})[\u{e0100}-\u{e01ef}]`,
  ].join('|'),
  'gu',
)

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The text on one line, with every such character written out: a newline is shown as \n, an escape as \x1b. */
export function plainText(text: string): string {
  return text.replace(UNSAFE, written)
}

/** The same for texts of several lines, which stay lines; tabs stay too. */
export function plainLines(text: string): string {
  return text.replace(UNSAFE, unsafe => (unsafe === '\n' || unsafe === '\t' ? unsafe : written(unsafe)))
}

function written(unsafe: string): string {
  const code = unsafe.codePointAt(0)!
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
  const hex = code.toString(16)
  if (code > 0xffff) return `\\u{${hex}}`
  return SHORT[unsafe] ?? (code < 256 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`)
}

/** JSON of a value in which no such character is left raw: it is read back as the same value. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE, escapedInJson)
}

/** Unit by unit of UTF-16, which is how JSON writes what lies beyond U+FFFF. */
const escapedInJson = (unsafe: string) =>
  Array.from({ length: unsafe.length }, (_, i) => {
    return `\\u${unsafe.charCodeAt(i).toString(16).padStart(4, '0')}`
  }).join('')
