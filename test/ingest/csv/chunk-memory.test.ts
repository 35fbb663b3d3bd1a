/** What WebAssembly makes of a chunk must be what its plain twins make of it. */

import { describe, expect, it } from 'vitest'
import { idFormOf, numberIn } from '../../../src/batches/id-form.ts'
import { type ChunkMemory, NEXT, RECORDS, ROWS, type RowShape } from '../../../src/ingest/csv/chunk-memory.ts'
import { PlainMemory } from '../../../src/ingest/csv/plain-memory.ts'
import { chunkMemory, WasmMemory } from '../../../src/ingest/csv/wasm-memory.ts'
import { type PlainTime, plainAmount, readPlainTime } from '../../../src/ingest/values/plain-bytes.ts'
import { randomNumbers } from '../../support/batches.ts'

const random = randomNumbers(3)
const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)]!
const letters = [...'aZ09 ,;"\n\r\t\u0000ä'].flatMap(letter => [...Buffer.from(letter)])
const randomBytes = (length: number) => Uint8Array.from({ length }, () => pick(letters))

const SHAPE: RowShape = { delimiter: 44, width: 3, wanted: [0, 2] }

/** The index and all rows up to the first uncommon one, by places in the chunk. */
function taken(memory: ChunkMemory, chunk: Uint8Array) {
  memory.look(chunk)
  const start = memory.state[0]!
  const index = memory.index.slice(0, memory.count).map(place => place - start)
  memory.takeRows()
  const { state, places, columns } = memory
  const rows = state[ROWS]!
  const cells = columns.map(({ starts, ends }) =>
    [starts, ends].map(all => all.slice(0, rows).map(place => place - start)),
  )
  return {
    index,
    at: state[0]! - start,
    next: state[NEXT],
    records: state[RECORDS],
    places: places.slice(0, rows),
    cells,
  }
}

/** A memory that has looked at those cells, one in a row between two others. */
function memoryOf(cells: readonly string[]): WasmMemory {
  const memory = new WasmMemory({ delimiter: 124, width: 3, wanted: [1, 2] })
  memory.look(Buffer.from(cells.map(cell => `x|${cell}|y\n`).join('')))
  memory.takeRows()
  expect(memory.state[ROWS]).toBe(cells.length)
  return memory
}

const withCell = <T>(cell: string, read: (bytes: Uint8Array, start: number, end: number) => T): T => {
  const bytes = Buffer.from(`"${cell},`)
  return read(bytes, 1, bytes.length - 1)
}

/** Cells of those letters, some of them a plain one with a letter changed. */
const variants = (plain: readonly string[], letters: string, count: number) =>
  Array.from({ length: count }, () => {
    const cell = pick(plain)
    const at = Math.floor(random() * (cell.length + 1))
    return pick([cell, cell.slice(0, at) + pick([...letters]) + cell.slice(at + 1), cell.slice(0, at)])
  })

describe('a chunk is taken apart', () => {
  it('by WebAssembly', () => {
    expect(chunkMemory(SHAPE)).toBeInstanceOf(WasmMemory)
  })

  it.each([0, 1, 15, 16, 17, 1000, 33_000])('alike by both, %i bytes', length => {
    const wasm = new WasmMemory(SHAPE)
    const plain = new PlainMemory(SHAPE)
    // By the same memory: what an earlier chunk left must not be found again.
    for (const bytes of [randomBytes(length + 40), randomBytes(length), new Uint8Array(length).fill(44)])
      expect(taken(wasm, bytes)).toEqual(taken(plain, bytes))
  })

  it.each([
    'a,b,c\nd,e,f\r\ng,h,i\rj,k,l\n',
    'a,b,c\n"d",e,f\ng,h,i\n',
    'a,b,c\nd,e\n',
    'a,b,c\n\nd,e,f\n',
    ',,\n,,\n,,,\n',
    'a,b,c\nd,e,f',
  ])('alike by both, %j', text => {
    const bytes = Buffer.from(text)
    expect(taken(new WasmMemory(SHAPE), bytes)).toEqual(taken(new PlainMemory(SHAPE), bytes))
  })

  it('where it stands, when it was given the memory', () => {
    const memory = new WasmMemory(SHAPE)
    const chunk = memory.allocate(6)
    chunk.set(Buffer.from('a,b,c\n'))
    memory.look(chunk)
    expect(memory.bytes.buffer).toBe(chunk.buffer)
    expect(memory.count).toBe(3)
  })
})

describe('values of cells are those of the plain twins', () => {
  it('times', () => {
    const PLAIN = ['2024-02-29', '2023-12-31T23:59:59', '1900-01-01 00:00:00', '2199-06-30T12:34:56Z']
    const cells = [...PLAIN, ...variants(PLAIN, '0123456789-:TZ .é', 20_000)]
    for (let day = -25_567; day < 84_006; day += 7)
      cells.push(new Date(day * 86_400_000).toISOString().slice(0, 10))
    const times = memoryOf(cells).times(0, cells.length)
    const time: PlainTime = { local: 0, isUtc: false }
    const twins = cells.map(cell => {
      withCell(cell, (bytes, start, end) => readPlainTime(bytes, start, end, time))
      return time.local
    })
    expect(Array.from(times)).toEqual(twins)
  })

  it.each([
    ['.', 6],
    [',', 2],
    ['.', 0],
  ])('amounts with %s and %i decimals', (sign, scale) => {
    const PLAIN = [
      '0',
      '-0.00',
      '12.5',
      '-12,34',
      '999999999.99',
      '123456789012345',
      '0.000001',
      '9007199254.740993',
    ]
    const cells = [...PLAIN, ...variants(PLAIN, '0123456789.,-+ e', 20_000)]
    const amounts = memoryOf(cells).amounts(0, cells.length, sign.charCodeAt(0), scale)
    const twins = cells.map(cell =>
      withCell(cell, (bytes, start, end) => plainAmount(bytes, start, end, sign.charCodeAt(0), scale)),
    )
    expect(Array.from(amounts)).toEqual(twins)
  })

  it.each([['C00042'], ['#1001'], ['7'], ['längere-vorsilbe-0001']])('numbers of ids like %s', first => {
    const form = idFormOf([first])!
    const PLAIN = [first, `${first}0`, `${first}12345`, 'C1234567', 'C12345678', 'C987654321', 'C1234567890']
    const cells = [...PLAIN, ...variants(PLAIN, '0123456789C# x', 20_000)]
    const numbers = memoryOf(cells).numbers(0, cells.length, form)
    expect(Array.from(numbers)).toEqual(
      cells.map(cell => withCell(cell, (bytes, start, end) => numberIn(form, bytes, start, end))),
    )
  })
})
