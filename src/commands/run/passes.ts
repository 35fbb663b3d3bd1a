/** Which jobs share a reading of their input, and in which order all is done. */

import type { JobRequest, Tool } from '../tool.ts'
import type { Job } from './jobs.ts'

/** Jobs that are answered in one reading; one alone where it is a command. */
export interface Pass {
  readonly jobs: readonly Job[]
}

/** Checks come first, whatever the order in the file: where one fails, nothing else need be read. */
export async function passesOf(jobs: readonly Job[], { passKey }: Tool): Promise<Pass[]> {
  const passes = new Map<string, Job[]>()
  for (const job of [...jobs.filter(isCheck), ...jobs.filter(job => !isCheck(job))]) {
    const key = await passKey(job.request)
    passes.set(key, [...(passes.get(key) ?? []), job])
  }
  return [...passes.values()].map(jobs => ({ jobs }))
}

export const isCheck = ({ request }: { readonly request: Pick<JobRequest, 'kind'> }): boolean =>
  request.kind.words[0] === 'validate'
