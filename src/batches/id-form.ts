/** Ids that are counted up: a prefix and a number, perhaps filled up with zeros. Such an id is its number. */

import type { ByteCells } from './raw.ts'

/** `C00042` is 42 where the prefix is `C` and there are at least 5 digits. */
export interface IdForm {
  readonly prefix: Uint8Array
  /** Numbers with fewer digits have zeros before them; 1 where none has. */
  readonly digits: number
}

/** 10^9 is the last power of ten below 2^31. */
const MOST_DIGITS = 9

/** A longer text before the digits is no prefix. */
const LONGEST_PREFIX = 32

const ZERO = 48

/** The form that most of these texts seem to have, by the first of them; null where it has none. */
export function idFormOf(texts: readonly string[]): IdForm | null {
  const [, prefix, first] = /^(.*?)(\d{1,9})$/s.exec(texts[0] ?? '') ?? []
  if (prefix === undefined || prefix.length > LONGEST_PREFIX || /\d$/.test(prefix)) return null
  const bytes = new TextEncoder().encode(prefix)
  const padded = texts.find(text => text.startsWith(`${prefix}0`) && text.length === texts[0]!.length)
  const digits = padded === undefined ? 1 : first!.length
  const form: IdForm = { prefix: bytes, digits }
  const fitting = texts.filter(text => numberOf(form, text) !== -1).length
  return bytes.length <= LONGEST_PREFIX && 2 * fitting > texts.length ? form : null
}

/** Whether the same numbers stand for the same texts. */
export const isSameForm = (a: IdForm | null, b: IdForm | null): boolean =>
  a !== null && b !== null && a.digits === b.digits && Buffer.compare(a.prefix, b.prefix) === 0

/** The number of a text; -1 where it has another form. */
export function numberOf(form: IdForm, text: string): number {
  const bytes = new TextEncoder().encode(text)
  return numberIn(form, bytes, 0, bytes.length)
}

/** The number of the text of those bytes; -1 where it has another form. */
export function numberIn({ prefix, digits }: IdForm, bytes: Uint8Array, start: number, end: number): number {
  const first = start + prefix.length
  const length = end - first
  if (length < digits || length > MOST_DIGITS) return -1
  for (let i = 0; i < prefix.length; i++) if (bytes[start + i] !== prefix[i]) return -1
  // Zeros before a number stand only where they fill it up.
  if (length > digits && bytes[first] === ZERO) return -1
  let number = 0
  for (let at = first; at < end; at++) {
    const digit = bytes[at]! - ZERO
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

/** The form; null where one of those words, which mean that there is no id, would pass for a number. */
export function formWithout(form: IdForm | null, words: ReadonlySet<string>): IdForm | null {
  return form !== null && [...words].some(word => numberOf(form, word) !== -1) ? null : form
}

/** The number of each cell; -1 where it has another form. */
export function numbersIn(form: IdForm, { bytes, starts, ends }: ByteCells, rows: number): Int32Array {
  const numbers = new Int32Array(rows)
  for (let row = 0; row < numbers.length; row++)
    numbers[row] = numberIn(form, bytes, starts[row]!, ends[row]!)
  return numbers
}

/** The text of a number. */
export const textOf = (form: IdForm, number: number): string => textsOf(form)(number)

/** Writes the texts of numbers. */
export function textsOf({ prefix, digits }: IdForm): (number: number) => string {
  const start = new TextDecoder('utf-8', { ignoreBOM: true }).decode(prefix)
  return number => `${start}${String(number).padStart(digits, '0')}`
}
