/**
 * What a run keeps for the next one: the states of its rollups, and what it found in each file. The next run reads only
 * files that are new; whatever could make its answer differ from that of a full run stops it.
 */

import { Dictionary } from '../batches/dictionary.ts'
import type { TextRole } from '../batches/roles.ts'
import type { PlainBatch } from '../batches/plain-batch.ts'
import type { Continuation } from '../engines/continuation.ts'
import {
  changedWhileKept,
  stateAfterAsOf,
  stateFileBefore,
  stateFileChanged,
  stateFileMissing,
  stateHoldsNoRows,
  stateNeedsFiles,
} from '../errors/index.ts'
import { STANDARD_INPUT } from '../ingest/bytes.ts'
import { comparesRows } from '../ingest/repeated-rows.ts'
import type { RememberedFile } from '../ingest/remembered-file.ts'
import type { Source } from '../ingest/source.ts'
import type { SourceMemory } from '../ingest/source-request.ts'
import { type Day, formatDay } from '../math/calendar.ts'
import type { Zone } from '../math/zone.ts'
import { openSink, type Sink } from '../render/sink.ts'
import type { Packed } from '../rollups/pack.ts'
import { type Fingerprint, fingerprintOf, sizeOf, stampOf } from './fingerprint.ts'
import { type Asked, checkQuestion, type Question, questionOf } from './question.ts'
import { readState, writeState } from './state-file.ts'

/** What stands in the file. */
interface Content {
  readonly question: Question
  /** What the files decided beside it. */
  readonly settled: Question
  readonly files: readonly KeptFile[]
  readonly reasons: readonly string[]
  readonly dictionaries: ReadonlyMap<TextRole, ReturnType<Dictionary['toPlain']>>
  readonly states: readonly Packed[]
  readonly waiting: readonly PlainBatch[]
}

interface KeptFile extends Fingerprint {
  readonly path: string
  readonly remembered: RememberedFile
}

/** A file that is new, as it was before it was read. */
interface NewFile extends Fingerprint {
  readonly stamp: string
}

export class KeptState {
  readonly #path: string
  readonly #question: Question
  readonly #before: Content | null
  readonly #newFiles: ReadonlyMap<string, NewFile>
  readonly #sink: Sink
  #isWritten = false

  private constructor(
    path: string,
    {
      question,
      before,
      newFiles,
      sink,
    }: { question: Question; before: Content | null; newFiles: Map<string, NewFile>; sink: Sink },
  ) {
    this.#path = path
    this.#question = question
    this.#before = before
    this.#newFiles = newFiles
    this.#sink = sink
  }

  /** Reads the state, if there is one, and looks at every file; a UserError where it cannot be gone on from. */
  static async open(path: string, files: readonly string[], asked: Asked): Promise<KeptState> {
    if (path === STANDARD_INPUT || files.includes(STANDARD_INPUT)) throw stateNeedsFiles()
    if (comparesRows(asked.input)) {
      throw stateHoldsNoRows(asked.input.eventId === null ? 'dedupe' : 'event-id')
    }
    const question = await questionOf(asked)
    const before = (await readState(path)) as Content | null
    if (before) {
      checkQuestion(path, before.question, question)
      await checkFiles(path, before.files, files)
    }
    // Before anything is read: a path that cannot be written fails at once.
    const sink = await openSink(path)
    try {
      const newFiles = new Map<string, NewFile>()
      for (const file of files.slice(before?.files.length ?? 0)) newFiles.set(file, await newFile(file))
      return new KeptState(path, { question, before, newFiles, sink })
    } catch (error) {
      await sink.abort()
      throw error
    }
  }

  get memory(): SourceMemory {
    const { files = [], reasons = [], dictionaries = [] } = this.#before ?? {}
    return {
      files: new Map(files.map(({ path, remembered }) => [path, remembered])),
      dictionaries: new Map([...dictionaries].map(([role, plain]) => [role, Dictionary.fromPlain(plain)])),
      reasons,
    }
  }

  /** `settled`: what the files decide beside the question. */
  continuation(asOf: Day | null, zone: Zone, settled: Question): Continuation {
    const before = this.#before
    if (before) {
      checkQuestion(this.#path, before.settled, settled)
      checkAsOf(this.#path, before, asOf, zone)
    }
    return {
      states: before?.states ?? null,
      waiting: before?.waiting ?? [],
      keep: async (states, waiting, source) => {
        for (const [file, { stamp }] of this.#newFiles) {
          if ((await stampOf(file)) !== stamp) throw changedWhileKept(file)
        }
        const isSame = before && this.#newFiles.size === 0 && before.waiting.length === 0
        if (!isSame) await this.#write({ settled, states, waiting }, source)
      },
    }
  }

  /** Puts the state in the place of the old one. */
  async commit(): Promise<void> {
    await (this.#isWritten ? this.#sink.finish() : this.#sink.abort())
  }

  /** Leaves the old state as it was. */
  async abort(): Promise<void> {
    await this.#sink.abort()
  }

  async #write(rolledUp: Pick<Content, 'settled' | 'states' | 'waiting'>, source: Source): Promise<void> {
    const { files, dictionaries, reasons } = source.remember()
    const known = new Map(this.#before?.files.map(file => [file.path, file]))
    const content: Content = {
      ...rolledUp,
      question: this.#question,
      files: [...files].map(([path, remembered]) => {
        const { size, checksum } = known.get(path) ?? this.#newFiles.get(path)!
        return { path, size, checksum, remembered }
      }),
      reasons,
      dictionaries: new Map([...dictionaries].map(([role, dictionary]) => [role, dictionary.toPlain()])),
    }
    await writeState(content, this.#sink.stream)
    this.#isWritten = true
  }
}

/** Rows that were rolled up cannot be taken out again. */
function checkAsOf(state: string, { states }: Content, asOf: Day | null, zone: Zone): void {
  const { latest } = states[0] as { latest: number }
  if (asOf === null || latest < zone.startOf(asOf + 1)) return
  throw stateAfterAsOf(state, formatDay(asOf), formatDay(zone.dayOf(latest)))
}

async function newFile(path: string): Promise<NewFile> {
  const stamp = await stampOf(path)
  return { stamp, ...(await fingerprintOf(path)) }
}

/** The files of the state must be the first ones, and be what they were. */
async function checkFiles(
  state: string,
  known: readonly KeptFile[],
  files: readonly string[],
): Promise<void> {
  for (const [index, { path, size, checksum }] of known.entries()) {
    const given = files[index]
    if (given !== path) {
      if (given === undefined || !files.includes(path)) throw stateFileMissing(state, path)
      throw stateFileBefore(state, given, path)
    }
    const now = await sizeOf(path)
    if (now !== size) throw stateFileChanged(state, path, `${size} bytes then, ${now} bytes now`)
    if ((await fingerprintOf(path)).checksum !== checksum) {
      throw stateFileChanged(state, path, 'as long as then, but not the same')
    }
  }
}
