/** Where bytes go: standard output, or a file that appears whole or not at all. */

import { closeSync, openSync, unlinkSync } from 'node:fs'
import { access, constants, type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { cannotWrite } from '../errors/index.ts'

export interface Sink {
  readonly stream: Writable
  /** Makes what was written visible under its name; rejects where the disk did not take it. */
  finish(): Promise<void>
  /** Leaves no trace of what was written; an older file of that name stays as it was. */
  abort(): Promise<void>
}

/** The reader of standard output has seen enough (`| head`): the run ends quietly, with exit code 0. */
export class ReaderGone extends Error {
  constructor() {
    super('the reader of standard output is gone')
    this.name = 'ReaderGone'
  }
}

/** Temporary files that are being written, so that a signal can remove them. */
const unfinished = new Set<string>()

/** Removes every file that is half written, at once: for a handler of signals. */
export function removeUnfinished(): void {
  for (const path of unfinished) {
    try {
      unlinkSync(path)
    } catch {
      // It is gone already, which is all that is wanted.
    }
  }
  unfinished.clear()
}

/**
 * The sink of `--output`; null or - is standard output. Fails where the path cannot be written, before any work
 * is done. `mode`: permissions of a file, else those of the old one. A UserError (exit 4) wherever the system refuses; ReaderGone where standard output is closed early.
 */
export async function openSink(
  path: string | null,
  stdout: Writable = process.stdout,
  mode: number | null = null,
): Promise<Sink> {
  if (path === null || path === '-') return standardSink(stdout)
  try {
    const target = await targetOf(path)
    return target.isFile
      ? await fileSink(path, { ...target, mode: mode ?? target.mode })
      : await deviceSink(path)
  } catch (error) {
    throw writeError(path, error)
  }
}

/** Opens, lets `produce` write, and finishes; where anything fails nothing is left behind. */
export async function writeTo(
  path: string | null,
  produce: (stream: Writable) => Promise<void>,
): Promise<void> {
  const sink = await openSink(path)
  try {
    await produce(sink.stream)
  } catch (error) {
    await sink.abort()
    throw error
  }
  await sink.finish()
}

function standardSink(stdout: Writable): Sink {
  const stream = forward(stdout, error =>
    isReaderGone(error) ? new ReaderGone() : writeError('standard output', error),
  )
  return { stream, finish: () => ended(stream), abort: async () => void stream.destroy() }
}

const isReaderGone = (error: Error) =>
  'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED')

interface Target {
  /** Links followed, so that what they point to is replaced and not the link. */
  readonly path: string
  /** False for devices and pipes, which cannot be replaced. */
  readonly isFile: boolean
  /** Permissions; null leaves them to the umask. */
  readonly mode: number | null
}

async function targetOf(path: string): Promise<Target> {
  const old = await stat(path).catch(ignoreMissing)
  if (!old) {
    const folder = await realpath(dirname(path))
    return { path: join(folder, basename(path)), isFile: true, mode: null }
  }
  if (old.isDirectory()) throw cannotWrite(path, 'it is a folder')
  await access(path, constants.W_OK)
  return { path: await realpath(path), isFile: old.isFile(), mode: old.mode & 0o777 }
}

async function fileSink(name: string, target: Target): Promise<Sink> {
  const { temporary, handle } = await openBeside(target)
  const stream = fileStream(handle, name)
  const remove = async () => {
    await handle.close().catch(() => {})
    await unlink(temporary).catch(() => {})
    unfinished.delete(temporary)
  }
  const publish = async () => {
    await ended(stream)
    await handle.sync()
    await handle.close()
    await rename(temporary, target.path)
    unfinished.delete(temporary)
  }
  return {
    stream,
    finish: () =>
      publish().catch(async error => {
        await remove()
        throw writeError(name, error)
      }),
    abort: async () => {
      stream.destroy()
      await remove()
    },
  }
}

/** A new file in the folder of the target, so that renaming it is one step of the file system. */
async function openBeside(
  { path, mode }: Target,
  attempt = 0,
): Promise<{ temporary: string; handle: FileHandle }> {
  const suffix = attempt === 0 ? '' : `.${attempt}`
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}${suffix}.tmp`)
  try {
    // Made and noted in one step of this thread, so that no signal comes between.
    closeSync(openSync(temporary, 'wx', mode === null ? 0o666 : 0o600))
    unfinished.add(temporary)
    const handle = await open(temporary, 'w')
    // The umask has cut them where they are to be what they were, or what was asked for.
    if (mode !== null) await handle.chmod(mode)
    return { temporary, handle }
  } catch (error) {
    // Left by a run that was killed: in a container every run has the same process id.
    if (codeOf(error) === 'EEXIST') return openBeside({ path, mode, isFile: true }, attempt + 1)
    if (unfinished.delete(temporary)) await unlink(temporary).catch(() => {})
    throw error
  }
}

async function deviceSink(path: string): Promise<Sink> {
  const handle = await open(path, 'w')
  const stream = fileStream(handle, path)
  const close = () => handle.close()
  return {
    stream,
    finish: () => ended(stream).then(close),
    abort: async () => close().finally(() => stream.destroy()),
  }
}

/** Written through the handle itself: a stream of Node's own keeps the handle from closing after an error. */
function fileStream(handle: FileHandle, name: string): Writable {
  return writable(chunk => handle.writeFile(chunk).catch(error => Promise.reject(writeError(name, error))))
}

/** Hands on every chunk and tells its own errors; the stream it hands to stays open. */
function forward(to: Writable, tell: (error: Error) => Error): Writable {
  const write = (chunk: string | Uint8Array) =>
    new Promise<void>((resolve, reject) => {
      to.write(chunk, error => (error ? reject(tell(error)) : resolve()))
    })
  const stream = writable(write)
  to.on('error', error => stream.destroy(tell(error)))
  return stream
}

function writable(write: (chunk: string | Uint8Array) => Promise<void>): Writable {
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _encoding, done) => void write(chunk).then(() => done(), done),
  })
  // Whoever writes is told by the callback; without a listener the event would end the process.
  stream.on('error', () => {})
  return stream
}

async function ended(stream: Writable): Promise<void> {
  stream.end()
  await finished(stream)
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EFBIG: 'the file would be larger than this disk allows',
  ENAMETOOLONG: 'the name is too long',
}

/** Refusals of the system become messages; everything else is a bug, or a message already, and stays as it is. */
function writeError(path: string, error: unknown): Error {
  const known = error instanceof Error ? error : new Error(String(error))
  const code = codeOf(known)
  if (code === undefined) return known
  if (code === 'ENOENT') return cannotWrite(path, `the folder ${dirname(path)} does not exist`)
  return cannotWrite(path, REASONS[code] ?? known.message)
}

/** The system's word for its refusal (ENOSPC); undefined for errors that no system call raised. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined
  return String(error.code)
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}
