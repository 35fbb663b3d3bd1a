/** Texts as codes: ids that are counted up by their number, all others by a hash. */

import { grown, grownAlone } from './grow.ts'
import { HashedTexts } from './hashed-texts.ts'
import { type IdForm, idFormOf, isSameForm, numberIn, textOf } from './id-form.ts'
import { NumberCodes } from './number-codes.ts'
import { sortTexts, type Texts } from './sort-texts.ts'

/** Texts by which the form of a copy is told. */
const FIRST_TEXTS = 1000

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Texts one behind the other. */
interface PlainTexts {
  readonly bytes: Uint8Array
  readonly lengths: Uint32Array
}

/** What a dictionary holds, as plain data that crosses to another thread without being copied. */
export interface DictionaryParts {
  readonly form: IdForm | null
  /** Code → its number in the form, or -1 - its place among the texts. */
  readonly origins: Int32Array
  readonly texts: Texts
  /** How many of the texts there are. */
  readonly places: number
}

/** The text of that code. */
export function textIn({ form, origins, texts: { bytes, ends } }: DictionaryParts, code: number): string {
  const origin = origins[code]!
  if (origin >= 0) return textOf(form!, origin)
  return decoder.decode(bytes.subarray(ends[-1 - origin], ends[-origin]))
}

/** Codes count up from 0 in the order of first sight; a code, once given, never changes. */
export class Dictionary {
  #size = 0
  readonly #form: IdForm | null
  readonly #numbers = new NumberCodes()
  readonly #hashed = new HashedTexts()
  /** Code → its number, or -1 - its place among the hashed texts. Empty without a form: then that place is the code. */
  #origins = new Int32Array(0)
  /** Place among the hashed texts → code. */
  #codes = new Int32Array(0)
  /** Where a text's bytes are put to be looked at. */
  #staged = new Uint8Array(64)

  /** `form`: what most texts look like, where that is known. */
  constructor(form: IdForm | null = null) {
    this.#form = form
  }

  get size(): number {
    return this.#size
  }

  /** What a number stands for in `internNumber`. */
  get form(): IdForm | null {
    return this.#form
  }

