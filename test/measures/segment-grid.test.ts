import { describe, expect, it } from 'vitest'
import { segmentGrid } from '../../src/measures/segment-grid.ts'

const cellsOf = (k: number) => {
  const grid = segmentGrid(k)
  const counts = new Map(grid.names.map(name => [name, 0]))
  for (let r = 1; r <= k; r++) {
    for (let f = 1; f <= k; f++) {
      const name = grid.names[grid.segmentOf(r, f)]!
      counts.set(name, counts.get(name)! + 1)
    }
  }
  return counts
}

describe('segment grid', () => {
  // Definition S3: the number of cells of each name.
  it('of 5 scores gives the ten names their cells', () => {
    expect(Object.fromEntries(cellsOf(5))).toEqual({
      Hibernating: 4,
      'At Risk': 4,
      "Can't Lose Them": 2,
      'About To Sleep': 2,
      'Need Attention': 1,
      'Loyal Customers': 4,
      Promising: 1,
      'New Customers': 1,
      'Potential Loyalists': 4,
      Champions: 2,
    })
  })

  it.each([2, 3, 4, 10])('of %d scores has a segment per pair, best first', k => {
    const counts = cellsOf(k)
    expect(counts.size).toBe(k * k)
    expect(new Set(counts.values())).toEqual(new Set([1]))
    const grid = segmentGrid(k)
    expect([grid.names[0], grid.names.at(-1)]).toEqual([`R${k} F${k}`, 'R1 F1'])
    expect(grid.names[grid.segmentOf(k, 1)]).toBe(`R${k} F1`)
  })
})
