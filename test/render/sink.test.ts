import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSink, ReaderGone, removeUnfinished, writeTo } from '../../src/render/sink.ts'
import { write, writeText } from '../../src/render/write.ts'
import { builtSources } from './built.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenure-sink-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const failing = async (stream: Writable) => {
  await write(stream, 'half')
  throw new Error('the analysis broke')
}

describe('a file', () => {
  it('appears whole, under its name alone, after the last byte', async () => {
    const path = join(folder, 'out.csv')
    const sink = await openSink(path)
    await write(sink.stream, 'a\n')
    expect(existsSync(path)).toBe(false)
    await sink.finish()
    expect(readFileSync(path, 'utf8')).toBe('a\n')
    expect(readdirSync(folder)).toEqual(['out.csv'])
  })

  it('does not appear where the run fails', async () => {
    await expect(writeTo(join(folder, 'out.csv'), failing)).rejects.toThrow('the analysis broke')
    expect(readdirSync(folder)).toEqual([])
  })

  it('stays as it was where the run fails', async () => {
    const path = join(folder, 'out.csv')
    writeFileSync(path, 'old')
    await expect(writeTo(path, failing)).rejects.toThrow('the analysis broke')
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['out.csv'])
  })

  it('replaces the old one, keeping its mode', async () => {
    const path = join(folder, 'out.csv')
    writeFileSync(path, 'old')
    chmodSync(path, 0o600)
    await writeTo(path, stream => write(stream, 'new'))
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('is written through a link, which stays one', async () => {
    const link = join(folder, 'link.csv')
    writeFileSync(join(folder, 'real.csv'), 'old')
    symlinkSync(join(folder, 'real.csv'), link)
    await writeTo(link, stream => write(stream, 'new'))
    expect(readFileSync(join(folder, 'real.csv'), 'utf8')).toBe('new')
    expect(readdirSync(folder).sort()).toEqual(['link.csv', 'real.csv'])
  })

  it('is removed at once by a handler of signals', async () => {
    const sink = await openSink(join(folder, 'out.csv'))
    await write(sink.stream, 'half')
    expect(readdirSync(folder)).toHaveLength(1)
    removeUnfinished()
    expect(readdirSync(folder)).toEqual([])
    await sink.abort()
  })

  it('is written beside what a killed run of the same process id left', async () => {
    writeFileSync(join(folder, `.out.csv.${process.pid}.tmp`), 'left over')
    await writeTo(join(folder, 'out.csv'), stream => write(stream, 'new'))
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe('new')
  })

  it('may be a device, which is written and not replaced', async () => {
    await writeTo('/dev/null', stream => write(stream, 'gone'))
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })

  it('names the folder that does not exist, the path that is one, and the file in between', async () => {
    mkdirSync(join(folder, 'sub'))
    writeFileSync(join(folder, 'file'), '')
    const cases: [path: string, reason: string][] = [
      [join(folder, 'no', 'out.csv'), `the folder ${join(folder, 'no')} does not exist`],
      [join(folder, 'sub'), 'it is a folder'],
      [join(folder, 'file', 'out.csv'), 'a part of the path is a file, not a folder'],
    ]
    for (const [path, reason] of cases) {
      const message = `${path}: cannot be written: ${reason}`
      await expect(openSink(path)).rejects.toMatchObject({ name: 'UserError', exitCode: 4, message })
    }
  })

  it.skipIf(process.getuid?.() === 0)(
    'says that permission is denied (cannot be tested as root)',
    async () => {
      chmodSync(folder, 0o500)
      await expect(openSink(join(folder, 'out.csv'))).rejects.toMatchObject({
        exitCode: 4,
        message: /permission denied/,
      })
    },
  )

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full (needs /dev/full)', async () => {
    const done = writeTo('/dev/full', stream => write(stream, 'x'.repeat(100_000)))
    await expect(done).rejects.toMatchObject({
      exitCode: 4,
      message: '/dev/full: cannot be written: the disk is full',
    })
  })
})

describe('standard output', () => {
  it('is not ended, and has every byte when finish resolves', async () => {
    const chunks: string[] = []
    const stdout = new Writable({
      write: (chunk, _encoding, done) => {
        chunks.push(String(chunk))
        setTimeout(done, 1)
      },
    })
    const sink = await openSink(null, stdout)
    await writeText(sink.stream, ['a', 'b'])
    await sink.finish()
    expect(chunks.join('')).toBe('ab')
    expect(stdout.writableEnded).toBe(false)
  })

  it('that its reader has closed is ReaderGone, at the first write after it', async () => {
    const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' })
    const stdout = new Writable({ write: (_chunk, _encoding, done) => done(broken) })
    const sink = await openSink(null, stdout)
    await expect(writeText(sink.stream, ['a'])).rejects.toBeInstanceOf(ReaderGone)
  })
})

describe('a process', () => {
  let built: string
  beforeAll(() => {
    built = builtSources(['src', 'src/errors', 'src/render'])
    writeFileSync(join(built, 'run.js'), PROGRAM)
  })
  afterAll(() => rmSync(built, { recursive: true, force: true }))

  const PROGRAM = `
    import { openSink, ReaderGone, removeUnfinished } from './src/render/sink.js'
    import { writeText } from './src/render/write.js'
    function* rows() {
      for (let row = 0; row < 1e6; row++) yield 'a line of text\\n'
    }
    const [path, signal] = process.argv.slice(2)
    process.once('SIGTERM', () => {
      removeUnfinished()
      process.exit(143)
    })
    const sink = await openSink(path)
    try {
      await writeText(sink.stream, rows())
      if (signal) process.kill(process.pid, signal)
      await new Promise(resolve => setTimeout(resolve, signal ? 5000 : 0))
      await sink.finish()
      process.stderr.write('finished')
    } catch (error) {
      process.exitCode = error instanceof ReaderGone ? 0 : error.exitCode
      process.stderr.write(error.name + ': ' + error.message)
    }
  `
  const shell = (command: string) => spawnSync('bash', ['-c', command], { cwd: built, encoding: 'utf8' })

  it('whose reader takes one line ends quietly, with exit code 0', () => {
    const { stdout, stderr } = shell('node run.js - | head -1; echo $PIPESTATUS')
    expect(stdout).toBe('a line of text\n0\n')
    expect(stderr).toBe('ReaderGone: the reader of standard output is gone')
  })

  it('writes a pipe to its end', () => {
    expect(shell('node run.js - | wc -l').stdout.trim()).toBe('1000000')
  })

  it.skipIf(!existsSync('/dev/full'))(
    'whose standard output is full ends with exit code 4 (needs /dev/full)',
    () => {
      const { status, stderr } = shell('node run.js - > /dev/full')
      expect(status).toBe(4)
      expect(stderr).toBe('UserError: standard output: cannot be written: the disk is full')
    },
  )

  it('that is ended by a signal leaves no file', () => {
    expect(shell(`node run.js ${join(folder, 'out.txt')} SIGTERM`).status).toBe(143)
    expect(readdirSync(folder)).toEqual([])
  })
})
