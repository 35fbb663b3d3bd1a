/** Quoting of comma and tab separated text: RFC 4180, lines ending in LF. */

export type Delimiter = ',' | '\t'

const NEEDS_QUOTES = { ',': /[",\r\n]/, '\t': /["\t\r\n]/ } as const

/** A cell as it stands in the file: in quotes where it holds a delimiter, a quote or a line end. */
export function quoted(text: string, delimiter: Delimiter): string {
  return NEEDS_QUOTES[delimiter].test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line; a line of one empty cell is written "" so that readers do not skip it as blank. */
export function delimitedLine(cells: readonly string[], delimiter: Delimiter): string {
  if (cells.length === 1 && cells[0] === '') return '""\n'
  return `${cells.join(delimiter)}\n`
}
