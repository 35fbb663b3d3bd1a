/** Texts in the order of their bytes: a radix sort from the first byte on, since a comparison costs far more. */

/** Texts one behind the other: text c stands from ends[c] to ends[c + 1]. */
export interface Texts {
  readonly bytes: Uint8Array
  readonly ends: Float64Array
}

/** Fewer texts than this are compared. */
const FEW = 32

/** Texts alike so far are compared too: each further byte would cost a level of the stack. */
const DEEP = 64

/** Sorts codes in place. */
export function sortTexts(codes: Int32Array, texts: Texts): void {
  sortFrom(codes, texts, 0, new Int32Array(codes.length))
}

function sortFrom(codes: Int32Array, texts: Texts, depth: number, spare: Int32Array): void {
  if (codes.length < FEW || depth > DEEP) {
    codes.sort((a, b) => compareTexts(texts, a, b, depth))
    return
  }
  const ends = bucketEnds(codes, texts, depth)
  const next = ends.slice()
  for (const code of codes) spare[next[byteAt(texts, code, depth)]!++] = code
  codes.set(spare.subarray(0, codes.length))
  // Bucket 0 holds texts that are at their end, which are all the same.
  for (let bucket = 1; bucket < 257; bucket++) {
    const from = ends[bucket]!
    const to = next[bucket]!
    if (to - from > 1) sortFrom(codes.subarray(from, to), texts, depth + 1, spare)
  }
}

/** Where each bucket starts: 0 for texts that end here, b + 1 for those with byte b. */
function bucketEnds(codes: Int32Array, texts: Texts, depth: number): Int32Array {
  const counts = new Int32Array(258)
  for (const code of codes) counts[byteAt(texts, code, depth) + 1]!++
  for (let bucket = 0; bucket < 257; bucket++) counts[bucket + 1]! += counts[bucket]!
  return counts
}

function byteAt({ bytes, ends }: Texts, code: number, depth: number): number {
  const at = ends[code]! + depth
  return at < ends[code + 1]! ? bytes[at]! + 1 : 0
}

function compareTexts({ bytes, ends }: Texts, a: number, b: number, depth: number): number {
  let i = ends[a]! + depth
  let j = ends[b]! + depth
  const endA = ends[a + 1]!
  const endB = ends[b + 1]!
  while (i < endA && j < endB) {
    const difference = bytes[i++]! - bytes[j++]!
    if (difference !== 0) return difference
  }
  return endA - i - (endB - j)
}
