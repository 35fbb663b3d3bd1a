/** Progress on standard error: how much is read, how fast, and how much is left. */

import type { Listener } from '../ingest/source.ts'
import type { Io } from './io.ts'
import { thousands } from '../math/thousands.ts'

export interface Progress extends Listener {
  /** The size of the input in bytes; null where it is not known. */
  start(size: number | null): void
  stop(): void
}

/** A spinner on a terminal; silence elsewhere, where it would only fill a log. */
export async function openProgress({ stderr }: Io, isQuiet: boolean, now: () => number): Promise<Progress> {
  // A terminal of 0 columns never lets the spinner go.
  if (isQuiet || !stderr.isTTY || !stderr.columns) return SILENT
  const { default: ora } = await import('ora')
  const spinner = ora({ stream: stderr as NodeJS.WriteStream, discardStdin: false })
  let size: number | null = null
  let bytes = 0
  let rows = 0
  let started = 0
  const tell = () => {
    const seconds = Math.max(0.001, (now() - started) / 1000)
    const share = size ? `${Math.min(100, Math.floor((bytes / size) * 100))}%, ` : ''
    spinner.text = `${share}${thousands(rows)} rows, ${megabytes(bytes)} MB, ${megabytes(bytes / seconds)} MB/s`
  }
  return {
    start(bytesInAll) {
      size = bytesInAll
      started = now()
      spinner.start('reading')
    },
    onBytes(count) {
      bytes += count
      tell()
    },
    onRows(count) {
      rows += count
    },
    stop: () => void spinner.stop(),
  }
}

const SILENT: Progress = { start() {}, onBytes() {}, onRows() {}, stop() {} }

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)
