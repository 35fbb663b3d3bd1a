/** A number from 0 to 1 that depends on the seed alone: enough to shuffle test data by. */
export const uniform = (seed: number): number => {
  const mixed = Math.imul(Math.imul(seed + 1, 0x9e3779b1) ^ ((seed + 1) >>> 7), 0x85ebca6b)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
}
