/** Flags of every command that prints an answer. */

import { choice, fileMode, integer, names, outFile, text, textFile, toggle } from '../flags.ts'
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

/** What is hidden of what leaves the machine. */
export const hidingFlags = {
  hash: names('COLUMN', 'write a keyed hash in place of the cells of COLUMN (HMAC-SHA-256)'),
  hashKeyFile: textFile('the file with the key of --hash (else the environment variable TENURE_HASH_KEY)'),
  drop: names('COLUMN', 'do not write COLUMN'),
  mode: fileMode(
    'permissions of the files that are written, such as 640 (those of the old file, or of umask)',
  ),
}

export const reportFlags = {
  format: choice(FORMATS, null, 'how the answer is written (table on a terminal, csv in a pipe)'),
  table: text('NAME', 'which table to write, where a format carries one (the first)'),
  output,
  ...hidingFlags,
  minCell: integer(
    null,
    { min: 2 },
    'leave out numbers of fewer than N customers, and what would give them back',
  ),
  ...screenFlags,
}

export const exportFlags = {
  format: choice(EXPORT_FORMATS, null, 'how the rows are written (csv, or by the ending of --output)'),
  output,
  ...hidingFlags,
  safeCsv: toggle("put ' before texts that a spreadsheet would run as formulas, in csv and tsv"),
  ...screenFlags,
}
