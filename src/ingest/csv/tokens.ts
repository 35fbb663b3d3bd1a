/** Records of a piece of text, taken apart to the letter: for what must be known before, and beside, a parser. */

/** How records are made of characters. */
export interface Layout {
  /** One or more characters; SPACES is any run of spaces and tabs. */
  readonly delimiter: string
  /** Encloses cells; '' where nothing does. */
  readonly quote: string
  /** Stands before a quote within quotes; the quote itself in most files. */
  readonly escapedBy: string
  /** Spaces between a delimiter and a quote belong to neither. */
  readonly isSpaced: boolean
}

/** The delimiter of tables that are aligned with spaces. */
export const SPACES = ' '

export interface Tokens {
  readonly cells: readonly string[]
  /** The line on which the record starts; the first of the text is 1. */
  readonly line: number
  /** Cells that are enclosed in quotes. */
  readonly quoted: number
  /** Cells that are not, but hold a quote behind spaces. */
  readonly behindSpaces: number
  /** Null where all is well. */
  readonly fault: QuoteFault | null
}

export interface QuoteFault {
  /** A quote is never closed, or is closed in the middle of a cell. */
  readonly kind: 'open' | 'stray'
  /** Of the text: where that quote opens. */
  readonly line: number
  /** The place of its cell in the record. */
  readonly cell: number
}

/** Records that hold anything, up to a number of them. */
export function tokenise(text: string, layout: Layout, most: number): Tokens[] {
  const reader = new TokenReader(text, layout)
  const records: Tokens[] = []
  while (records.length < most) {
    const record = reader.next()
    if (!record) break
    records.push(record)
  }
  return records
}

const isSpace = (letter: string | undefined) => letter === ' ' || letter === '\t'
const isLineEnd = (letter: string | undefined) => letter === '\n' || letter === '\r'

class TokenReader {
  readonly #text: string
  readonly #layout: Layout
  #at = 0
  #line = 1
  #quoted = 0
  #behindSpaces = 0
  #fault: QuoteFault | null = null

  constructor(text: string, layout: Layout) {
    this.#text = text
    this.#layout = layout
  }

  next(): Tokens | null {
    while (isLineEnd(this.#text[this.#at])) this.#takeLineEnd()
    if (this.#at >= this.#text.length) return null
    const line = this.#line
    const cells: string[] = []
    this.#quoted = 0
    this.#behindSpaces = 0
    this.#fault = null
    do cells.push(this.#cell(cells.length))
    while (this.#takeDelimiter())
    if (this.#at < this.#text.length) this.#takeLineEnd()
    const held = this.#layout.delimiter === SPACES ? cells.filter(cell => cell !== '') : cells
    return { cells: held, line, quoted: this.#quoted, behindSpaces: this.#behindSpaces, fault: this.#fault }
  }

  #cell(place: number): string {
    const { quote, isSpaced } = this.#layout
    const start = this.#at
    if (isSpaced) this.#skipSpaces()
    if (quote !== '' && this.#text.startsWith(quote, this.#at)) return this.#quotedCell(place)
    const text = this.#upToDelimiter()
    if (quote !== '' && this.#text[start] !== quote && text.trimStart().startsWith(quote))
      this.#behindSpaces++
    return isSpaced ? text.trim() : text
  }

  #quotedCell(place: number): string {
    const { quote, escapedBy, isSpaced } = this.#layout
    const line = this.#line
    let cell = ''
    this.#quoted++
    this.#at++
    for (;;) {
      const letter = this.#text[this.#at]
      if (letter === undefined) {
        this.#fault ??= { kind: 'open', line, cell: place }
        return cell
      }
      const next = this.#text[this.#at + 1]
      if (letter === escapedBy && next !== undefined && (escapedBy !== quote || next === quote)) {
        cell += next
        this.#at += 2
      } else if (letter === quote) break
      else if (isLineEnd(letter)) cell += this.#takeLineEnd()
      else {
        cell += letter
        this.#at++
      }
    }
    this.#at++
    if (isSpaced) this.#skipSpaces()
    const rest = this.#upToDelimiter()
    if (rest !== '') this.#fault ??= { kind: 'stray', line, cell: place }
    return cell + rest
  }

  #upToDelimiter(): string {
    const start = this.#at
    while (this.#at < this.#text.length && !this.#isDelimiter() && !isLineEnd(this.#text[this.#at]))
      this.#at++
    return this.#text.slice(start, this.#at)
  }

  #isDelimiter(): boolean {
    const { delimiter } = this.#layout
    return delimiter === SPACES ? isSpace(this.#text[this.#at]) : this.#text.startsWith(delimiter, this.#at)
  }

  #takeDelimiter(): boolean {
    if (this.#at >= this.#text.length || !this.#isDelimiter()) return false
    this.#at += this.#layout.delimiter.length
    return true
  }

  #skipSpaces(): void {
    while (isSpace(this.#text[this.#at]) && !this.#isDelimiter()) this.#at++
  }

  #takeLineEnd(): string {
    const length = this.#text.startsWith('\r\n', this.#at) ? 2 : 1
    const end = this.#text.slice(this.#at, this.#at + length)
    this.#at += length
    this.#line++
    return end
  }
}
