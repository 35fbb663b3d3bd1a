/** The work of `tenure convert`. */

import type { RecordBatch, Schema } from '../../batches/arrow-write.ts'
import { cellBatch, plainBatch } from '../../batches/cell-columns.ts'
import type { CellType } from '../../batches/cell-types.ts'
import type { RawBatch } from '../../batches/raw.ts'
import type { Reader } from '../../ingest/reader.ts'
import { sameReadings } from '../../ingest/readings.ts'
import { excessOf, Tally } from '../../ingest/tally.ts'
import { guessLines, inputLines } from '../../render/facts.ts'
import type { CommandContext } from '../context.ts'
import { findTypes } from './find-types.ts'
import { commonSchema, openReaders } from './inputs.ts'

interface ConvertOptions {
  readonly types: 'text' | 'infer'
}

export async function runConvert({ types }: ConvertOptions, context: CommandContext): Promise<void> {
  const readers = await openReaders(context.paths, context.output, context.input)
  context.onOpen(totalSize(readers))
  const found = types === 'infer' ? await findTypes(readers) : []
  const conversion: Conversion = {
    readers,
    types: found,
    schema: commonSchema(readers, found),
    tallies: readers.map(({ name, format }) => new Tally(name, format, context.input)),
    listener: context.engine.listener,
    input: context.input,
  }
  await context.rows({
    schema: conversion.schema,
    batches: convertedRows(conversion),
    facts: () => factsOf(conversion),
  })
}

interface Conversion {
  readonly readers: readonly Reader[]
  /** Of the columns of text files; none where all are texts. */
  readonly types: readonly CellType[]
  readonly schema: Schema
  readonly tallies: readonly Tally[]
  readonly listener: CommandContext['engine']['listener']
  readonly input: CommandContext['input']
}

async function* convertedRows(conversion: Conversion) {
  const { readers, types, schema, tallies, listener, input } = conversion
  for (const [i, reader] of readers.entries()) {
    const tally = tallies[i]!
    const readOptions = {
      keepOriginal: input.keepOriginals,
      ...(listener ? { onBytes: listener.onBytes } : {}),
    }
    for await (const { batch, bad } of reader.read(readOptions)) {
      tally.rowsRead += batch.rows + bad.length
      tally.rowsUsed += batch.rows
      for (const row of bad) {
        listener?.onBad?.(row, reader.name)
        tally.addBad(row)
      }
      listener?.onRows(batch.rows)
      if (batch.rows > 0) yield converted(batch, types, schema)
    }
  }
  listener?.onEnd?.()
  const excess = excessOf(tallies, input)
  if (excess) throw excess
}

function converted(batch: RawBatch, types: readonly CellType[], schema: Schema): RecordBatch {
  if (batch.arrow) return plainBatch(batch.arrow, schema, batch.added)
  return cellBatch(
    batch,
    batch.columns.map((_, i) => types[i] ?? { kind: 'text' }),
    schema,
  )
}

function totalSize(readers: readonly Reader[]): number | null {
  const sizes = readers.map(({ size }) => size)
  return sizes.includes(null) ? null : sizes.reduce<number>((total, size) => total + size!, 0)
}

function factsOf({ readers, types, schema, tallies }: Conversion): string[] {
  const readings = sameReadings(readers)
  return [
    ...guessLines({ readings }),
    ...typeLines(types, schema.names.map(String)),
    ...tallies.flatMap(tally => inputLines(tally.facts())),
    ...readers.flatMap(({ notes }) => notes),
  ]
}

function typeLines(types: readonly CellType[], names: readonly string[]): string[] {
  const found = types.flatMap(({ kind }, i) => (kind === 'text' ? [] : [`${names[i]} = ${kind}`]))
  if (types.length === 0) return []
  return [found.length > 0 ? `Types: ${found.join(', ')}; the rest is text.` : 'Types: all columns are text.']
}
