/** Money as whole units of a scale: sums are exact, and rounding happens once, at output. */

import { withCommas } from './thousands.ts'

export interface Money {
  /** Decimals kept: one currency unit is 10^scale units. */
  readonly scale: number
  /** Decimals of the currency, those of every amount that is printed. */
  readonly digits: number
  /** Units, or the like parts of them (a mean, a half) → currency, rounded once, half away from zero, to `digits`. */
  toNumber(units: number | bigint, parts?: number): number
  /** The same for a sentence: 1,234.50. */
  inWords(units: number | bigint, parts?: number): string
}

export function money(scale: number, digits: number): Money {
  const factor = 10n ** BigInt(Math.max(0, digits - scale))
  const divisor = 10n ** BigInt(Math.max(0, scale - digits))
  const textOf = (units: number | bigint, parts = 1) =>
    decimalText(divideRounded(BigInt(units) * factor, divisor * BigInt(parts)), digits)
  return {
    scale,
    digits,
    toNumber: (units, parts) => Number(textOf(units, parts)),
    inWords: (units, parts) => textOf(units, parts).replace(/^-?\d+/, withCommas),
  }
}

/** a / b to the nearest whole, halves away from zero; b > 0. */
export function divideRounded(a: bigint, b: bigint): bigint {
  const half = b / 2n
  return a < 0n ? -((-a + half) / b) : (a + half) / b
}

/** 1234567n at 2 decimals is "12345.67". */
export function decimalText(units: bigint, decimals: number): string {
  const sign = units < 0n ? '-' : ''
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0')
  if (decimals === 0) return sign + digits
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
