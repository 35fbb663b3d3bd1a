/** What the shells are told, and what they make of it. */

import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyses } from '../../src/analyses/index.ts'
import { commands } from '../../src/commands/index.ts'
import { fileOf, folderOf, tenure } from '../support/tenure.ts'

const answer = async (...words: string[]) => {
  const { code, stdout, stderr } = await tenure(['__complete', '--', ...words])
  expect([code, stderr]).toEqual([0, ''])
  return stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split('\t')[0]!)
}

const ORDERS = fileOf('o.csv', 'customer_id,order_date,my amount,plan:name\na,2024-01-02,10,x\n')

describe('what may stand there', () => {
  it('every command and every kind of question', async () => {
    const words = [...commands, ...analyses].map(({ name }) => name[0])
    expect(await answer('')).toEqual([...new Set(words), 'completion'])
    const segments = analyses.filter(({ name }) => name[0] === 'segment').map(({ name }) => name[1])
    expect(await answer('segment', '')).toEqual([':files', ...segments].slice(1))
  })

  it('options, those of the default of a group too', async () => {
    expect(await answer('segment', 'rfm', '--')).toEqual(
      expect.arrayContaining(['--detail', '--format', '--customer', '--state', '--help']),
    )
    expect(await answer('segment', ORDERS, '--')).toContain('--detail')
    expect(await answer('convert', '--')).not.toContain('--customer')
  })

  it('values: those listed, columns of the file, files', async () => {
    expect(await answer('segment', 'rfm', '--color', '')).toEqual(['auto', 'always', 'never'])
    const columns = ['customer_id', 'order_date', 'my amount', 'plan:name']
    expect(await answer('segment', 'rfm', ORDERS, '--customer', 'c')).toEqual(columns)
    expect(await answer('segment', 'rfm', '--tz', 'UTC', ORDERS, '--where', '')).toEqual(
      columns.map(name => `${name}=`),
    )
    expect(await answer('segment', 'rfm', '--output', '')).toEqual([':files'])
    expect(await answer('segment', 'rfm', '')).toEqual([':files'])
    expect(await answer('segment', 'rfm', '--as-of', '')).toEqual([])
  })

  it('nothing where the file cannot be read, and no word of it', async () => {
    expect(await answer('segment', 'rfm', 'no-such.csv', '--customer', '')).toEqual([])
    expect(await answer('segment', 'rfm', fileOf('b.csv', ''), '--customer', '')).toEqual([])
  })
})

const has = (program: string) => {
  try {
    execFileSync('which', [program])
    return true
  } catch {
    return false
  }
}

const BIN = folderOf({ tenure: `#!/bin/sh\nexec node ${resolve('bin/tenure.js')} "$@"\n` })
execFileSync('chmod', ['+x', join(BIN, 'tenure')])
const env = { PATH: `${BIN}:${process.env.PATH}`, HOME: BIN, TERM: 'dumb' }

/** What bash would offer for a line. */
function bash(line: string): string[] {
  const script = `
    source <(tenure completion bash)
    COMP_LINE=$1 COMP_POINT=\${#1}
    # As readline parts a line: at spaces, and at = and : as words of their own.
    COMP_WORDS=()
    rest=$1
    while [[ $rest =~ ^([[:space:]]+|[=:]+|[^=:[:space:]]+) ]]; do
      word=\${BASH_REMATCH[1]}
      rest=\${rest:\${#word}}
      [[ $word == [[:space:]]* ]] || COMP_WORDS+=("$word")
    done
    [[ $1 == *[[:space:]] ]] && COMP_WORDS+=('')
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    _tenure
    printf '%s\\n' "\${COMPREPLY[@]}"`
  return execFileSync('bash', ['-c', script, 'bash', line], { encoding: 'utf8', env, timeout: 20_000 })
    .trim()
    .split('\n')
}

describe('bash', () => {
  const CASES: [line: string, offers: string[]][] = [
    ['tenure segm', ['segment']],
    ['tenure lifecycle gr', ['growth']],
    ['tenure segment rfm --form', ['--format']],
    ['tenure segment rfm --format js', ['json']],
    [`tenure segment rfm ${ORDERS} --time or`, ['order_date']],
    [`tenure segment rfm ${ORDERS} --where cu`, ['customer_id=']],
    [`tenure segment rfm ${ORDERS.slice(0, -5)}`, [ORDERS]],
  ]
  it.each(CASES)('%s', (line, offers) => expect(bash(line)).toEqual(offers))
})

describe.skipIf(!has('fish'))('fish', () => {
  it('is offered the same, with help', () => {
    const script = `tenure completion fish | source; complete -C 'tenure segment rfm ${ORDERS} --time or'`
    expect(execFileSync('fish', ['-c', script], { encoding: 'utf8', env })).toMatch(/^order_date\t/)
  })
})

describe.skipIf(!has('zsh'))('zsh', () => {
  it('takes the script', () => {
    const script =
      'autoload -U compinit; compinit -u; source <(tenure completion zsh); whence -w _tenure; print $_comps[tenure]'
    expect(execFileSync('zsh', ['-fc', script], { encoding: 'utf8', env })).toBe(
      '_tenure: function\n_tenure\n',
    )
  })
})

it('a shell that is not known is a line', async () => {
  const { code, stderr } = await tenure(['completion', 'tcsh'])
  expect([code, stderr]).toEqual([2, expect.stringContaining('bash, zsh, fish')])
})
