/** No command uses the network: not for updates, not for anything. */

import { execFile } from 'node:child_process'
import { cpSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { analyses } from '../src/analyses/index.ts'
import { commands } from '../src/commands/index.ts'
import { folderOf } from './support/tenure.ts'

const run = promisify(execFile)
const PRELOAD = ['--import', resolve('test/support/no-network.mjs')]

it('the preload catches whoever tries', async () => {
  for (const attempt of [
    'fetch("http://127.0.0.1:9")',
    'require("net").connect(9)',
    'require("dns").lookup("a.b", () => {})',
  ]) {
    const { stderr } = await run('node', [...PRELOAD, '-e', `try { ${attempt} } catch {}`])
    expect(stderr).toMatch(/^NETWORK: /)
  }
})

it('every analysis and command answers without it', { timeout: 120_000 }, async () => {
  const folder = folderOf({})
  cpSync('fixtures', folder, { recursive: true })
  const script = resolve('test/support/every-example.mjs')
  const { stdout, stderr } = await run('node', [...PRELOAD, script], { cwd: folder })
  expect(stderr).not.toContain('NETWORK')
  const told = stdout.trimEnd().split('\n')
  expect(told.map(line => line.split(':')[0])).toEqual(
    [...analyses, ...commands].map(({ name }) => name.join(' ')),
  )
  // A check that finds something has answered, too.
  expect(told.filter(line => !/: [01]$/.test(line))).toEqual([])
})
