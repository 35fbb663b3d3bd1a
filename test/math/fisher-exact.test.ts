import { expect, it } from 'vitest'
import { benjaminiHochberg } from '../../src/math/false-discovery.ts'
import { fisherExact } from '../../src/math/fisher-exact.ts'

// scipy.stats.fisher_exact of [[hits, drawn - hits], [having - hits, all - drawn - having + hits]].
const TABLES: [all: number, having: number, drawn: number, hits: number, p: number][] = [
  [100, 20, 10, 6, 0.003933076466791354],
  [100, 20, 10, 1, 0.6818293703899684],
  [1000, 210, 100, 30, 0.027072096489991745],
  [10, 10, 4, 4, 1],
]
it.each(TABLES)('of %i with %i, %i drawn, %i hits: p is %f', (all, having, drawn, hits, p) => {
  expect(fisherExact({ all, having, drawn, hits })).toBeCloseTo(p, 10)
})

// Definition X9: p .01 .03 .04 have q .03 .04 .04.
it('q of Benjamini and Hochberg, whatever the order', () => {
  const rounded = (ps: number[]) => benjaminiHochberg(ps).map(q => Number(q.toFixed(12)))
  expect(rounded([0.01, 0.03, 0.04])).toEqual([0.03, 0.04, 0.04])
  expect(rounded([0.04, 0.01, 0.03])).toEqual([0.04, 0.03, 0.04])
})
