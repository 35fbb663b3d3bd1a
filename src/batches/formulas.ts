/** Texts that a spreadsheet would run. */

/** A text that begins so is taken for a formula (OWASP, CSV injection). */
const FORMULA_START = /^[=+\-@\t\r]/

/** A number, also with a sign of money: it begins like a formula and computes nothing. */
const NUMBER = /^[-+]?\p{Sc}?[\d.,]*\d(?:[eE][-+]?\d+)?$/u

/** The text with an apostrophe before it where it would be run; spreadsheets do not show it. */
export const disarmed = (text: string): string => (FORMULA_START.test(text) ? `'${text}` : text)

/** The same for exports in which numbers are text too, which stay what they are. */
export const disarmedText = (text: string): string => (NUMBER.test(text) ? text : disarmed(text))
