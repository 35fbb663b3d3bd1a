/** `node --import` this to have a process write down, when it ends, the most memory it held and the time it computed. */

import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  const file = process.env.BENCH_USAGE
  if (!file) return
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  writeFileSync(
    file,
    JSON.stringify({ peakBytes: maxRSS * 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }),
  )
})
