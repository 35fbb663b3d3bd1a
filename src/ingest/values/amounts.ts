/** Amounts as people write them → whole units of a scale, exactly. */

/** Which sign separates decimals in a column; the other one may group thousands. */
export type DecimalSign = '.' | ','

/** Which sign groups thousands; `space` is any kind of space, `none` no sign at all. */
export const THOUSANDS = [',', '.', 'space', "'", 'none'] as const
export type Thousands = (typeof THOUSANDS)[number]

/** An amount that no reading fits. */
export const UNREADABLE = Number.NaN

/** An amount past 2^53 units, which a Float64 would round. */
export const TOO_LARGE = Number.POSITIVE_INFINITY

const CURRENCY = String.raw`(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3}|kr\.?|zł|Fr\.?|Rs\.?)`
const AROUND = new RegExp(String.raw`^(?:(${CURRENCY})\s*)?(.*?)(?:\s*(${CURRENCY}))?$`, 'u')
const SPACES = /[\s\u00a0\u2009\u202f'’]/g

interface Parts {
  readonly negative: boolean
  /** Digits with their separators, no sign and no currency. */
  readonly body: string
  /** The currency around it: € or USD; '' where there is none. */
  readonly sign: string
}

/** Splits off sign, parentheses and currency; null where what is left is not made of digits and separators. */
function partsOf(text: string): Parts | null {
  let body = text.trim()
  let negative = false
  const strip = (pattern: RegExp) => {
    const match = pattern.exec(body)
    if (!match) return
    negative = true
    body = match[1]!.trim()
  }
  strip(/^\((.*)\)$/)
  strip(/^[-−](.*)$/)
  const [, before = '', between = body, after = ''] = AROUND.exec(body) ?? []
  body = between
  if (!negative) strip(/^[-−](.*)$/)
  if (!negative) strip(/^(.*)[-−]$/)
  if (body.startsWith('+')) body = body.slice(1)
  const isNumber = /^[\d.,\s\u00a0\u2009\u202f'’]*\d[\d.,]*(?:[eE][-+]?\d+)?$/.test(body)
  return isNumber ? { negative, body, sign: before || after } : null
}

/** What the cells of a column say about their decimal sign. */
export interface DecimalEvidence {
  /** Cells that can only be read with that sign. */
  readonly point: number
  readonly comma: number
  /** Cells such as 1,234 or 1.234, which have two readings; the first of them. */
  readonly either: number
  readonly eitherExample: string | null
  /** The signs in cells of two readings. */
  readonly eitherSigns: ReadonlySet<DecimalSign>
  /** The signs that can only group thousands. */
  readonly grouping: ReadonlySet<Thousands>
  readonly unreadable: number
}

/** The most common cells: without a sign, and with one that cannot group thousands. */
const WHOLE = /^-?\d+$/
const WITH_POINT = /^-?\d+\.(?:\d\d?|\d{4,})$/

export function decimalEvidence(cells: Iterable<string>): DecimalEvidence {
  const found = { point: 0, comma: 0, either: 0, eitherExample: null as string | null, unreadable: 0 }
  const eitherSigns = new Set<DecimalSign>()
  const grouping = new Set<Thousands>()
  for (const cell of cells) {
    if (WHOLE.test(cell)) continue
    if (WITH_POINT.test(cell)) {
      found.point++
      continue
    }
    const parts = partsOf(cell)
    if (!parts) {
      found.unreadable++
      continue
    }
    const { body } = parts
    const sign = decimalSignOf(body.replace(SPACES, ''))
    if (sign === 'either') {
      found.either++
      found.eitherExample ??= cell
      eitherSigns.add(body.includes('.') ? '.' : ',')
    } else if (sign === '.') found.point++
    else if (sign === ',') found.comma++
    if (sign === '.' && body.includes(',')) grouping.add(',')
    if (sign === ',' && body.includes('.')) grouping.add('.')
    if (/\d[\s\u00a0\u2009\u202f]\d/.test(body)) grouping.add('space')
    if (/\d['’]\d/.test(body)) grouping.add("'")
  }
  return { ...found, eitherSigns, grouping }
}

function decimalSignOf(body: string): DecimalSign | 'either' | null {
  const point = body.lastIndexOf('.')
  const comma = body.lastIndexOf(',')
  if (point < 0 && comma < 0) return null
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ','
  const sign = point >= 0 ? '.' : ','
  const other = sign === '.' ? ',' : '.'
  const at = Math.max(point, comma)
  if (body.indexOf(sign) !== at) return other
  const before = body.slice(0, at)
  const groups = /^[1-9]\d{0,2}$/.test(before) && /^\d{3}$/.test(body.slice(at + 1))
  return groups ? 'either' : sign
}

/** Reads the amounts of one column; `rounded` counts cells with more decimals than the scale keeps. */
export class AmountParser {
  rounded = 0
  /** The currencies written around amounts, as they are written. */
  readonly signs = new Set<string>()
  readonly #decimal: DecimalSign
  readonly #thousands: Thousands | null
  readonly #scale: number

  /** `thousands` null takes any sign that is not the decimal one. */
  constructor(decimal: DecimalSign, scale: number, thousands: Thousands | null = null) {
    this.#decimal = decimal
    this.#thousands = thousands
    this.#scale = scale
  }

  /** Units of the scale; UNREADABLE or TOO_LARGE. */
  parse(text: string): number {
    const plain = this.#parsePlain(text)
    return Number.isNaN(plain) ? this.#parseAny(text) : plain
  }

  /** Spelled out for speed: an optional minus, at most 15 digits, one decimal sign, nothing else. */
  #parsePlain(text: string): number {
    const length = text.length
    const negative = text.charCodeAt(0) === 45
    const start = negative ? 1 : 0
    if (length - start > 15 || length === start) return UNREADABLE
    const sign = this.#decimal === '.' ? 46 : 44
    let units = 0
    let decimals = -1
    for (let i = start; i < length; i++) {
      const unit = text.charCodeAt(i)
      if (unit >= 48 && unit <= 57) {
        units = units * 10 + unit - 48
        if (decimals >= 0) decimals++
      } else if (unit === sign && decimals < 0 && i > start) decimals = 0
      else return UNREADABLE
    }
    const missing = this.#scale - Math.max(0, decimals)
    if (missing < 0 || decimals === 0) return UNREADABLE
    units *= 10 ** missing
    if (units > Number.MAX_SAFE_INTEGER) return TOO_LARGE
    return negative && units !== 0 ? -units : units
  }

  #parseAny(text: string): number {
    const parts = partsOf(text)
    const plain = parts && ungroup(parts.body, this.#decimal, this.#thousands)
    if (!plain) return UNREADABLE
    const { units, rounded } = toUnits(plain, this.#scale)
    if (units === null) return TOO_LARGE
    if (rounded) this.rounded++
    if (parts.sign !== '') this.signs.add(parts.sign)
    return parts.negative && units !== 0 ? -units : units
  }
}

const ANY_GROUPING: Readonly<Record<DecimalSign, RegExp>> = {
  '.': /[,\s\u00a0\u2009\u202f'’]/,
  ',': /[.\s\u00a0\u2009\u202f'’]/,
}

const GROUPINGS: Readonly<Record<Thousands, RegExp>> = {
  ',': /,/,
  '.': /\./,
  space: /[\s\u00a0\u2009\u202f]/,
  "'": /['’]/,
  none: /(?!)/,
}

/** Drops thousands signs where they stand between groups of three (or, as in India, of two); else null. */
function ungroup(body: string, decimal: DecimalSign, thousands: Thousands | null): string | null {
  const [mantissa = '', exponent] = body.split(/[eE]/)
  const at = mantissa.lastIndexOf(decimal)
  const whole = at < 0 ? mantissa : mantissa.slice(0, at)
  const fraction = at < 0 ? '' : mantissa.slice(at + 1)
  if (!/^\d*$/.test(fraction)) return null
  const groups = whole.split(thousands === null ? ANY_GROUPING[decimal] : GROUPINGS[thousands])
  const grouped = groups.length > 1
  if (!groups.every(group => /^\d*$/.test(group))) return null
  if (
    grouped &&
    (groups.at(-1)?.length !== 3 || !groups.slice(1, -1).every(g => g.length === 3 || g.length === 2))
  )
    return null
  if (grouped && !/^\d{1,3}$/.test(groups[0]!)) return null
  const digits = groups.join('')
  if (digits + fraction === '') return null
  return `${digits || '0'}.${fraction}e${exponent ?? '0'}`
}

/** An exponent past this is no amount; it only costs memory. */
const MAX_EXPONENT = 400

/** digits.fraction e exponent → units, half away from zero. */
function toUnits(plain: string, scale: number): { units: number | null; rounded: boolean } {
  const match = /^(\d+)\.(\d*)e([-+]?\d+)$/.exec(plain)
  if (!match) return { units: null, rounded: false }
  const [, whole = '', fraction = '', exponent = '0'] = match
  const digits = BigInt(whole + fraction)
  if (digits === 0n) return { units: 0, rounded: false }
  const shift = scale - fraction.length + Number(exponent)
  if (shift > MAX_EXPONENT) return { units: null, rounded: false }
  if (shift < -MAX_EXPONENT - plain.length) return { units: 0, rounded: true }
  if (shift >= 0) return { units: safe(digits * 10n ** BigInt(shift)), rounded: false }
  const divisor = 10n ** BigInt(-shift)
  const units = (digits + divisor / 2n) / divisor
  return { units: safe(units), rounded: units * divisor !== digits }
}

function safe(units: bigint): number | null {
  return units <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(units) : null
}
