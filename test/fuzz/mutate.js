/** Bytes of an export, broken in ways that a seed decides. */

/** A generator of numbers from 0 to 1 that starts anew for each input: mulberry32. */
export function randomFrom(seed, index) {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const below = (random, end) => Math.floor(random() * end)
export const pick = (random, list) => list[below(random, list.length)]

/** What breaks readers of text. */
const TEXTS = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  '\0',
  '\ufeff',
  '\u2028',
  "'",
  '\\',
  '\u001b[31m',
  '9'.repeat(400),
  '1E400',
  '-1e-400',
  '9007199254740993',
  '-0',
  '0x10',
  'NaN',
  'Infinity',
  '1,234',
  '1.234,5',
  '(12.34)',
  '$',
  '€',
  '12%',
  '=1+1',
  '@x',
  '__proto__',
  'constructor',
  '2024-02-30',
  '03/04/2024',
  '0000-00-00',
  '99999999999999',
  '0001-01-01',
  '9999-12-31',
  'x'.repeat(70_000),
  '🛒',
  ' ',
  '\u00a0',
  'sep=;\n',
  '#',
] // prettier-ignore

/** Bytes that are no UTF-8, and edges of numbers. */
const BYTES = [
  [0xff],
  [0xc3],
  [0xe2, 0x82],
  [0xed, 0xa0, 0x80],
  [0x80],
  [0, 0, 0, 0],
  [0xff, 0xff, 0xff, 0x7f],
  [0xff, 0xff, 0xff, 0xff],
  [0, 0, 0, 0x80],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
  [0, 0, 0, 0x40],
] // prettier-ignore

const spliced = (bytes, start, end, middle) =>
  Buffer.concat([bytes.subarray(0, start), middle, bytes.subarray(end)])

/** Each: bytes, generator, the bytes of another file → bytes. */
const MUTATIONS = {
  flipBit: (bytes, random) => {
    const copy = Buffer.from(bytes)
    copy[below(random, copy.length)] ^= 1 << below(random, 8)
    return copy
  },
  setByte: (bytes, random) => {
    const copy = Buffer.from(bytes)
    copy[below(random, copy.length)] = below(random, 256)
    return copy
  },
  overwrite: (bytes, random) => {
    const copy = Buffer.from(bytes)
    Buffer.from(pick(random, BYTES)).copy(copy, below(random, copy.length))
    return copy
  },
  truncate: (bytes, random) => bytes.subarray(0, below(random, bytes.length + 1)),
  cutOut: (bytes, random) => {
    const start = below(random, bytes.length)
    return spliced(bytes, start, start + 1 + below(random, 64), Buffer.alloc(0))
  },
  double: (bytes, random) => {
    const start = below(random, bytes.length)
    const end = Math.min(bytes.length, start + 1 + below(random, 256))
    return spliced(bytes, end, end, bytes.subarray(start, end))
  },
  splice: (bytes, random, other) => {
    const from = below(random, other.length)
    const start = below(random, bytes.length)
    return spliced(
      bytes,
      start,
      start + below(random, 32),
      other.subarray(from, from + 1 + below(random, 128)),
    )
  },
  join: (bytes, random, other) =>
    Buffer.concat([
      bytes.subarray(0, below(random, bytes.length)),
      other.subarray(below(random, other.length)),
    ]),
  insertText: (bytes, random) => {
    const start = below(random, bytes.length + 1)
    return spliced(bytes, start, start, Buffer.from(pick(random, TEXTS)))
  },
  insertBytes: (bytes, random) => {
    const start = below(random, bytes.length + 1)
    return spliced(bytes, start, start, Buffer.from(pick(random, BYTES)))
  },
  /** Footers and the headers of messages say how much there is of everything. */
  flipLate: (bytes, random) => {
    const copy = Buffer.from(bytes)
    copy[Math.max(0, copy.length - 1 - below(random, 300))] ^= 1 << below(random, 8)
    return copy
  },
}

const TEXT_MUTATIONS = [
  'insertText',
  'insertText',
  'insertText',
  'insertBytes',
  'flipBit',
  'setByte',
  'truncate',
  'cutOut',
  'double',
  'splice',
  'join',
] // prettier-ignore
const BINARY_MUTATIONS = [
  'flipBit',
  'flipBit',
  'setByte',
  'overwrite',
  'overwrite',
  'truncate',
  'cutOut',
  'double',
  'splice',
  'join',
  'insertBytes',
  'flipLate',
  'flipLate',
  'flipLate',
] // prettier-ignore

/** One to four breakages. */
export function mutate(bytes, random, other, isText) {
  let mutated = bytes
  for (let left = 1 + below(random, 4); left > 0 && mutated.length > 0; left--) {
    mutated = MUTATIONS[pick(random, isText ? TEXT_MUTATIONS : BINARY_MUTATIONS)](mutated, random, other)
  }
  return mutated
}

const ROW_MUTATIONS = ['insertText', 'insertText', 'insertText', 'cutOut', 'double', 'splice', 'insertBytes']

/** One to three breakages that leave most rows, and the header, as they were. */
export function mutateRows(bytes, random) {
  const header = bytes.indexOf(10) + 1
  let rows = bytes.subarray(header)
  for (let left = 1 + below(random, 3); left > 0; left--) {
    rows = MUTATIONS[pick(random, ROW_MUTATIONS)](rows, random, bytes)
  }
  return Buffer.concat([bytes.subarray(0, header), rows])
}
