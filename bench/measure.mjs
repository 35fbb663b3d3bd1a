/** Runs a command as a process and its peer in turn; medians, and ratios pair by pair. */

import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const REPORT_USAGE = fileURLToPath(new URL('./report-usage.mjs', import.meta.url))

/** Seconds by the clock and of computing, and peak bytes, of one run of `node ...args`; throws where it fails. */
export function runOnce(args) {
  const usage = join(tmpdir(), `bench-usage-${process.pid}`)
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync('node', ['--import', REPORT_USAGE, ...args], {
    env: { ...process.env, BENCH_USAGE: usage },
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
  })
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`)
  const { peakBytes, cpuSeconds } = JSON.parse(readFileSync(usage, 'utf8'))
  rmSync(usage)
  return { seconds, cpu: cpuSeconds, megabytes: peakBytes / 1e6 }
}

export const median = numbers => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** One warm-up each, then `runs` pairs. */
export function compare({ ours, peer }, runs) {
  runOnce(ours)
  runOnce(peer)
  const pairs = Array.from({ length: runs }, () => ({ a: runOnce(ours), b: runOnce(peer) }))
  const of = metric => ({
    ours: median(pairs.map(({ a }) => a[metric])),
    peer: median(pairs.map(({ b }) => b[metric])),
    ratio: median(pairs.map(({ a, b }) => a[metric] / b[metric])),
  })
  return { seconds: of('seconds'), cpu: of('cpu'), megabytes: of('megabytes') }
}
