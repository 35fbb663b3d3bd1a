import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SRC = fileURLToPath(new URL('../src', import.meta.url))

/** Who may import whom: the picture of docs/architecture.md, as data. A file of src itself goes by its name. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['cli'],
  'index.ts': [
    'cli',
    'flags.ts',
    'analyse.ts',
    'analyses',
    'models',
    'ingest',
    'engines',
    'rollups',
    'batches',
    'render',
    'math',
    'report.ts',
    'errors',
  ],
  'analyse.ts': ['read-together.ts', 'analyses', 'ingest', 'batches', 'report.ts'],
  'read-together.ts': [
    'join-attributes.ts',
    'analyses',
    'state',
    'engines',
    'ingest',
    'rollups',
    'batches',
    'errors',
  ],
  state: ['engines', 'ingest', 'rollups', 'batches', 'render', 'math', 'flags.ts', 'version.ts', 'errors'],
  privacy: ['report.ts', 'errors'],
  'join-attributes.ts': ['analyses', 'ingest', 'rollups', 'batches', 'errors'],
  cli: [
    'analyse.ts',
    'analyses',
    'commands',
    'engines',
    'ingest',
    'rollups',
    'batches',
    'render',
    'privacy',
    'math',
    'flags.ts',
    'report.ts',
    'errors',
    'version.ts',
  ],
  commands: [
    'analyse.ts',
    'schema',
    'rules',
    'analyses',
    'measures',
    'engines',
    'ingest',
    'rollups',
    'rules',
    'render',
    'batches',
    'math',
    'flags.ts',
    'report.ts',
    'errors',
    'version.ts',
  ],
  analyses: ['measures', 'rules', 'models', 'rollups', 'batches', 'math', 'flags.ts', 'report.ts', 'errors'],
  schema: ['rules', 'ingest', 'flags.ts', 'errors'],
  rules: ['flags.ts', 'batches', 'math', 'errors'],
  measures: ['models', 'rollups', 'batches', 'rules', 'flags.ts', 'math', 'errors'],
  models: ['math', 'errors'],
  engines: ['rollups', 'ingest', 'batches', 'math', 'report.ts', 'errors'],
  rollups: ['batches', 'math', 'report.ts', 'errors'],
  ingest: ['batches', 'math', 'report.ts', 'errors'],
  batches: ['errors'],
  render: ['report.ts', 'batches', 'math', 'version.ts', 'errors'],
  math: [],
  'flags.ts': ['math', 'batches', 'report.ts', 'errors'],
  'report.ts': [],
  errors: ['report.ts'],
  'version.ts': [],
}

/** Outside libraries and the folder that knows each. */
const HOMES: Readonly<Record<string, string | readonly string[]>> = {
  'apache-arrow': 'batches',
  flatbuffers: 'batches',
  fzstd: ['batches', 'ingest'],
  'csv-parse': 'ingest',
  yaml: 'rules',
  'ml-kmeans': 'models',
  tinyglobby: 'ingest',
  'xxhash-wasm': ['ingest', 'state'],
  commander: 'cli',
  ora: 'cli',
  chalk: 'render',
  'cli-table3': 'render',
}

interface Import {
  readonly file: string
  readonly to: string
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))
const imports: Import[] = files.flatMap(file => {
  const text = readFileSync(join(SRC, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(match => ({ file, to: match[1]! }))
})

const roomOf = (file: string) => file.split(sep)[0]!
const targetOf = ({ file, to }: Import) => normalize(join(dirname(file), to))

describe('layers', () => {
  it('every room of src is in the picture', () => {
    expect([...new Set(files.map(roomOf))].filter(room => MAY_IMPORT[room] === undefined)).toEqual([])
  })

  it('each imports only what it may', () => {
    const wrong = imports
      .filter(({ to }) => to.startsWith('.'))
      .map(one => ({ ...one, room: roomOf(one.file), target: roomOf(targetOf(one)) }))
      .filter(({ room, target }) => room !== target && !MAY_IMPORT[room]!.includes(target))
      .map(({ file, to }) => `${file} imports ${to}`)
    expect(wrong).toEqual([])
  })

  it('analyses do not import one another', () => {
    const analysisOf = (file: string) => file.split(sep).slice(1, -1).join('/')
    const wrong = imports
      .filter(one => one.to.startsWith('.') && roomOf(one.file) === 'analyses' && analysisOf(one.file) !== '')
      .filter(one => roomOf(targetOf(one)) === 'analyses')
      .filter(one => !['', analysisOf(one.file)].includes(analysisOf(targetOf(one))))
      .map(({ file, to }) => `${file} imports ${to}`)
    expect(wrong).toEqual([])
  })

  it('a library is known to one folder', () => {
    const wrong = imports
      .filter(({ file, to }) => HOMES[to] !== undefined && ![HOMES[to]].flat().includes(roomOf(file)))
      .map(({ file, to }) => `${relative('.', file)} imports ${to}`)
    expect(wrong).toEqual([])
  })

  it('no file imports itself by way of others', () => {
    const edges = new Map<string, string[]>()
    for (const one of imports) {
      if (one.to.startsWith('.')) edges.set(one.file, [...(edges.get(one.file) ?? []), targetOf(one)])
    }
    const done = new Set<string>()
    const walk = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) throw new Error([...trail.slice(trail.indexOf(file)), file].join(' → '))
      if (done.has(file)) return
      for (const target of edges.get(file) ?? []) walk(target, [...trail, file])
      done.add(file)
    }
    expect(() => {
      for (const file of files) walk(file, [])
    }).not.toThrow()
  })
})
