import { describe, expect, it } from 'vitest'
import { Dictionary } from '../../../src/batches/dictionary.ts'
import { type IdForm, idFormOf } from '../../../src/batches/id-form.ts'
import { orderIdsOf, SharedOrders, wholeOf } from '../../../src/engines/workers/shared-orders.ts'

const dictionaryOf = (form: IdForm | null, ids: readonly string[]) => {
  const dictionary = new Dictionary(form)
  for (const id of ids) dictionary.intern(id)
  return dictionary
}

/** Thread → its orders, and those of this thread. */
const CASES: [what: string, form: IdForm | null, own: string[], threads: string[][]][] = [
  ['numbers', idFormOf(['o1']), ['o3'], [['o1', 'o2'], ['o2', 'o3', 'o4'], ['o5']]],
  ['texts', null, ['c'], [['a', 'b'], ['b', 'c', 'd'], ['e']]],
  [
    'both',
    idFormOf(['o1', 'o2', 'o3']),
    [],
    [
      ['o1', 'x'],
      ['x', 'o2', 'y'],
      ['o2', ''],
    ],
  ],
]

/** So far apart that the last ones are held as texts. */
const sparse = (from: number) => Array.from({ length: 9000 }, (_, i) => `o${(from + i) * 50_000}`)

describe('shared orders', () => {
  it.each([
    ...CASES,
    ['numbers far apart', idFormOf(['o1']), [], [sparse(0), sparse(3000).reverse()]] as const,
  ])('%s', (_what, form, own, threads) => {
    const here = dictionaryOf(form, own)
    const parts = threads.map(ids => dictionaryOf(form, ids).parts())
    const shared = new SharedOrders(here, parts.map(orderIdsOf))
    for (const [thread, told] of shared.forThreads().entries()) {
      const { origins } = parts[thread]!
      const isWhole = wholeOf(origins, told)
      const ids = threads[thread]!
      const elsewhere = new Set([own, ...threads.toSpliced(thread, 1)].flat())
      const whole = ids.filter((_, code) => isWhole[code] === 1)
      expect(whole.filter(id => elsewhere.has(id))).toEqual([])
      // Of numbers far apart some that could be whole are not.
      if (ids.length < 9000) expect(whole).toEqual(ids.filter(id => !elsewhere.has(id)))
      const rest = Int32Array.from(ids.keys()).filter(code => isWhole[code] === 0)
      const codes = shared.addTo(
        here,
        thread,
        rest.map(code => origins[code]!),
      )
      expect(Array.from(codes, code => here.text(code))).toEqual(Array.from(rest, code => ids[code]))
    }
  })
})
