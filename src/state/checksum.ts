/** XXH64 of bytes, in hexadecimal. It finds what happens by itself; whoever wants to deceive themselves can. */

export interface Checksum {
  update(bytes: Uint8Array): void
  /** 16 characters. */
  digest(): string
}

export const CHECKSUM_LENGTH = 16

export async function newChecksum(): Promise<Checksum> {
  const { default: xxhash } = await import('xxhash-wasm')
  const hash = (await xxhash()).create64()
  return {
    update: bytes => void hash.update(bytes),
    digest: () => hash.digest().toString(16).padStart(CHECKSUM_LENGTH, '0'),
  }
}
