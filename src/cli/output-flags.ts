/** Flags of every command that prints an answer. */

import { choice, outFile, text, toggle } from '../flags.ts'
import { EXPORT_FORMATS } from '../render/exporter.ts'
import { FORMATS } from '../render/renderer.ts'

const output = {
  ...outFile('write to FILE, which appears whole or not at all; its ending gives the format'),
  short: 'o',
}

export const screenFlags = {
  color: choice(['auto', 'always', 'never'], 'auto', 'colour of tables; NO_COLOR and FORCE_COLOR count too'),
  quiet: toggle('no progress and no notes on standard error'),
}

export const reportFlags = {
  format: choice(FORMATS, null, 'how the answer is written (table on a terminal, csv in a pipe)'),
  table: text('NAME', 'which table to write, where a format carries one (the first)'),
  output,
  ...screenFlags,
}

export const exportFlags = {
  format: choice(EXPORT_FORMATS, null, 'how the rows are written (csv, or by the ending of --output)'),
  output,
  safeCsv: toggle("put ' before texts that a spreadsheet would run as formulas, in csv and tsv"),
  ...screenFlags,
}
