/** Arrays of numbers taken out of a structure, so that their bytes can be written and read as they are. */

const TYPES = { Int32Array, Float64Array, Uint8Array, Uint32Array }
type Numbers = InstanceType<(typeof TYPES)[keyof typeof TYPES]>
export type Bytes = Uint8Array

/** Where an array stood. The zeros at its end are not written: room for more, mostly. */
interface ArrayPlace {
  readonly numbers: keyof typeof TYPES
  readonly length: number
  readonly bytes: number
}

export function withoutArrays(content: unknown): { structure: unknown; arrays: Bytes[] } {
  const arrays: Bytes[] = []
  const walk = (value: unknown): unknown => {
    if (isNumbers(value)) {
      const bytes = withoutZeros(bytesOf(value))
      arrays.push(bytes)
      const place: ArrayPlace = { numbers: typeOf(value), length: value.length, bytes: bytes.length }
      return place
    }
    return mapped(value, walk)
  }
  return { structure: walk(content), arrays }
}

/** The content again; `fill` is asked for the bytes of one array after another. */
export async function withArrays(
  structure: unknown,
  fill: (bytes: number, into: Bytes) => Promise<void>,
): Promise<unknown> {
  const waiting: [ArrayPlace, Numbers][] = []
  const walk = (value: unknown): unknown => {
    if (!isPlace(value)) return mapped(value, walk)
    const array = new TYPES[value.numbers](value.length)
    waiting.push([value, array])
    return array
  }
  const content = walk(structure)
  for (const [{ bytes }, array] of waiting) await fill(bytes, bytesOf(array))
  return content
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Numbers): Bytes =>
  new Uint8Array(buffer, byteOffset, byteLength)

const typeOf = (value: Numbers) => value.constructor.name as keyof typeof TYPES

const isNumbers = (value: unknown): value is Numbers =>
  Object.values(TYPES).some(Type => value instanceof Type)

const isPlace = (value: unknown): value is ArrayPlace =>
  typeof value === 'object' && value !== null && 'numbers' in value

function withoutZeros(bytes: Bytes): Bytes {
  let length = bytes.length
  while (length > 0 && bytes[length - 1] === 0) length--
  return bytes.subarray(0, length)
}

/** Lists, maps and plain objects are walked; everything else stays as it is. */
function mapped(value: unknown, walk: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(walk)
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, walk(one)]))
  if (typeof value !== 'object' || value === null || value instanceof Set) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one)]))
}
