/** Every recipe of docs/recipes.md does what it says, on the fixtures. */

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { folderOf } from './support/tenure.ts'

const blocks = [...readFileSync('docs/recipes.md', 'utf8').matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(
  ([, language, text]) => ({ language: language!, text: text! }),
)
const block = (language: string, words: string) => {
  const found = blocks.find(one => one.language === language && one.text.includes(words))
  if (!found) throw new Error(`no recipe in ${language} with ${words}`)
  return found.text
}

/** A folder as the recipes expect it, with a `tenure` to call. */
function shop(): string {
  const folder = folderOf({ 'bin/tenure': `#!/bin/sh\nexec node ${resolve('bin/tenure.js')} "$@"\n` })
  execFileSync('chmod', ['+x', join(folder, 'bin/tenure')])
  mkdirSync(join(folder, 'shop/exports'), { recursive: true })
  cpSync('fixtures/orders.csv', join(folder, 'shop/exports/orders.csv'))
  sh(folder, 'cd shop && tenure inspect exports/orders.csv --write-schema orders.schema.yaml --quiet')
  return folder
}

const KEY = '0123456789abcdef0123456789abcdef'

/** What a line prints; fails where its exit code is not 0. */
const sh = (folder: string, line: string) =>
  execFileSync('bash', ['-ec', line], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, HOME: folder, TENURE_HASH_KEY: KEY },
  })

const has = (program: string) => {
  try {
    execFileSync('which', [program])
    return true
  } catch {
    return false
  }
}

it('the crontab line: five fields and a command that answers, twice', () => {
  const [line = ''] = block('crontab', 'tenure').trim().split('\n')
  const [, command = ''] = /^(?:[\d*,/-]+ ){5}(.*)$/.exec(line) ?? []
  // Cron would take a percent sign for the end of the line.
  expect(command).not.toContain('%')
  const folder = shop()
  expect([sh(folder, command), sh(folder, command)]).toEqual(['', ''])
  expect(readFileSync(join(folder, 'shop/segments.csv'), 'utf8')).toMatch(/^segment,customers/)
  expect(existsSync(join(folder, 'shop/rfm.state'))).toBe(true)
})

describe('the systemd timer', () => {
  const service = block('ini', '# tenure.service')
  const timer = block('ini', '# tenure.timer')

  it('runs its commands', () => {
    const folder = shop()
    for (const [, command] of service.matchAll(/^ExecStart(?:Pre)?=\/usr\/bin\/env (.*)$/gm))
      sh(folder, `cd shop && ${command!.replaceAll('/var/lib/tenure', folder)}`)
    expect(readFileSync(join(folder, 'segments.csv'), 'utf8')).toMatch(/^segment,customers/)
  })

  it.skipIf(!has('systemd-analyze'))('is understood by systemd', () => {
    const folder = folderOf({ 'tenure.service': service, 'tenure.timer': timer })
    const paths = ['tenure.service', 'tenure.timer'].map(name => join(folder, name))
    // A warning about these files is a fault of the recipe; what it says of others is of this machine.
    const said = execFileSync('bash', ['-c', `systemd-analyze verify ${paths.join(' ')} 2>&1 || true`], {
      encoding: 'utf8',
    })
    expect(said.split('\n').filter(line => /tenure\.(service|timer):/.test(line))).toEqual([])
  })
})

interface Step {
  readonly run?: string
}

it('the GitHub job: its steps, in order', () => {
  const { jobs } = parse(block('yaml', '# .github')) as { jobs: { check: { steps: Step[]; env: object } } }
  const lines = jobs.check.steps.flatMap(({ run }) => (run ? [run] : []))
  expect([lines[0], Object.keys(jobs.check.env)]).toEqual([
    'npm install --global tenure',
    ['TENURE_HASH_KEY'],
  ])
  const folder = shop()
  const said = lines.slice(1).map(line => sh(folder, `cd shop && ${line}`))
  expect(said.at(-1)).toBe('')
  expect(readFileSync(join(folder, 'shop/segments.csv'), 'utf8')).toMatch(/^customer,.*\n[0-9a-f]{64},/)
  // An export that is wrong is told of on its file, and ends the job.
  const [header, ...rows] = readFileSync('fixtures/orders.csv', 'utf8').split('\n')
  writeFileSync(join(folder, 'shop/exports/orders.csv'), [header, rows[0], ...rows].join('\n'))
  expect(sh(folder, `cd shop && (${lines[1]}) || echo exit $?`)).toMatch(/^::error .*\n(.*\n)*exit 1\n$/)
})

it('the GitLab job: its script, and the files it keeps', () => {
  const job = parse(block('yaml', '# .gitlab')) as {
    export: { script: string[]; artifacts: { paths: string[]; reports: { junit: string } } }
  }
  const { script, artifacts } = job.export
  const folder = shop()
  for (const line of script.slice(1)) sh(folder, `cd shop && ${line}`)
  for (const file of [...artifacts.paths, artifacts.reports.junit])
    expect(existsSync(join(folder, 'shop', file))).toBe(true)
  expect(readFileSync(join(folder, 'shop', artifacts.reports.junit), 'utf8')).toMatch(/^<\?xml.*<testsuites/s)
})
