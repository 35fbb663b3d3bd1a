/** A lock that keeps two runs apart, and is taken over from a run that is dead. */

import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { cannotUseRuns, lostLock, runsAlready, UserError } from '../../errors/index.ts'

/** Who holds a lock; a number of a process is given again one day, so when it began counts too. */
export interface Holder {
  readonly host: string
  readonly pid: number
  readonly started: string | null
  readonly token: string
}

export interface Lock {
  /** A UserError where somebody has taken it over. */
  check(): void
  release(): void
}

export const thisProcess = (): Holder => ({
  host: hostname(),
  pid: process.pid,
  started: startOf(process.pid),
  token: randomUUID(),
})

/** A UserError (exit 4) where a living process has it, or one of another machine, which cannot be asked. */
export function takeLock(path: string, self = thisProcess()): Lock {
  const own = `${path}.${self.token}.tmp`
  try {
    writeFileSync(own, JSON.stringify(self), { flag: 'wx' })
    takeOver(path, own, self)
  } catch (error) {
    throw error instanceof UserError ? error : cannotUseRuns(dirname(path), error)
  } finally {
    rmSync(own, { force: true })
  }
  const isOwn = () => holderOf(path)?.token === self.token
  return {
    check: () => {
      if (!isOwn()) throw lostLock(path)
    },
    release: () => {
      // Where it cannot be removed, the next run finds that its holder is dead.
      if (isOwn()) tried(() => unlinkSync(path))
    },
  }
}

function takeOver(path: string, own: string, self: Holder): void {
  // A link appears with its content, or not at all.
  for (let attempt = 0; !linked(own, path); attempt++) {
    const holder = holderOf(path)
    if (holder && (attempt > 2 || isAlive(holder, self))) throw runsAlready(path, inWords(holder))
    if (holder) breakLock(path, own, holder)
  }
}

function tried(work: () => void): void {
  try {
    work()
  } catch {
    // Whoever comes next copes with it.
  }
}

function linked(own: string, path: string): boolean {
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Moved aside first, and put back where it turns out to be another's: two may find the same dead lock. */
function breakLock(path: string, own: string, dead: Holder): void {
  const aside = `${own}.dead`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  if (holderOf(aside)?.token !== dead.token) linked(aside, path)
  unlinkSync(aside)
}

/** Null where the lock is gone; a damaged one belongs to nobody. */
function holderOf(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch (error) {
    return error instanceof SyntaxError ? NOBODY : null
  }
}

const NOBODY: Holder = { host: hostname(), pid: 0, started: null, token: '' }

/** A file of a process that was to become the lock, left by one that is dead. */
export const isLeftLock = (path: string): boolean => {
  const holder = holderOf(path)
  return holder !== null && !isAlive(holder, { host: hostname() })
}

function isAlive({ host, pid, started }: Holder, self: Pick<Holder, 'host'>): boolean {
  if (host !== self.host) return true
  const start = pid > 0 ? startOf(pid) : null
  return start !== null && (started === null || start === started)
}

/** When a process began, as text that no later process of that number has; null where there is none. */
export function startOf(pid: number): string | null {
  try {
    // Field 22, counted behind the name in brackets, which may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return fields[0] === 'Z' ? null : `${boot} ${fields[19]}`
  } catch {
    return process.platform === 'linux' ? null : startByPs(pid)
  }
}

function startByPs(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}

const inWords = ({ host, pid }: Holder) => `process ${pid} on ${host}`
