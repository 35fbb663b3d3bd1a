/** Runs that are killed: nothing half written is ever to be seen, the last good run stays, the next one works and cleans up. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../../support/tenure.ts'
import { randomNumbers } from '../../support/batches.ts'

const BIN = 'bin/tenure.js'

/** What stands in a published run must be all of it. */
function checkRun(folder: string, files: Readonly<Record<string, (text: string) => boolean>>): void {
  const names = readdirSync(folder).sort()
  expect(names, folder).toEqual([...Object.keys(files), 'log.jsonl'].sort())
  for (const [name, isWhole] of Object.entries(files)) {
    expect(isWhole(readFileSync(join(folder, name), 'utf8')), `${folder}/${name}`).toBe(true)
  }
  const end = readFileSync(join(folder, 'log.jsonl'), 'utf8').trimEnd().split('\n').at(-1)!
  expect(JSON.parse(end), folder).toMatchObject({ event: 'end', exit: 0 })
}

/** Every run that has its name is whole; latest, where there is one, names such a run. */
function checkRuns(runs: string, files: Parameters<typeof checkRun>[1]): number {
  if (!existsSync(runs)) return 0
  const published = readdirSync(runs).filter(name => /^\d{4}/.test(name))
  for (const name of published) checkRun(join(runs, name), files)
  if (readdirSync(runs).includes('latest')) expect(published).toContain(readlinkSync(join(runs, 'latest')))
  return published.length
}

const started = (child: ChildProcess) =>
  new Promise<void>(resolve => child.stdout!.once('data', () => resolve()))
const ended = (child: ChildProcess) => new Promise<void>(resolve => child.once('exit', () => resolve()))

describe('a run that is killed', () => {
  it('at 200 seeded moments, with jobs that only write', { timeout: 300_000 }, async () => {
    const random = randomNumbers(7)
    const runs = join(folderOf({}), 'runs')
    const whole = (mark: string) => (text: string) => text === `${mark}\n`.repeat(2000)
    const files = { a: whole('a'), b: whole('b'), c: whole('c') }
    const start = () => spawn('node', ['test/commands/run/endless-runs.mjs', runs])
    // Two that have started wait for their turn: starting is most of the time.
    const waiting = [start(), start()]
    const left = { lock: 0, aside: 0, runs: 0 }
    for (let kill = 0; kill < 200; kill++) {
      const child = waiting.shift()!
      waiting.push(start())
      const errors: string[] = []
      child.stderr!.on('data', text => errors.push(String(text)))
      const [begun, gone] = [started(child), ended(child)]
      child.stdin!.write('begin\n')
      await begun
      await wait(random() * 40)
      child.kill('SIGKILL')
      await gone
      // Had it minded the lock or the leftovers of the one before, it would have ended by itself.
      expect([child.signalCode, errors.join('')], `kill ${kill}`).toEqual(['SIGKILL', ''])
      const names = existsSync(runs) ? readdirSync(runs) : []
      if (names.includes('.lock')) left.lock++
      const aside = names.filter(name => name.endsWith('.tmp'))
      if (aside.length > 0) left.aside++
      expect(aside.length, 'what is left does not pile up').toBeLessThan(5)
      left.runs = Math.max(left.runs, checkRuns(runs, files))
    }
    for (const child of waiting) child.kill('SIGKILL')
    // Most were killed at work.
    expect(left.lock).toBeGreaterThan(100)
    expect(left.aside).toBeGreaterThan(50)
    expect(left.runs).toBeGreaterThan(3)
  })

  it('at 8 seeded moments, as a user runs it', { timeout: 120_000 }, async () => {
    const random = randomNumbers(11)
    const folder = folderOf({
      'orders.csv': readFileSync('fixtures/orders.csv'),
      'tenure.yaml': `as-of: 2025-06-30\ninputs: { orders: orders.csv }\njobs:
  segments: { run: segment, output: segments.json }
  orders: { run: orders, output: orders.json }\n`,
    })
    const words = [BIN, 'run', join(folder, 'tenure.yaml')]
    const isJson = (text: string) => Boolean(JSON.parse(text))
    const files = { 'segments.json': isJson, 'orders.json': isJson }
    const begin = performance.now()
    expect(spawnSync('node', words).status).toBe(0)
    const usual = performance.now() - begin
    for (let kill = 0; kill < 8; kill++) {
      const child = spawn('node', words)
      const gone = ended(child)
      await Promise.race([wait(usual * (0.3 + 0.7 * random())), gone])
      child.kill('SIGKILL')
      await gone
      expect(checkRuns(join(folder, 'runs'), files)).toBeGreaterThan(0)
    }
    expect(spawnSync('node', words).status).toBe(0)
    expect(readdirSync(join(folder, 'runs')).filter(name => name.startsWith('.'))).toEqual([])
    checkRuns(join(folder, 'runs'), files)
  })
})
