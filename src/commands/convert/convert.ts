/** `tenure convert`: an export in another format, cell for cell. */

import { choice } from '../../flags.ts'
import { defineCommand } from '../command.ts'

export const convert = defineCommand({
  name: ['convert'],
  summary: 'Write exports in another format, cell for cell.',
  description: `Reads CSV, TSV, Parquet and Arrow, gzipped or not, and writes one file in the
format of --output or --format. Several inputs with the same columns become one,
in the order they are named. Nothing is rounded, trimmed or made up:

CSV, TSV to CSV, TSV: the same cells; quotes only where they are needed.
CSV, TSV to Parquet, Arrow: every column is text, so that 00123, 12346.0 and
  1E400 come back as they were. With --types infer a column becomes integer,
  decimal, number, boolean, date or time, but only where every one of its cells
  would be written again with the same text.
Parquet, Arrow to CSV, TSV: every digit that is stored. Times are written like
  2024-03-31T09:30:00, with Z where the type has a time zone; floats in the
  shortest text that reads back as the same float. Lists and structures are
  refused.
Parquet, Arrow to Parquet, Arrow: the same values of the same types, but texts
  in dictionaries become plain texts, and seconds become milliseconds.

An empty cell of CSV or TSV, quoted or not, is a missing value, and a missing
value is written as an empty cell. A text of no letters, which Parquet and Arrow
know, is written "", and is a missing value when that is read again.

Cells that a spreadsheet would run as formulas are written as they are, unless
--safe-csv puts an apostrophe before them; numbers never get one.

Rows with the wrong number of cells are set aside, counted, and the first shown
on standard error; more than --max-errors of them fail the run. Blank lines are
no rows, and empty cells beyond the header no cells.`,
  examples: [
    { run: 'tenure convert orders.csv -o orders.parquet', shows: 'every column as text' },
    {
      run: 'tenure convert orders.csv --types infer -o orders.arrow',
      shows: 'quantities and amounts as numbers, where nothing is lost by it',
    },
    { run: 'tenure convert orders.parquet --format csv', shows: 'CSV on standard output' },
  ],
  operands: '<FILE...>',
  flags: {
    types: choice(['text', 'infer'], 'text', 'what columns of CSV and TSV become in Parquet and Arrow'),
  },
  readsCells: true,
  writes: 'rows',
  load: async () => (await import('./run.ts')).runConvert,
})
