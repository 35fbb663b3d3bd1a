/** 16 bytes at a time: compiled to WebAssembly by `npm run build`; its plain twin is in src/ingest/csv/structure.ts. */

/** Bytes to look at stand from 0 on; what is found, from here on. */
const FOUND: usize = 65536

const QUOTE: i8 = 34
const LF: i8 = 10
const CR: i8 = 13

/** Writes the places of delimiters, line ends and quotes, each moved by `offset`; how many there are. */
export function index(length: i32, delimiter: i32, offset: i32): i32 {
  const delimiters = i8x16.splat(delimiter as i8)
  const quotes = i8x16.splat(QUOTE)
  const feeds = i8x16.splat(LF)
  const returns = i8x16.splat(CR)
  let out = FOUND
  for (let at = 0; at < length; at += 16) {
    const bytes = v128.load(at as usize)
    const ends = v128.or(i8x16.eq(bytes, feeds), i8x16.eq(bytes, returns))
    const others = v128.or(i8x16.eq(bytes, delimiters), i8x16.eq(bytes, quotes))
    for (let mask = i8x16.bitmask(v128.or(ends, others)); mask !== 0; mask &= mask - 1) {
      store<i32>(out, offset + at + ctz(mask))
      out += 4
    }
  }
  return ((out - FOUND) >> 2) as i32
}
