/** The folder of runs: a run is written aside, appears whole under its name, then `latest` is switched to it. */

import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { cannotUseRuns, latestIsNoLink } from '../../errors/index.ts'
import { isLeftLock } from './lock.ts'

export const LATEST = 'latest'
export const LOCK_FILE = '.lock'

/** A run as its folder is named: 2025-06-30-1. */
const RUN = /^(\d{4}-\d{2}-\d{2})-(\d+)$/

export interface RunFolder {
  /** Where the run is written until it is published. */
  readonly path: string
  /** 2025-06-30-1. */
  readonly name: string
  /** Where it is found after `fail`. */
  readonly failed: string
  /** Makes it appear under its name, and switches the link; each is one step of the file system. */
  publish(): void
  /** Leaves what is in it as NAME.failed, for whoever looks for the reason. */
  fail(): void
  remove(): void
}

/** Makes the folder of runs where it is missing. */
export function makeRuns(runs: string): void {
  refused(runs, () => mkdirSync(runs, { recursive: true }))
  const latest = join(runs, LATEST)
  const facts = lstatSync(latest, { throwIfNoEntry: false })
  if (facts && !facts.isSymbolicLink()) throw latestIsNoLink(latest)
}

/** The run that `latest` names; null where there is none. */
export function latestRun(runs: string): string | null {
  try {
    return readlinkSync(join(runs, LATEST))
  } catch {
    return null
  }
}

/** Removes what killed runs have left; only the holder of the lock may. */
export function removeLeftovers(runs: string): void {
  for (const name of namesIn(runs)) {
    const isLeft = name.startsWith(`${LOCK_FILE}.`) ? isLeftLock(join(runs, name)) : /^\..*\.tmp$/.test(name)
    if (isLeft) refused(runs, () => rmSync(join(runs, name), { recursive: true, force: true }))
  }
}

/** The name that the next run of that date would have. */
export function nextName(runs: string, date: string): string {
  const taken = namesIn(runs).map(name => RUN.exec(name.replace(/\.failed$/, '')))
  const numbers = taken.flatMap(match => (match?.[1] === date ? [Number(match[2])] : []))
  return `${date}-${Math.max(0, ...numbers) + 1}`
}

export function openRunFolder(runs: string, name: string): RunFolder {
  const path = join(runs, `.${name}.${process.pid}.tmp`)
  refused(runs, () => mkdirSync(path))
  const failed = join(runs, `${name}.failed`)
  const become = (target: string) => {
    syncFolders(path)
    rmSync(failed, { recursive: true, force: true })
    renameSync(path, target)
    syncFolder(runs)
  }
  return {
    path,
    name,
    failed,
    publish: () =>
      refused(runs, () => {
        become(join(runs, name))
        try {
          switchLatest(runs, name)
        } catch (error) {
          renameSync(join(runs, name), path)
          throw error
        }
      }),
    fail: () => refused(runs, () => become(failed)),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

/** A link cannot be changed, but another can take its name. */
function switchLatest(runs: string, name: string): void {
  const next = join(runs, `.${LATEST}.${process.pid}.tmp`)
  symlinkSync(name, next)
  renameSync(next, join(runs, LATEST))
  syncFolder(runs)
}

/** Removes failed runs before this one, and all but the newest `keep` of the others; never the latest. */
export function prune(runs: string, keep: number | null): void {
  const latest = latestRun(runs)
  const names = namesIn(runs)
  const published = names.filter(name => RUN.test(name)).sort(byDate)
  const old = keep === null ? [] : published.slice(0, Math.max(0, published.length - keep))
  const failed = names.filter(name => name.endsWith('.failed') && RUN.test(name.slice(0, -7)))
  for (const name of [...old.filter(name => name !== latest), ...failed]) {
    // Renamed first, so that no run is ever seen half removed.
    const gone = join(runs, `.${name}.old.tmp`)
    refused(runs, () => {
      renameSync(join(runs, name), gone)
      rmSync(gone, { recursive: true, force: true })
    })
  }
}

function byDate(a: string, b: string): number {
  const [, date = '', number] = RUN.exec(a)!
  const [, otherDate = '', otherNumber] = RUN.exec(b)!
  return date === otherDate ? Number(number) - Number(otherNumber) : date < otherDate ? -1 : 1
}

function namesIn(runs: string): string[] {
  try {
    return readdirSync(runs)
  } catch {
    return []
  }
}

/** The folder and all within it: names of files are lost with their folder. */
function syncFolders(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) syncFolders(join(path, entry.name))
    else if (entry.isFile()) syncFolder(join(path, entry.name))
  }
  syncFolder(path)
}

function syncFolder(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function refused<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw cannotUseRuns(path, error)
  }
}
