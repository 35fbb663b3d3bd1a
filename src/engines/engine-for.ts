/** Which engine runs a request. */

import type { Source } from '../ingest/source.ts'
import { spread } from '../ingest/spread.ts'
import type { Engine, EngineRequest } from './engine.ts'
import { streamEngine } from './stream.ts'

/** So many threads at most, for each 16 MB; one where little is read, or where a state goes on from an earlier run. */
export async function engineFor(
  { continuation }: EngineRequest,
  { size }: Source,
  most: number,
): Promise<Engine> {
  const bytes = size ?? Number.POSITIVE_INFINITY
  if (most === 1 || bytes < spread.leastBytes || continuation) return streamEngine
  const { workersEngine } = await import('./workers/workers.ts')
  return workersEngine(Math.min(most, Math.ceil(bytes / spread.leastBytes)))
}
