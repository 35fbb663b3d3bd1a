/** Pieces of sentences that several messages share. */

export const list = (names: readonly string[]) => names.join(', ')

/** Why the system or a library says no, in one line. */
export const reasonOf = (error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException
  const reasons: Record<string, string> = {
    ENOENT: 'no such file',
    EACCES: 'permission denied',
    EISDIR: 'it is a folder',
    EMFILE: 'too many open files',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of the path is a file, not a folder',
  }
  return (code && reasons[code]) || (message ?? String(error)).split('\n', 1)[0]!
}