  /** The code of a text, which is added where it is new. */
  intern(text: string): number {
    const length = this.#stage(text)
    return this.internBytes(this.#staged, 0, length)
  }

  /** The code of the text of those bytes of UTF-8, which is added where it is new. */
  internBytes(bytes: Uint8Array, start: number, end: number): number {
    const number = this.#form === null ? -1 : numberIn(this.#form, bytes, start, end)
    if (number === -1) return this.#internHashed(bytes, start, end)
    const code = this.#numbers.get(number)
    if (code !== -1) return code
    const isAdded = this.#numbers.add(number, this.#size)
    return isAdded ? this.#append(number) : this.#internHashed(bytes, start, end)
  }

  /** The code of the text that has that number in the form. */
  internNumber(number: number): number {
    const code = this.#numbers.get(number)
    return code === -1 ? this.#internNew(number) : code
  }

  /** Codes of numbers from that place on, up to the first that is less than 0, whose place is returned. */
  internNumbers(numbers: Int32Array, from: number, codes: Int32Array): number {
    for (let place = from; ; place++) {
      this.#origins = grownAlone(this.#origins, this.#size + numbers.length - place)
      const before = this.#numbers.size
      place = this.#numbers.giveAll(numbers, place, codes, this.#origins, this.#size)
      this.#size += this.#numbers.size - before
      if (place === numbers.length || numbers[place]! < 0) return place
      codes[place] = this.#internNew(numbers[place]!)
    }
  }

  /** The code of a text, or -1 where it was never added. */
  find(text: string): number {
    const length = this.#stage(text)
    const number = this.#form === null ? -1 : numberIn(this.#form, this.#staged, 0, length)
    const code = number === -1 ? -1 : this.#numbers.get(number)
    if (code !== -1) return code
    const place = this.#hashed.find(this.#staged, 0, length)
    return place === -1 || this.#form === null ? place : this.#codes[place]!
  }

  text(code: number): string {
    const origin = this.#form === null ? -1 - code : this.#origins[code]!
    return origin < 0 ? this.#hashed.text(-1 - origin) : textOf(this.#form!, origin)
  }

  /** Codes in the order of their texts by code point, which is the order of their UTF-8 bytes. */
  sorted(codes: Int32Array): Int32Array {
    if (this.#form !== null) return this.#sortedByNumber(this.#form, codes) ?? this.#sortedByText(codes)
    const sorted = codes.slice()
    sortTexts(sorted, this.#hashed.texts())
    return sorted
  }

  /** Adds every text of another dictionary: its code → the code here. */
  absorb(parts: DictionaryParts): Int32Array {
    const { form, origins, texts } = parts
    const recode = new Int32Array(origins.length)
    const isAlike = isSameForm(form, this.#form)
    for (let code = 0; code < recode.length; code++) {
      if (isAlike) code = this.internNumbers(origins, code, recode)
      if (code === recode.length) break
      const origin = origins[code]!
      recode[code] =
        origin < 0
          ? this.internBytes(texts.bytes, texts.ends[-1 - origin]!, texts.ends[-origin]!)
          : this.intern(textOf(form!, origin))
    }
    return recode
  }

  /** Shares its memory with the dictionary, which must not go on while they are looked at. */
  parts(): DictionaryParts {
    const origins =
      this.#form === null
        ? Int32Array.from({ length: this.#size }, (_, code) => -1 - code)
        : this.#origins.subarray(0, this.#size)
    return { form: this.#form, origins, texts: this.#hashed.texts(), places: this.#hashed.size }
  }

  /** The texts by code, as plain data. */
  toPlain(): PlainTexts {
    const lengths = new Uint32Array(this.#size)
    let bytes = new Uint8Array(8 * this.#size)
    let end = 0
    for (let code = 0; code < lengths.length; code++) {
      const length = this.#stage(this.text(code))
      bytes = grown(bytes, end + length)
      for (let i = 0; i < length; i++) bytes[end++] = this.#staged[i]!
      lengths[code] = length
    }
    return { bytes: bytes.subarray(0, end), lengths }
  }

  static fromPlain({ bytes, lengths }: PlainTexts): Dictionary {
    const starts = new Float64Array(lengths.length)
    for (let code = 1; code < lengths.length; code++) starts[code] = starts[code - 1]! + lengths[code - 1]!
    const first = Array.from(lengths.subarray(0, FIRST_TEXTS), (length, code) =>
      decoder.decode(bytes.subarray(starts[code], starts[code]! + length)),
    )
    const dictionary = new Dictionary(idFormOf(first))
    for (const [code, start] of starts.entries()) dictionary.internBytes(bytes, start, start + lengths[code]!)
    return dictionary
  }

  #internNew(number: number): number {
    if (this.#numbers.add(number, this.#size)) return this.#append(number)
    const length = this.#stage(textOf(this.#form!, number))
    return this.#internHashed(this.#staged, 0, length)
  }

  #internHashed(bytes: Uint8Array, start: number, end: number): number {
    const before = this.#hashed.size
    const place = this.#hashed.intern(bytes, start, end)
    if (this.#form === null) {
      this.#size = this.#hashed.size
      return place
    }
    if (this.#hashed.size === before) return this.#codes[place]!
    this.#codes = grown(this.#codes, place + 1)
    this.#codes[place] = this.#size
    return this.#append(-1 - place)
  }

  #append(origin: number): number {
    this.#origins = grownAlone(this.#origins, this.#size + 1)
    this.#origins[this.#size] = origin
    return this.#size++
  }

  /** Null where one of them is no number. */
  #sortedByNumber(form: IdForm, codes: Int32Array): Int32Array | null {
    const isWanted = new Uint8Array(this.#size)
    let most = 0
    let least = Number.POSITIVE_INFINITY
    for (let i = 0; i < codes.length; i++) {
      const number = this.#origins[codes[i]!]!
      if (number < 0) return null
      most = Math.max(most, number)
      least = Math.min(least, number)
      isWanted[codes[i]!] = 1
    }
    // Numbers of as many digits stand in the order of their texts as they are.
    const areAsLong = most < POWERS[form.digits]! || least >= POWERS[String(most).length - 1]!
    const ascending = areAsLong ? this.#numbers.ascending(isWanted, codes.length) : null
    return ascending ?? this.#sortedByKey(form, codes)
  }

  /** The key of a number: its digits as a fraction, then how many they are. */
  #sortedByKey({ digits }: IdForm, codes: Int32Array): Int32Array {
    const keys = new Float64Array(codes.length)
    for (let i = 0; i < codes.length; i++) {
      const number = this.#origins[codes[i]!]!
      let length = 1
      while (POWERS[length]! <= number) length++
      length = Math.max(length, digits)
      keys[i] = number * POWERS[KEY_DIGITS - length]! * 16 + length
    }
    keys.sort()
    return Int32Array.from(keys, key => {
      const length = key % 16
      return this.#numbers.get(Math.floor(key / 16) / POWERS[KEY_DIGITS - length]!)
    })
  }

  #sortedByText(codes: Int32Array): Int32Array {
    const texts = new HashedTexts()
    const places = Int32Array.from(codes, code => {
      const length = this.#stage(this.text(code))
      return texts.intern(this.#staged, 0, length)
    })
    sortTexts(places, texts.texts())
    return places.map(place => codes[place]!)
  }

  /** Writes the bytes of a text to `#staged`; how many they are. */
  #stage(text: string): number {
    if (this.#staged.length < text.length * 3) this.#staged = new Uint8Array(text.length * 6)
    const length = text.length
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i)
      if (unit > 0x7f) return encoder.encodeInto(text, this.#staged).written
      this.#staged[i] = unit
    }
    return length
  }
}

/** As many as a number of a form has at most. */
const KEY_DIGITS = 9
const POWERS = Array.from({ length: KEY_DIGITS + 1 }, (_, exponent) => 10 ** exponent)
