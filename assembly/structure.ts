/** The bytes that give a text its structure, 16 at a time; the twin is PlainMemory in src/ingest/csv/plain-memory.ts. */

const QUOTE: i8 = 34
const LF: i8 = 10
const CR: i8 = 13

/** Writes the places of delimiters, line ends and quotes to `out`, as addresses; how many there are. */
export function index(from: usize, to: usize, delimiter: i32, out: usize): i32 {
  const start = out
  const delimiters = i8x16.splat(delimiter as i8)
  const quotes = i8x16.splat(QUOTE)
  const feeds = i8x16.splat(LF)
  const returns = i8x16.splat(CR)
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(at)
    const ends = v128.or(i8x16.eq(bytes, feeds), i8x16.eq(bytes, returns))
    const others = v128.or(i8x16.eq(bytes, delimiters), i8x16.eq(bytes, quotes))
    for (let mask = i8x16.bitmask(v128.or(ends, others)); mask !== 0; mask &= mask - 1) {
      store<u32>(out, (at as u32) + ctz(mask))
      out += 4
    }
  }
  return ((out - start) >> 2) as i32
}
