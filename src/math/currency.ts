/** Currencies by their ISO 4217 code. */

const DEFAULT_DIGITS = 2

/** Decimals of a currency (JPY 0, EUR 2, KWD 3); 2 where there is no code or none that is known. */
export function currencyDigits(code: string | null): number {
  if (code === null || !/^[A-Za-z]{3}$/.test(code)) return DEFAULT_DIGITS
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
      .maximumFractionDigits ?? DEFAULT_DIGITS
  )
}
