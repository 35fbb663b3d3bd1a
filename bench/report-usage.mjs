/** `node --import` this to have a process write down, when it ends, the most memory it held. */

import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  const file = process.env.BENCH_USAGE
  if (file) writeFileSync(file, JSON.stringify({ peakBytes: process.resourceUsage().maxRSS * 1024 }))
})
