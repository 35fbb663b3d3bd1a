/** What is made when it is first asked for: a format that carries one table does not pay for the others. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | null = null
  return () => {
    made ??= make()
    return made
  }
}
