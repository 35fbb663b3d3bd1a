/** What holds for every analysis and every command, driven by their lists. */

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { analyses } from '../src/analyses/index.ts'
import { commands } from '../src/commands/index.ts'
import { tenure } from './support/tenure.ts'

const all = [...commands, ...analyses].map(one => ({ ...one, words: one.name.join(' ') }))

describe.each(all)('tenure $words', ({ name, summary, examples }) => {
  it('has a summary of one line', () => expect(summary).toMatch(/^[A-Z].{10,90}\.$/))

  it('is helped, with examples', async () => {
    const { code, stdout } = await tenure([...name, '--help'])
    expect(code).toBe(0)
    expect(examples.length).toBeGreaterThan(1)
    for (const { run } of examples) expect(stdout).toContain(run)
  })

  it('has examples that run', async () => {
    for (const { run } of examples) {
      const commandLine = run
        .replace(/^tenure/, 'node bin/tenure.js')
        .replace(/(?:-o|--output) (\S+)/, '--output /tmp/$1')
      execFileSync('bash', ['-ec', `set -o pipefail; ${commandLine}`], {
        stdio: ['ignore', 'ignore', 'pipe'],
      })
    }
  })
})

describe('docs/commands', async () => {
  const { pages } = (await import('../docs/make.mjs' as string)) as { pages(): Map<string, string> }

  it.each([...pages()])('%s is what the lists say', (file, text) => {
    const path = `docs/commands/${file}`
    expect(existsSync(path) ? readFileSync(path, 'utf8') : 'missing: npm run docs').toBe(text)
  })

  it('has no page too many', () => {
    expect(readdirSync('docs/commands').sort()).toEqual([...pages().keys()].sort())
  })
})
