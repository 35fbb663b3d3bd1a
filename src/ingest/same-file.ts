/** Whether two paths are one file, links and other spellings included. */

import { stat } from 'node:fs/promises'

export async function isSameFile(path: string, other: string): Promise<boolean> {
  const [one, two] = await Promise.all([path, other].map(file => stat(file).catch(() => null)))
  return one !== null && two !== null && one!.isFile() && one!.dev === two!.dev && one!.ino === two!.ino
}
