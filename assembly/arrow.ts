/**
 * What is read of Arrow's texts in the memory of the decoder of Parquet, where they stand: a module of its own, without
 * data of its own, since all of that memory is the decoder's (src/ingest/parquet/text-numbers.ts).
 */

import { numberAt } from './numbers'

/**
 * Text → its number behind the prefix, -1 where it is written in another way; how many are so. All but counts are
 * addresses.
 */
export function textNumbers(
  offsets: usize,
  bytes: usize,
  rows: i32,
  out: usize,
  prefix: usize,
  prefixLength: usize,
  digits: i32,
): i32 {
  let others = 0
  let start = bytes + (load<u32>(offsets) as usize)
  for (const last = offsets + ((rows as usize) << 2); offsets < last; out += 4) {
    offsets += 4
    const end = bytes + (load<u32>(offsets) as usize)
    const number = numberAt(start, end, prefix, prefixLength, digits)
    store<i32>(out, number)
    if (number === -1) others++
    start = end
  }
  return others
}
