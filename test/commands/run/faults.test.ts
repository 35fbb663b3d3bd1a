/** What can go wrong around a run: the last good one stays, nothing half written is left, the exit code says what it was. */

import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOf, takeLock, thisProcess } from '../../../src/commands/run/lock.ts'
import { folderOf, tenure } from '../../support/tenure.ts'

const ORDERS = readFileSync('fixtures/orders.csv', 'utf8')
const JOBS = `as-of: 2025-06-30
inputs: { orders: orders.csv }
jobs:
  look: { run: inspect, output: look.json }
  segments: { run: segment, detail: true, output: segments.csv }\n`

const shop = (jobs = JOBS) => folderOf({ 'orders.csv': ORDERS, 'tenure.yaml': jobs })
const runIn = (folder: string, ...words: string[]) => tenure(['run', join(folder, 'tenure.yaml'), ...words])

/** All that is to be seen of the folder of runs, contents of the latest included. */
function seenIn(runs: string) {
  const names = readdirSync(runs, { encoding: 'utf8' }).sort()
  const latest = join(runs, 'latest')
  const files = readdirSync(latest)
    .sort()
    .map(file => [file, readFileSync(join(latest, file), 'utf8')])
  return { names, link: readlinkSync(latest), files }
}

/** Can a file system be mounted here? */
function mounts(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = folderOf({})
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder])
    return true
  } catch {
    return false
  }
}

const canMount = mounts()
if (!canMount) console.warn('not root, or no mount here: the tests of full and read-only disks are skipped')

describe.skipIf(!canMount)('a disk', () => {
  const disk = folderOf({})
  beforeAll(() => void execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]))
  afterAll(() => void execFileSync('umount', [disk]))

  const jobsOn = (runs: string) => `runs: ${runs}\n${JOBS}`
  const words = (output: string) => ['segment', 'fixtures/orders.csv', '--detail', '--output', output]

  it.each([0, 4, 8, 16, 24])('that is full but for %d KiB', async free => {
    const runs = join(disk, `runs-${free}`)
    const folder = shop(jobsOn(runs))
    expect((await runIn(folder)).code).toBe(0)
    const [before, ballast] = [seenIn(runs), join(disk, 'ballast')]
    const blocks = Number(
      execFileSync('df', ['--output=avail', '-k', disk], { encoding: 'utf8' }).split('\n')[1],
    )
    writeFileSync(ballast, new Uint8Array(Math.max(0, blocks - free) * 1024))
    const { code, stderr } = await runIn(folder)
    rmSync(ballast)
    expect([code, stderr]).toEqual([4, expect.stringMatching(/the disk is full/)])
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    const after = seenIn(runs)
    expect([after.link, after.files]).toEqual([before.link, before.files])
    expect(after.names.filter(name => !name.endsWith('.failed'))).toEqual(before.names)
    expect((await runIn(folder)).code).toBe(0)
    rmSync(runs, { recursive: true })
  })

  it('that is full keeps the old file of --output', async () => {
    const [output, ballast] = [join(disk, 'out.csv'), join(disk, 'ballast')]
    await tenure(words(output))
    const [before, names] = [readFileSync(output, 'utf8'), readdirSync(disk).sort()]
    const blocks = Number(
      execFileSync('df', ['--output=avail', '-k', disk], { encoding: 'utf8' }).split('\n')[1],
    )
    writeFileSync(ballast, new Uint8Array(Math.max(0, blocks - 8) * 1024))
    const { code, stderr } = await tenure(words(output))
    rmSync(ballast)
    expect([code, stderr]).toEqual([4, expect.stringMatching(/out\.csv.*the disk is full/)])
    expect([readFileSync(output, 'utf8'), readdirSync(disk).sort()]).toEqual([before, names])
  })

  it('that is read-only', async () => {
    const runs = join(disk, 'runs')
    const folder = shop(jobsOn(runs))
    await runIn(folder)
    const before = seenIn(runs)
    execFileSync('mount', ['-o', 'remount,ro', disk])
    const run = await runIn(folder)
    const single = await tenure(words(join(disk, 'out.csv')))
    execFileSync('mount', ['-o', 'remount,rw', disk])
    expect([run.code, run.stderr]).toEqual([
      4,
      expect.stringMatching(/runs: cannot be written: the disk is read-only/),
    ])
    expect([single.code, single.stderr]).toEqual([4, expect.stringMatching(/the disk is read-only/)])
    expect(seenIn(runs)).toEqual(before)
  })
})

describe('the folder of runs', () => {
  it.skipIf(process.getuid?.() === 0)('may not be written', async () => {
    const folder = shop()
    await runIn(folder)
    const runs = join(folder, 'runs')
    const before = seenIn(runs)
    chmodSync(runs, 0o555)
    const { code, stderr } = await runIn(folder)
    chmodSync(runs, 0o755)
    expect([code, stderr]).toEqual([4, expect.stringMatching(/runs: cannot be written: permission denied/)])
    expect(seenIn(runs)).toEqual(before)
  })

  it('is a file', async () => {
    const folder = shop()
    writeFileSync(join(folder, 'runs'), '')
    const { code, stderr } = await runIn(folder)
    expect([code, stderr]).toEqual([4, expect.stringMatching(/runs: cannot be written/)])
  })

  it('is fine, but the second log cannot be written', async () => {
    const folder = shop(`log: nowhere/log.jsonl\n${JOBS}`)
    const { code, stderr } = await runIn(folder)
    expect([code, stderr]).toEqual([
      4,
      expect.stringMatching(/nowhere\/log\.jsonl: cannot be written: no such file/),
    ])
    expect(readdirSync(join(folder, 'runs'))).toEqual([])
  })
})

