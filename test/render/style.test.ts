import { describe, expect, it } from 'vitest'
import { type StyleInputs, styleFor } from '../../src/render/style.ts'

const TERMINAL = { isTTY: true, columns: 120 }
const PIPE = {}

describe('colour', () => {
  // https://no-color.org: any value that is not empty; https://force-color.org; the flag is the user's last word.
  const CASES: [
    color: StyleInputs['color'],
    stream: StyleInputs['stream'],
    env: StyleInputs['env'],
    expected: boolean,
  ][] = [
    ['auto', TERMINAL, {}, true],
    ['auto', PIPE, {}, false],
    ['auto', TERMINAL, { NO_COLOR: '1' }, false],
    ['auto', TERMINAL, { NO_COLOR: '' }, true],
    ['auto', PIPE, { FORCE_COLOR: '1' }, true],
    ['auto', TERMINAL, { FORCE_COLOR: '0' }, false],
    ['auto', PIPE, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['auto', TERMINAL, { TERM: 'dumb' }, false],
    ['always', PIPE, { NO_COLOR: '1' }, true],
    ['never', TERMINAL, { FORCE_COLOR: '1' }, false],
  ]
  it.each(CASES)('%s on %j with %j: %s', (color, stream, env, expected) => {
    expect(styleFor({ color, stream, env }).color).toBe(expected)
  })
})

describe('width', () => {
  const CASES: [stream: StyleInputs['stream'], env: StyleInputs['env'], expected: number][] = [
    [TERMINAL, {}, 120],
    [TERMINAL, { COLUMNS: '60' }, 120],
    [{ isTTY: true, columns: 0 }, {}, 80],
    [{ isTTY: true }, {}, 80],
    [PIPE, {}, 100],
    [PIPE, { COLUMNS: '60' }, 60],
    [PIPE, { COLUMNS: 'wide' }, 100],
  ]
  it.each(CASES)('%j with %j is %i', (stream, env, expected) => {
    expect(styleFor({ color: 'auto', stream, env }).width).toBe(expected)
  })
})

describe('signs', () => {
  const CASES: [env: StyleInputs['env'], unicode: boolean][] = [
    [{}, true],
    [{ LANG: 'en_US.UTF-8' }, true],
    [{ LANG: 'C.UTF-8' }, true],
    [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, false],
    [{ LANG: 'POSIX' }, false],
    [{ TERM: 'linux' }, false],
  ]
  it.each(CASES)('%j: %s', (env, unicode) => {
    expect(styleFor({ color: 'auto', stream: TERMINAL, env }).unicode).toBe(unicode)
  })
})
