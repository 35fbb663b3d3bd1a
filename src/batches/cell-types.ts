/**
 * Types that a column of texts may be given without losing a letter: every cell, written as text again, is what it
 * was. So 00123, 1E400 and 2024-01-01 10:00 stay texts, and 12.50 beside 12.5 does too.
 */

export type CellType =
  | { readonly kind: 'text' }
  | { readonly kind: 'integer' }
  /** So many digits behind the point in every cell. */
  | { readonly kind: 'decimal'; readonly scale: number }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  /** At most so many digits of a second: 3, 6 or 9, also where no cell has any. */
  | { readonly kind: 'time'; readonly digits: number; readonly isZoned: boolean }

const INTEGER = /^(?:0|-?[1-9]\d*)$/
const DECIMAL = /^-?(?:0|[1-9]\d*)\.(\d+)$/
const DATE = /^\d{4}-\d\d-\d\d$/
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{3}|\d{6}|\d{9}))?(Z?)$/

/** 64 bits hold every number of 18 digits. */
const INTEGER_DIGITS = 18

/** 128 bits hold every number of 38 digits. */
export const DECIMAL_DIGITS = 38

/** Hears the cells of a column, and tells its type at the end. */
export class CellTypeFinder {
  #candidates: Candidate[] = [
    new Integers(),
    new Decimals(),
    new Plain('number', isNumber),
    new Plain('boolean', text => text === 'true' || text === 'false'),
    new Plain('date', text => DATE.test(text) && isDay(text)),
    new Times(),
  ]
  #isEmpty = true

  /** False once only text is left, so that the rest need not be heard. */
  hear(text: string): boolean {
    this.#isEmpty = false
    this.#candidates = this.#candidates.filter(candidate => candidate.takes(text))
    return this.#candidates.length > 0
  }

  get type(): CellType {
    const [first] = this.#candidates
    return this.#isEmpty || !first ? { kind: 'text' } : first.type
  }
}

interface Candidate {
  readonly type: CellType
  takes(text: string): boolean
}

class Plain implements Candidate {
  readonly type: CellType
  readonly takes: (text: string) => boolean

  constructor(kind: 'number' | 'boolean' | 'date', takes: (text: string) => boolean) {
    this.type = { kind }
    this.takes = takes
  }
}

class Integers implements Candidate {
  readonly type: CellType = { kind: 'integer' }

  takes(text: string): boolean {
    return INTEGER.test(text) && text.replace('-', '').length <= INTEGER_DIGITS
  }
}

class Decimals implements Candidate {
  #scale: number | null = null

  get type(): CellType {
    return { kind: 'decimal', scale: this.#scale ?? 0 }
  }

  takes(text: string): boolean {
    const scale = DECIMAL.exec(text)?.[1]?.length
    if (scale === undefined || text.replace(/\D/g, '').length > DECIMAL_DIGITS) return false
    // A decimal has no negative zero.
    if (text.startsWith('-') && !/[1-9]/.test(text)) return false
    this.#scale ??= scale
    return this.#scale === scale
  }
}

class Times implements Candidate {
  /** Parquet has no time in whole seconds. */
  #digits = 3
  #isZoned: boolean | null = null
  #areOfNanoseconds = true

  get type(): CellType {
    return { kind: 'time', digits: this.#digits, isZoned: this.#isZoned ?? false }
  }

  takes(text: string): boolean {
    const [, clock, fraction = '', zone] = TIME.exec(text) ?? []
    if (clock === undefined || !isMoment(clock) || fraction.endsWith('000')) return false
    this.#digits = Math.max(this.#digits, fraction.length)
    this.#isZoned ??= zone === 'Z'
    this.#areOfNanoseconds &&= isOfNanoseconds(clock)
    return this.#isZoned === (zone === 'Z') && (this.#digits < 9 || this.#areOfNanoseconds)
  }
}

function isNumber(text: string): boolean {
  const value = Number(text)
  return Number.isFinite(value) && (Object.is(value, -0) ? '-0' : String(value)) === text
}

/** No 30th of February, no 25th hour. */
const isMoment = (clock: string) => {
  const ms = Date.parse(`${clock}Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(clock)
}

const isDay = (text: string) => isMoment(`${text}T00:00:00`)

/** 64 bits of nanoseconds reach from 1677-09-21 to 2262-04-11. */
const isOfNanoseconds = (clock: string) => clock >= '1678' && clock < '2262'
