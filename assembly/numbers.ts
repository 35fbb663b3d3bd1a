/** Ids that are counted up; the twin is numberIn in src/batches/id-form.ts. */

const ZERO: i32 = 48

/** Times a byte: that byte in each place of eight. */
export const EACH_BYTE: u64 = 0x0101_0101 * 0x1_0000_0001

/** 10^9 is the last power of ten below 2^31. */
const MOST_DIGITS: i32 = 9

/** Cell → its number behind the prefix, -1 where it is written in another way. */
export function numbers(
  starts: usize,
  ends: usize,
  rows: i32,
  out: usize,
  prefix: usize,
  prefixLength: usize,
  digits: i32,
): void {
  for (const last = starts + ((rows as usize) << 2); starts < last; starts += 4, ends += 4, out += 4) {
    const start = load<u32>(starts) as usize
    store<i32>(out, numberAt(start, load<u32>(ends) as usize, prefix, prefixLength, digits))
  }
}

export function numberAt(start: usize, end: usize, prefix: usize, prefixLength: usize, digits: i32): i32 {
  const first = start + prefixLength
  const length = (end as i32) - (first as i32)
  if (length < digits || length > MOST_DIGITS) return -1
  for (let i: usize = 0; i < prefixLength; i++) if (load<u8>(start + i) !== load<u8>(prefix + i)) return -1
  // Zeros before a number stand only where they fill it up.
  if (length > digits && (load<u8>(first) as i32) === ZERO) return -1
  if (length <= 8) return eightDigits(end, length)
  const high = (load<u8>(first) as i32) - ZERO
  const low = eightDigits(end, 8)
  return high < 0 || high > 9 || low === -1 ? -1 : high * 100_000_000 + low
}

/** The number of so many digits before `end`, at most eight, all at once; -1 where one of them is none. */
function eightDigits(end: usize, length: i32): i32 {
  // What stands before them becomes zeros; the first digit is in the lowest byte.
  const others = ((8 - length) << 3) as u64
  const digits = ((load<u64>(end - 8) ^ (0x30 * EACH_BYTE)) >> others) << others
  if ((((digits + 0x76 * EACH_BYTE) | digits) & (0x80 * EACH_BYTE)) !== 0) return -1
  const pairs = (digits * 10 + (digits >> 8)) & (0x00ff_00ff * 0x1_0000_0001)
  const fours = (pairs * 100 + (pairs >> 16)) & (0xffff * 0x1_0000_0001)
  return (fours * 10_000 + (fours >> 32)) as i32
}
