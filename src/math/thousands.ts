/** Whole numbers in sentences. */

/** 1,234,567: what `toLocaleString` says, which first loads the words of all countries. */
export const thousands = (count: number) => withCommas(String(count))

export const withCommas = (digits: string) => digits.replace(/\B(?=(?:\d{3})+$)/g, ',')
