/** Ids that are counted up; the twin is numberIn in src/batches/id-form.ts. */

const ZERO: i32 = 48

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
  let number = 0
  for (let at = first; at < end; at++) {
    const digit = (load<u8>(at) as i32) - ZERO
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}
