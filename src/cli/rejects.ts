/** Rows that are set aside, all of them, as a CSV file that appears whole or not at all. */

import { expandPaths } from '../ingest/expand-paths.ts'
import type { BadRow } from '../ingest/reader.ts'
import { isSameFile } from '../ingest/same-file.ts'
import { reasonInWords } from '../ingest/tally.ts'
import type { Listener } from '../ingest/source.ts'
import { optionsNameOneFile, writesOverInput } from '../errors/index.ts'
import { delimitedLine, quoted } from '../render/delimited.ts'
import { openSink, type Sink } from '../render/sink.ts'

export interface Rejects {
  /** The listener, which then hears of rows that are set aside too. */
  listening(listener: Listener): Listener
  /** Makes the file appear where every row has been read; else leaves no trace. */
  close(): Promise<void>
}

/** Opens the file of --rejects before any work is done; a UserError, which ends the answer too, where it cannot be. */
export async function openRejects(
  path: string | null,
  paths: readonly string[],
  answer: { abort(): Promise<void> },
  output: string | null,
): Promise<Rejects> {
  if (path === null) return { listening: listener => listener, close: async () => {} }
  try {
    if (path === output) throw optionsNameOneFile('rejects', 'output', path)
    await checkNotRead(path, paths)
    return rejectsTo(await openSink(path))
  } catch (error) {
    await answer.abort()
    throw error
  }
}

async function checkNotRead(path: string, paths: readonly string[]): Promise<void> {
  for (const file of await expandPaths(paths)) {
    if (await isSameFile(file, path)) throw writesOverInput('rejects', path)
  }
}

function rejectsTo(sink: Sink): Rejects {
  sink.stream.write(lineOf(['file', 'row', 'column', 'code', 'reason', 'text']))
  let isComplete = false
  return {
    listening: listener => ({
      onBytes: count => listener.onBytes(count),
      onRows: count => listener.onRows(count),
      onBad: (row, file) => void sink.stream.write(rejectLine(row, file)),
      onEnd: () => {
        isComplete = true
      },
    }),
    close: () => (isComplete ? sink.finish() : sink.abort()),
  }
}

const lineOf = (cells: readonly string[]) =>
  delimitedLine(
    cells.map(cell => quoted(cell, ',')),
    ',',
  )

function rejectLine({ row, column, reason, detail, original }: BadRow, file: string): string {
  const inWords = `${reasonInWords(reason)}${detail === '' ? '' : `: ${detail}`}`
  return lineOf([file, String(row), column ?? '', reason, inWords, original ?? ''])
}
