/**
 * Writes dist/bundle: the command line in few files, since Node takes a part of a millisecond to find and compile each
 * that it loads, and there are hundreds; and so the threads that roll up. What is imported late stays apart. The library
 * and the threads that unpack are the files of dist/ as they are.
 */

import { rm } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { rolldown } from 'rolldown'

const DIST = join(import.meta.dirname, 'dist')
const BUNDLE = join(DIST, 'bundle')

/** Modules that look for what stands beside them, and must stay where they are. They import none of the others. */
const IN_PLACE = [
  'version.js',
  'ingest/start-worker.js',
  'ingest/csv/wasm-file.js',
  'ingest/parquet/wasm-file.js',
  'analyses/stage-models-folder.js',
]

/** A package of a hundred files and what it needs: 0.15 s to load as they are, 0.02 s as one. */
const TAKEN_IN = /^(apache-arrow|flatbuffers|tslib)(\/|$)/

const stayInPlace = {
  name: 'stay-in-place',
  resolveId(id, importer) {
    const file = importer && id.startsWith('.') ? join(importer, '..', id) : id
    if (IN_PLACE.includes(relative(DIST, file))) return { id: relative(BUNDLE, file), external: true }
    const isOfOthers = /^[a-z@]/.test(id) && !TAKEN_IN.test(id)
    return isOfOthers ? { id, external: true } : null
  },
}

/** Each of these and all that it imports, but what is imported late: one file, since it is needed as a whole. */
const WHOLE = ['main.js', 'cli/run-analysis.js', 'ingest/csv/read-csv.js']

function wholeOf(entry, graph) {
  const found = new Set()
  const visit = id => {
    if (found.has(id)) return
    found.add(id)
    graph.getModuleInfo(id)?.importedIds.forEach(visit)
  }
  visit(join(DIST, entry))
  return found
}

/** What is in two of them is in the first. */
let wholes
const groupOf = (id, graph) => {
  if (id.includes('/node_modules/')) return 'apache-arrow'
  wholes ??= WHOLE.map(entry => wholeOf(entry, graph))
  const group = wholes.findIndex(whole => whole.has(id))
  return group === -1 ? null : basename(WHOLE[group], '.js')
}

const bundleOf = file => rolldown({ input: join(DIST, file), platform: 'node', plugins: [stayInPlace] })

await rm(BUNDLE, { recursive: true, force: true })
const commandLine = await bundleOf('main.js')
await commandLine.write({
  dir: BUNDLE,
  format: 'esm',
  codeSplitting: { groups: [{ name: groupOf, debugName: 'wholes' }] },
})
const thread = await bundleOf('engines/workers/thread.js')
await thread.write({ dir: BUNDLE, format: 'esm' })
