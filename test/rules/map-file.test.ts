import { describe, expect, it } from 'vitest'
import { parseMap } from '../../src/rules/map-file.ts'

const mapOf = (text: string, k = 5) => parseMap({ path: 'map.yaml', text }, k)

/** The map in the documentation of the R package rfm 0.2.0: bounds of R, F and M of each segment. */
const RFM_DOC: [name: string, r: string, f: string, m: string][] = [
  ['Champions', '4-5', '4-5', '4-5'],
  ['Loyal Customers', '2-5', '3-5', '3-5'],
  ['Potential Loyalist', '3-5', '1-3', '1-3'],
  ['New Customers', '4-5', '1', '1'],
  ['Promising', '3-4', '1', '1'],
  ['Need Attention', '2-3', '2-3', '2-3'],
  ['About To Sleep', '2-3', '1-2', '1-2'],
  ['At Risk', '1-2', '2-5', '2-5'],
  ["Can't Lose Them", '1', '4-5', '4-5'],
  ['Lost', '1-2', '1-2', '1-2'],
]

describe('a map', () => {
  it('of R × F has every cell once', () => {
    const map = mapOf(
      'segments: [{name: a, r: 4-5}, {name: b, r: "1-3", f: [1, 3-5]}, {name: c, r: 1-3, f: 2}]',
    )
    expect([map.segmentOf(5, 2, 1), map.segmentOf(3, 2, 5), map.segmentOf(1, 4, 1)]).toEqual([0, 2, 1])
    expect([map.names, map.axes, map.needsMoney]).toEqual([['a', 'b', 'c'], 'R × F', false])
  })

  it('of R × (F + M) / 2 rounds halves up', () => {
    const map = mapOf('segments: [{name: low, fm: 1-3}, {name: high, fm: 4-5}]')
    expect([map.segmentOf(1, 3, 3), map.segmentOf(1, 3, 4), map.segmentOf(1, 1, 5)]).toEqual([0, 1, 0])
    expect([map.axes, map.needsMoney]).toEqual(['R × (F + M) / 2, halves rounded up', true])
  })

  it('of R × (F + M) / 2 as it is takes halves', () => {
    const map = mapOf('segments: [{name: low, (f+m)/2: 1-2.5}, {name: high, (f+m)/2: [3, 3.5-5]}]')
    expect([map.segmentOf(1, 3, 2), map.segmentOf(1, 3, 3), map.segmentOf(1, 3, 4)]).toEqual([0, 1, 1])
    expect([map.axes, map.needsMoney]).toEqual(['R × (F + M) / 2', true])
  })

  it('of whole ranges of that mean leaves what lies between them', () => {
    // F + M = 5: of 5 x 5 pairs (1, 4), (2, 3), (3, 2) and (4, 1), at each of 5 R.
    expect(() => mapOf('segments: [{name: low, (f+m)/2: 1-2}, {name: high, (f+m)/2: 3-5}]')).toThrow(
      '20 of 125 cells are in no segment: R1 F1 M4, R1 F2 M3, R1 F3 M2, …',
    )
  })

  it('of R × F × M may be of any k', () => {
    const map = mapOf('segments: [{name: a, m: 3}, {name: b, m: 1-2}]', 3)
    expect([map.segmentOf(1, 1, 3), map.segmentOf(3, 3, 2)]).toEqual([0, 1])
  })

  it('that lists cells twice has an order only where it says so', () => {
    const text = 'segments: [{name: a, r: 5}, {name: b}]'
    expect(() => mapOf(text)).toThrow(
      '5 of 25 cells are in several: R5 F1 (a, b), R5 F2 (a, b), R5 F3 (a, b), …',
    )
    const map = mapOf(`order: first\n${text}`)
    expect([map.segmentOf(5, 1, 1), map.segmentOf(4, 1, 1)]).toEqual([0, 1])
  })

  it('published without a check is refused', () => {
    const segments = RFM_DOC.map(([name, r, f, m]) => ({ name, r, f, m }))
    // Definition S4: of 125 cells 36 unmatched and 39 ambiguous.
    expect(() => mapOf(JSON.stringify({ segments }))).toThrow(
      /36 of 125 cells are in no segment: .*; 39 of 125 cells are in several: /,
    )
    expect(() => mapOf(JSON.stringify({ order: 'first', segments }))).toThrow(
      /36 of 125 cells are in no segment: [^;]*$/,
    )
  })

  const WRONG: [text: string, message: string][] = [
    ['- a', 'map.yaml: no list of segments'],
    ['order: last\nsegments: [{name: a}]', 'map.yaml line 1 column 8: order is "last", not first'],
    ['segments: [{r: 1}]', 'map.yaml line 1 column 12, segment 1: it has no name'],
    ['segments: [{name: a, x: 1}]', 'map.yaml line 1 column 25, segment 1: "x" is no score'],
    [
      'segments: [{name: a, r: 6}]',
      'map.yaml line 1 column 25, segment 1: r: 6 is no range of scores from 1 to 5',
    ],
    ['segments: [{name: a, r: 5-4}]', 'map.yaml line 1 column 25, segment 1: r: "5-4" is no range'],
    ['segments:\n- name: a\n  f: 2.5', 'map.yaml line 3 column 6, segment 1: f: 2.5 is no range of scores'],
    [
      'segments: [{name: a, f: 1}, {name: b, fm: 1}]',
      'map.yaml line 1 column 29, segment 2: fm stands beside f',
    ],
    ['segments: [{name: a, r: 1-4}]', '5 of 25 cells are in no segment: R5 F1, R5 F2, R5 F3, …'],
  ]
  it.each(WRONG)('%s', (text, message) => expect(() => mapOf(text)).toThrow(message))
})
