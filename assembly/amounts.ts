/** Amounts in their common form; the twin is plainAmount in src/ingest/values/plain-bytes.ts. */

const DASH: i32 = 45
const LARGEST: f64 = 9_007_199_254_740_991

/** Cell → units of that scale, NaN where it is written in another way. `powers`: of ten, from 0 on. */
export function amounts(
  starts: usize,
  ends: usize,
  rows: i32,
  out: usize,
  sign: i32,
  scale: i32,
  powers: usize,
): void {
  for (const last = starts + ((rows as usize) << 2); starts < last; starts += 4, ends += 4, out += 8) {
    store<f64>(out, unitsAt(load<u32>(starts) as usize, load<u32>(ends) as usize, sign, scale, powers))
  }
}

function unitsAt(start: usize, end: usize, sign: i32, scale: i32, powers: usize): f64 {
  const isNegative = (load<u8>(start) as i32) === DASH
  const first = isNegative ? start + 1 : start
  if (first >= end || end - first > 15) return NaN
  let digits: i64 = 0
  let point: usize = 0
  for (let at = first; at < end; at++) {
    const byte = load<u8>(at) as i32
    const digit = byte - 48
    if (digit >= 0 && digit <= 9) digits = digits * 10 + (digit as i64)
    else if (byte === sign && point === 0 && at > first) point = at
    else return NaN
  }
  const decimals = point === 0 ? 0 : ((end - point - 1) as i32)
  if (decimals > scale || point === end - 1) return NaN
  const units = (digits as f64) * load<f64>(powers + (((scale - decimals) as usize) << 3))
  if (units > LARGEST) return NaN
  return isNegative && units !== 0 ? -units : units
}
