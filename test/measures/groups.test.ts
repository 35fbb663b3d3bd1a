import { describe, expect, it } from 'vitest'
import type { AttributeColumn } from '../../src/measures/attribute-columns.ts'
import { groupsOf } from '../../src/measures/groups.ts'

/** A column of those cells, its codes in the order of first sight. */
function columnOf(name: string, cells: readonly (string | null)[]): AttributeColumn {
  const texts = [...new Set(cells.filter(cell => cell !== null))]
  return {
    name,
    codes: Int32Array.from(cells, cell => (cell === null ? -1 : texts.indexOf(cell))),
    distinct: texts.length,
    text: code => texts[code]!,
  }
}

describe('groupsOf', () => {
  const CASES: [
    what: string,
    columns: (string | null)[][],
    maxGroups: number,
    names: string[][],
    of: number[],
  ][] = [
    ['names are sorted, whatever came first', [['web', 'app', 'web']], 50, [['app'], ['web']], [1, 0, 1]],
    ['no value is a group, after the others', [[null, 'z', null]], 50, [['z'], ['(none)']], [1, 0, 1]],
    ['a value that is called so is none', [[null, '(none)']], 50, [['(none)']], [0, 0]],
    [
      'combinations that occur',
      [
        ['a', 'a', 'b', null],
        ['y', 'x', 'y', 'x'],
      ],
      50,
      [
        ['a', 'x'],
        ['a', 'y'],
        ['b', 'y'],
        ['(none)', 'x'],
      ],
      [1, 0, 2, 3],
    ],
    [
      'too many: the largest are named, of equal ones the first by name',
      [['c', 'b', 'a', 'd', 'd']],
      2,
      [['a'], ['d'], ['(other)']],
      [2, 2, 0, 1, 1],
    ],
    ['no value keeps its name', [['a', 'a', 'b', 'b', null]], 1, [['(none)'], ['(other)']], [1, 1, 1, 1, 0]],
    ['of nobody there is no group', [[]], 50, [], []],
  ]
  it.each(CASES)('%s', (_, cells, maxGroups, names, of) => {
    const columns = cells.map((own, i) => columnOf(`c${i}`, own))
    const groups = groupsOf(columns, of.length, maxGroups)
    expect(groups.names).toEqual(names)
    expect([...groups.of]).toEqual(of)
    expect(groups.members.map(own => [...own])).toEqual(
      names.map((_, group) => of.flatMap((own, customer) => (own === group ? [customer] : []))),
    )
  })
})
