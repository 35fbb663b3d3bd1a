/** The man page is that of the lists, and one that man can print. */

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { analyses } from '../src/analyses/index.ts'
import { inputFlags } from '../src/cli/input-flags.ts'
import { commands } from '../src/commands/index.ts'
import { flagName } from '../src/flags.ts'

const PAGE = readFileSync('man/tenure.1', 'utf8')

it('has every command and every flag', () => {
  const plain = PAGE.replaceAll('\\-', '-')
  for (const { name } of [...commands, ...analyses]) expect(plain).toContain(`tenure ${name.join(' ')}`)
  const flags = [...commands, ...analyses].flatMap(one => Object.keys(one.flags))
  for (const key of [...flags, ...Object.keys(inputFlags)]) expect(plain).toContain(`--${flagName(key)}`)
})

it('is as the lists say: npm run docs makes it', async () => {
  // @ts-expect-error a script without types
  const { manPage }: { manPage(): string } = await import('../docs/man.mjs')
  expect(manPage()).toBe(PAGE)
})

it.skipIf(!existsSync('/usr/bin/man') || !existsSync('/usr/bin/groff'))(
  'is printed without a warning',
  () => {
    const check = 'LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l man/tenure.1 2>&1 >/dev/null'
    expect(execFileSync('bash', ['-c', check], { encoding: 'utf8' })).toBe('')
  },
)
