/** What holds for every analysis and every command, driven by their lists. */

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyses } from '../src/analyses/index.ts'
import { commands } from '../src/commands/index.ts'
import { folderOf, tenure } from './support/tenure.ts'

const all = [...commands, ...analyses].map(one => ({ ...one, words: one.name.join(' ') }))

describe.each(all)('tenure $words', ({ name, summary, examples }) => {
  it('has a summary of one line', () => expect(summary).toMatch(/^[A-Z].{10,90}\.$/))

  it('is helped, with examples', async () => {
    const { code, stdout } = await tenure([...name, '--help'])
    expect(code).toBe(0)
    expect(examples.length).toBeGreaterThan(1)
    for (const { run } of examples) expect(stdout).toContain(run)
  })

  it('has examples that run on the fixtures', async () => {
    const folder = folderOf({})
    cpSync('fixtures', folder, { recursive: true })
    for (const { run } of examples) await runIn(folder, run.replace(/--rows \d{5,}/, '--rows 5000'))
  })
})

const BIN = resolve('bin/tenure.js')

/** In this process where one command is all of it, which saves starting one for each; else as a shell would. */
async function runIn(folder: string, commandLine: string): Promise<void> {
  if (/[|<>;&]/.test(commandLine.replaceAll(/'[^']*'/g, ''))) {
    const script = `set -o pipefail; ${commandLine.replaceAll(/\btenure(?= )/g, `node ${BIN}`)}`
    execFileSync('bash', ['-ec', script], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
    return
  }
  const [, ...words] = [...commandLine.matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare!,
  )
  const home = process.cwd()
  process.chdir(folder)
  const { code, stderr } = await tenure(words).finally(() => process.chdir(home))
  expect(code, `${commandLine}\n${stderr}`).toBe(0)
}

interface Docs {
  pages(): Map<string, string>
  readme(): Promise<string>
  runSchema(): string
}

describe('docs', async () => {
  const { pages, readme, runSchema } = (await import('../docs/make.mjs' as string)) as Docs

  it.each([...pages()])('%s is what the lists say', (file, text) => {
    const path = `docs/commands/${file}`
    expect(existsSync(path) ? readFileSync(path, 'utf8') : 'missing: npm run docs').toBe(text)
  })

  it('the README shows what the program prints', async () => {
    expect(await readme(), 'npm run docs').toBe(readFileSync('README.md', 'utf8'))
  })

  it('tenure.schema.json is what the lists say', () => {
    expect(readFileSync('tenure.schema.json', 'utf8') === runSchema(), 'npm run docs').toBe(true)
  })

  it('has no page too many', () => {
    expect(readdirSync('docs/commands').sort()).toEqual([...pages().keys()].sort())
  })
})
