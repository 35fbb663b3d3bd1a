/** docs/worst-files.md is what inspect says, and what it says to type works when it is typed. */

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf, tenure } from './support/tenure.ts'

interface WorstFile {
  readonly name: string
  readonly what: string
  readonly content: string | Uint8Array
}

const { worstFiles, worstFilesPage } = (await import('../docs/worst-files.mjs' as string)) as {
  worstFiles: readonly WorstFile[]
  worstFilesPage(): Promise<string>
}

it('the page is what inspect says: npm run docs', async () => {
  expect(readFileSync('docs/worst-files.md', 'utf8')).toBe(await worstFilesPage())
})

it('are ten', () => expect(worstFiles).toHaveLength(10))

const BIN = resolve('bin/tenure.js')

/** The lines that inspect says to type, from its table or from the hint of its error. */
async function toType(folder: string, words: readonly string[]): Promise<string[]> {
  const home = process.cwd()
  process.chdir(folder)
  const { stdout, stderr } = await tenure(words, { columns: 80, env: { NO_COLOR: '1' } }).finally(() =>
    process.chdir(home),
  )
  const hinted = /; type: (.*)$/m.exec(stderr)
  const [, listed = ''] = stdout.split('What to type next\n')
  const lines = listed.split('\n').filter(line => /^ {2}\S/.test(line) && !line.startsWith('  --'))
  return hinted ? [hinted[1]!] : lines.map(line => line.trim()).filter(line => /^(tenure|\()/.test(line))
}

/** As a shell would run it; a name that is not on the path here. */
const typed = (folder: string, line: string) =>
  execFileSync('bash', ['-ec', `tenure() { node ${BIN} "$@"; }; ${line} --format csv`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  })

describe.each(worstFiles.filter(({ name }) => name !== 'export.csv'))('$name: $what', ({ name, content }) => {
  const folder = folderOf({})
  writeFileSync(join(folder, name), content)

  it('has something to type, and all of it works', async () => {
    const lines = await toType(folder, ['inspect', name])
    expect(lines.length).toBeGreaterThan(0)
    // One of the questions is as good as all of them, and starting the program takes its time.
    const settling = lines.filter(line => line.includes('tenure inspect'))
    const [question] = lines.filter(line => !line.includes('tenure inspect'))
    for (const line of [...settling, ...(question ? [question] : [])]) typed(folder, line)
  })

  it('has an answer in the end, when what is said is typed', async () => {
    let words = ['inspect', name]
    for (let step = 0; step < 5; step++) {
      const lines = await toType(folder, words)
      const question = lines.find(line => line.startsWith('tenure segment'))
      if (question) return void expect(typed(folder, question)).toContain('\n')
      const [next] = lines
      expect(next, words.join(' ')).toBeDefined()
      typed(folder, next!)
      words = [...next!.replace(/^.*&& /, '').matchAll(/'([^']*)'|(\S+)/g)]
        .map(([, a, b]) => a ?? b!)
        .slice(1)
    }
    throw new Error('no question can be asked after five steps')
  })
})