describe('an input', () => {
  /** Changed when the first job is done and before the run ends. */
  async function changedBetween(change: (path: string) => void) {
    const folder = shop()
    await runIn(folder)
    const before = seenIn(join(folder, 'runs'))
    let over = false
    const run = runIn(folder).finally(() => {
      over = true
    })
    const isFirstDone = () =>
      readdirSync(join(folder, 'runs'))
        .filter(name => name.endsWith('.tmp'))
        .some(name => existsSync(join(folder, 'runs', name, 'look.json')))
    while (!over && !isFirstDone()) await wait(1)
    change(join(folder, 'orders.csv'))
    const { code, stderr } = await run
    expect(code).toBe(3)
    const after = seenIn(join(folder, 'runs'))
    expect([after.link, after.files]).toEqual([before.link, before.files])
    expect(after.names.filter(name => name.endsWith('.tmp'))).toEqual([])
    return stderr
  }

  it('that grows between two readings', async () => {
    const grow = (path: string) => appendFileSync(path, 'O9,2025-01-01T00:00:00,C1,P,web,NL,1,1.00\n')
    expect(await changedBetween(grow)).toMatch(/orders\.csv: changed while it was read: 94,795 bytes became/)
  })

  it('that is replaced between two readings', async () => {
    const replace = (path: string) => {
      writeFileSync(`${path}.new`, ORDERS)
      renameSync(`${path}.new`, path)
    }
    expect(await changedBetween(replace)).toMatch(/changed while it was read: another file took its place/)
  })

  it('that is gone', async () => {
    expect(await changedBetween(path => rmSync(path))).toMatch(/orders\.csv: no such file/)
  })
})

describe('two runs at once', () => {
  it('the second is refused, the first is whole', async () => {
    const folder = shop()
    const outcomes = await Promise.all([runIn(folder), runIn(folder)])
    expect(outcomes.map(({ code }) => code).sort()).toEqual([0, 4])
    const refused = outcomes.find(({ code }) => code === 4)!
    expect(refused.stderr).toMatch(
      new RegExp(`runs/\\.lock: another run is at work: process ${process.pid} on ${hostname()}`),
    )
    expect(readdirSync(join(folder, 'runs')).sort()).toEqual(['2025-06-30-1', 'latest'])
  })

  const lockOf = (facts: object) => JSON.stringify({ ...thisProcess(), ...facts })
  const dead = { pid: 4_194_305, started: 'boot 1' }

  it.each<[name: string, lock: string, isTaken: boolean]>([
    ['of a dead process', lockOf(dead), true],
    ['of a process whose number was given again', lockOf({ started: 'an earlier boot 1' }), true],
    ['of a living process', lockOf({ token: 'other' }), false],
    ['of a machine that cannot be asked', lockOf({ ...dead, host: 'elsewhere' }), false],
    ['that is damaged', '{"pid":', true],
  ])('a lock %s', async (_, lock, isTaken) => {
    const folder = shop()
    mkdirSync(join(folder, 'runs'))
    writeFileSync(join(folder, 'runs/.lock'), lock)
    expect((await runIn(folder)).code).toBe(isTaken ? 0 : 4)
    expect(existsSync(join(folder, 'runs/.lock'))).toBe(!isTaken)
  })

  it('a run whose lock was taken over publishes nothing', () => {
    const path = join(folderOf({}), '.lock')
    const lock = takeLock(path)
    writeFileSync(path, lockOf({ token: 'other' }))
    expect(() => lock.check()).toThrow(/taken by another run/)
    lock.release()
    expect(existsSync(path)).toBe(true)
  })

  it('a process is known by when it began', () => {
    expect(startOf(process.pid)).toBe(startOf(process.pid))
    expect(startOf(process.pid)).not.toBe(startOf(process.ppid))
    expect(startOf(dead.pid)).toBeNull()
  })
})

describe('a clock that goes back', () => {
  const CLOCKED = JOBS.replace('as-of: 2025-06-30\n', '')
  const at = (folder: string, now: string, ...words: string[]) =>
    tenure(['run', join(folder, 'tenure.yaml'), ...words], { now })

  it('is refused where it alone says the date', async () => {
    const folder = shop(CLOCKED)
    await at(folder, '2026-01-02T03:00:00Z')
    const before = seenIn(join(folder, 'runs'))
    const { code, stderr } = await at(folder, '2026-01-02T02:59:59Z')
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(
        /the clock says 2026-01-02T02:59:59\.000Z, but 2026-01-01-1 was published at 2026-01-02T03:00:00\.000Z/,
      ),
    ])
    expect(seenIn(join(folder, 'runs'))).toEqual(before)
    expect((await at(folder, '2026-01-02T03:00:00Z')).code).toBe(0)
  })

  it('does no harm where a date is given', async () => {
    const folder = shop(CLOCKED)
    await at(folder, '2026-01-02T03:00:00Z')
    expect((await at(folder, '2025-12-01T00:00:00Z', '--as-of', '2025-12-31')).code).toBe(0)
    expect((await at(folder, '2026-01-01T00:00:00Z', '--as-of', '2025-12-31')).code).toBe(0)
    expect(readlinkSync(join(folder, 'runs/latest'))).toBe('2025-12-31-2')
  })
})
