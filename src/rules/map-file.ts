/** Maps of segments that users write: every cell of scores in exactly one segment (definition S4). */

import { unmappedCells, wrongMap } from '../errors/index.ts'
import type { TextFile } from '../flags.ts'
import { isMapping, readYaml } from './read-yaml.ts'

/** `fm` is the mean of F and M, halves rounded up: (F + M) / 2. */
const AXES = ['r', 'f', 'm', 'fm'] as const
type Axis = (typeof AXES)[number]

export interface SegmentMap {
  readonly path: string
  /** In the order of the file, each once. */
  readonly names: readonly string[]
  /** Such as R × F × M. */
  readonly axes: string
  readonly needsMoney: boolean
  /** Index into `names` of scores from 1 to k; those of no axis of the map are not looked at. */
  segmentOf(r: number, f: number, m: number): number
}

/** The scores of a segment on each axis. */
interface Area {
  readonly name: string
  readonly scores: readonly (readonly number[])[]
}

/** The map of k scores; a UserError where a cell is in no segment, or in several and the file says no order. */
export function parseMap(file: TextFile, k: number): SegmentMap {
  const { path } = file
  const content = readYaml(file)
  const listed = isMapping(content) ? content.segments : null
  if (!isMapping(content) || !Array.isArray(listed)) throw wrongMap(path, 'no list of segments')
  const { order } = content
  if (order !== undefined && order !== 'first')
    throw wrongMap(path, `order is ${JSON.stringify(order)}, not first`)
  const axes = axesOf(listed, path)
  const areas = listed.map((segment, i) => areaOf(segment, axes, k, path, i + 1))
  const names = [...new Set(areas.map(({ name }) => name))]
  const first = cellsOf(areas, axes, k, path, order === 'first')
  const segments = first.map(area => names.indexOf(areas[area]!.name))
  return {
    path,
    names,
    axes: axes.map(axis => (axis === 'fm' ? '(F + M) / 2' : axis.toUpperCase())).join(' × '),
    needsMoney: axes.includes('m') || axes.includes('fm'),
    segmentOf: (r, f, m) =>
      segments[
        cellAt(
          axes.map(axis => scoreOn[axis](r, f, m)),
          k,
        )
      ]!,
  }
}

const scoreOn: Readonly<Record<Axis, (r: number, f: number, m: number) => number>> = {
  r: r => r,
  f: (_, f) => f,
  m: (_, __, m) => m,
  fm: (_, f, m) => Math.floor((f + m + 1) / 2),
}

const cellAt = (scores: readonly number[], k: number) =>
  scores.reduce((cell, score) => cell * k + score - 1, 0)

/** R × F unless a segment names m or fm. */
function axesOf(listed: readonly unknown[], path: string): readonly Axis[] {
  const keys = new Set(listed.flatMap(segment => (isMapping(segment) ? Object.keys(segment) : [])))
  if (!keys.has('fm')) return keys.has('m') ? ['r', 'f', 'm'] : ['r', 'f']
  if (keys.has('f') || keys.has('m')) throw wrongMap(path, 'fm stands beside f or m')
  return ['r', 'fm']
}

function areaOf(segment: unknown, axes: readonly Axis[], k: number, path: string, number: number): Area {
  const place = `${path} segment ${number}`
  if (!isMapping(segment)) throw wrongMap(place, 'no segment')
  const { name, ...ranges } = segment
  if (typeof name !== 'string' || name.trim() === '') throw wrongMap(place, 'it has no name')
  const unknown = Object.keys(ranges).find(key => !axes.includes(key as Axis))
  if (unknown !== undefined) throw wrongMap(place, `"${unknown}" is no score`)
  return { name: name.trim(), scores: axes.map(axis => scoresOf(ranges[axis], k, `${place}: ${axis}`)) }
}

/** 4, "4-5" or [1, 4]; all scores where nothing is said. */
function scoresOf(range: unknown, k: number, place: string): number[] {
  const all = Array.from({ length: k }, (_, i) => i + 1)
  if (range === undefined) return all
  const parts = (Array.isArray(range) ? range : [range]).map(part =>
    /^([0-9]+)(?:-([0-9]+))?$/.exec(String(part)),
  )
  return parts.flatMap((part, i) => {
    const [from, to] = part ? [Number(part[1]), Number(part[2] ?? part[1])] : [0, 0]
    if (from < 1 || to > k || from > to)
      throw wrongMap(place, `${JSON.stringify([range].flat()[i])} is no range of scores from 1 to ${k}`)
    return all.slice(from - 1, to)
  })
}

/** By cell, the first area that lists it. */
function cellsOf(
  areas: readonly Area[],
  axes: readonly Axis[],
  k: number,
  path: string,
  firstCounts: boolean,
): number[] {
  const cells = combinations(axes.map(() => Array.from({ length: k }, (_, i) => i + 1)))
  const owners = cells.map(() => [] as number[])
  for (const [index, { scores }] of areas.entries()) {
    for (const cell of new Set(combinations(scores).map(scores => cellAt(scores, k))))
      owners[cell]!.push(index)
  }
  const named = (cell: number) =>
    cells[cell]!.map((score, i) => `${axes[i]!.toUpperCase()}${score}`).join(' ')
  const empty = owners.flatMap((own, cell) => (own.length === 0 ? [named(cell)] : []))
  const shared = owners.flatMap((own, cell) =>
    own.length > 1 && !firstCounts
      ? [`${named(cell)} (${own.map(area => areas[area]!.name).join(', ')})`]
      : [],
  )
  if (empty.length + shared.length > 0) throw unmappedCells(path, cells.length, empty, shared)
  return owners.map(own => own[0]!)
}

/** One of each list, in every way; the last list changes fastest. */
const combinations = (lists: readonly (readonly number[])[]): number[][] =>
  lists.reduce<number[][]>((before, list) => before.flatMap(one => list.map(score => [...one, score])), [[]])
