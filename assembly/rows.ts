/** Rows of the common kind, found in the index; the twin is PlainMemory in src/ingest/csv/plain-memory.ts. */

const LF: i32 = 10
const CR: i32 = 13

/**
 * Reads such rows until one is of another kind. `state` holds 32 bit numbers that are carried from call to call:
 * where the next record starts, its place in the index (an address), rows and records so far. Of each row the ends
 * of the columns in `wanted` are written, `stride` bytes apart: the place of the row, then per column starts and ends.
 */
export function rows(
  state: usize,
  indexEnd: usize,
  delimiter: i32,
  width: i32,
  wanted: usize,
  columns: i32,
  out: usize,
  stride: usize,
): void {
  let at = load<u32>(state)
  let next = load<u32>(state, 4) as usize
  let row = load<u32>(state, 8)
  let records = load<u32>(state, 12)
  const inner = ((width - 1) << 2) as usize
  while (next + inner < indexEnd) {
    const last = next + inner
    let cell = next
    while (cell < last && (load<u8>(load<u32>(cell)) as i32) === delimiter) cell += 4
    const end = load<u32>(last)
    const byte = load<u8>(end) as i32
    if (cell !== last || (byte !== LF && byte !== CR)) break
    let to = out + ((row as usize) << 2)
    store<u32>(to, records)
    for (let i = 0; i < columns; i++) {
      const column = load<u32>(wanted + ((i as usize) << 2))
      const place = next + ((column as usize) << 2)
      to += stride
      store<u32>(to, column === 0 ? at : load<u32>(place - 4) + 1)
      to += stride
      store<u32>(to, load<u32>(place))
    }
    row++
    records++
    next = last + 4
    at = end + 1
    if (byte === CR && load<u8>(at) === LF) {
      next += 4
      at++
    }
  }
  store<u32>(state, at)
  store<u32>(state, next as u32, 4)
  store<u32>(state, row, 8)
  store<u32>(state, records, 12)
}
