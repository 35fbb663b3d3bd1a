/** Maps of segments that users write: every cell of scores in exactly one segment (definition S4). */

import { unmappedCells, wrongMap } from '../errors/index.ts'
import type { TextFile } from '../flags.ts'
import { isMapping, openYaml, type YamlPath } from './read-yaml.ts'

/** `fm` is the mean of F and M, halves rounded up; `(f+m)/2` is the mean as it is. */
const SCORES = ['r', 'f', 'm', 'fm', '(f+m)/2'] as const
type Score = (typeof SCORES)[number]

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

type ScoreOf = (r: number, f: number, m: number) => number

const scoreOn: Readonly<Record<Score, ScoreOf>> = {
  r: r => r,
  f: (_, f) => f,
  m: (_, __, m) => m,
  fm: (_, f, m) => Math.floor((f + m + 1) / 2),
  '(f+m)/2': (_, f, m) => (f + m) / 2,
}

/** What the segments of a map are told apart by. */
interface Shape {
  /** What a segment may name. */
  readonly scores: readonly Score[]
  /** Whole scores whose combinations are the cells: a mean that is not rounded leaves all of R, F and M. */
  readonly cells: readonly Exclude<Score, '(f+m)/2'>[]
  readonly words: string
}

const R_F: Shape = { scores: ['r', 'f'], cells: ['r', 'f'], words: 'R × F' }
const R_F_M: Shape = { scores: ['r', 'f', 'm'], cells: ['r', 'f', 'm'], words: 'R × F × M' }
const MEANS: readonly Shape[] = [
  { scores: ['r', 'fm'], cells: ['r', 'fm'], words: 'R × (F + M) / 2, halves rounded up' },
  { scores: ['r', '(f+m)/2'], cells: ['r', 'f', 'm'], words: 'R × (F + M) / 2' },
]

/** The values of a segment by score. */
interface Area {
  readonly name: string
  readonly values: readonly ReadonlySet<number>[]
}

/** A UserError about what stands at that path. */
type Wrong = (path: YamlPath, what: string) => Error

/** The map of k scores; a UserError where a cell is in no segment, or in several and the file says no order. */
export function parseMap(file: TextFile, k: number): SegmentMap {
  const { path } = file
  const { value: content, placeOf } = openYaml(file)
  const listed = isMapping(content) ? content.segments : null
  if (!isMapping(content) || !Array.isArray(listed)) throw wrongMap(path, 'no list of segments')
  const wrong: Wrong = (at, what) =>
    wrongMap(`${placeOf(at)}${at.length > 1 ? `, segment ${Number(at[1]) + 1}` : ''}`, what)
  const { order } = content
  if (order !== undefined && order !== 'first')
    throw wrong(['order'], `order is ${JSON.stringify(order)}, not first`)
  const shape = shapeOf(listed, wrong)
  const areas = listed.map((segment, i) =>
    areaOf(segment, shape, k, (at, what) => wrong(['segments', i, ...at], what)),
  )
  const names = [...new Set(areas.map(({ name }) => name))]
  const owners = ownersOf(areas, shape, k, { path, firstCounts: order === 'first' })
  const segments = owners.map(area => names.indexOf(areas[area]!.name))
  const onCells = shape.cells.map(score => scoreOn[score])
  return {
    path,
    names,
    axes: shape.words,
    needsMoney: shape.cells.some(score => score !== 'r' && score !== 'f'),
    segmentOf: (r, f, m) => segments[onCells.reduce((cell, of) => cell * k + of(r, f, m) - 1, 0)]!,
  }
}

/** R × F unless a segment names something else. */
function shapeOf(listed: readonly unknown[], wrong: Wrong): Shape {
  const segmentWith = (score: Score) => listed.findIndex(segment => isMapping(segment) && score in segment)
  for (const shape of MEANS) {
    const mean = shape.scores[1]!
    if (segmentWith(mean) < 0) continue
    const other = SCORES.find(score => !shape.scores.includes(score) && segmentWith(score) >= 0)
    if (other === undefined) return shape
    const last = Math.max(segmentWith(mean), segmentWith(other))
    throw wrong(['segments', last], `${mean} stands beside ${other}`)
  }
  return segmentWith('m') < 0 ? R_F : R_F_M
}

function areaOf(segment: unknown, { scores }: Shape, k: number, wrong: Wrong): Area {
  if (!isMapping(segment)) throw wrong([], 'no segment')
  const { name, ...ranges } = segment
  if (typeof name !== 'string' || name.trim() === '') throw wrong([], 'it has no name')
  const unknown = Object.keys(ranges).find(key => !scores.includes(key as Score))
  if (unknown !== undefined) throw wrong([unknown], `"${unknown}" is no score`)
  const of = (score: Score) => valuesOf(ranges[score], k, score, what => wrong([score], `${score}: ${what}`))
  return { name: name.trim(), values: scores.map(of) }
}

/** 4, "4-5" or [1, 4], of the mean 2.5 too; all scores where nothing is said. */
function valuesOf(range: unknown, k: number, score: Score, wrong: (what: string) => Error): Set<number> {
  const all = Array.from({ length: 2 * k - 1 }, (_, i) => 1 + i / 2)
  const possible = score === '(f+m)/2' ? all : all.filter(Number.isInteger)
  if (range === undefined) return new Set(possible)
  const parts = Array.isArray(range) ? range : [range]
  const within = parts.flatMap(part => {
    const [, from, to = from] = /^(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/.exec(String(part)) ?? []
    const [first, last] = [possible.indexOf(Number(from)), possible.indexOf(Number(to))]
    if (first < 0 || last < first) throw wrong(`${JSON.stringify(part)} is no range of scores from 1 to ${k}`)
    return possible.slice(first, last + 1)
  })
  return new Set(within)
}

/** By cell, the first area that lists it. */
function ownersOf(
  areas: readonly Area[],
  { scores, cells: axes }: Shape,
  k: number,
  { path, firstCounts }: { readonly path: string; readonly firstCounts: boolean },
): number[] {
  const cells = combinations(axes.map(() => Array.from({ length: k }, (_, i) => i + 1)))
  const owners = cells.map(cell => {
    const on = (score: Score) => {
      const place = axes.indexOf(score as (typeof axes)[number])
      return place < 0 ? scoreOn[score](cell[0]!, cell[1]!, cell[2]!) : cell[place]!
    }
    const own = scores.map(on)
    return areas.flatMap(({ values }, area) => (own.every((value, i) => values[i]!.has(value)) ? [area] : []))
  })
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
