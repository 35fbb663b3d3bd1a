/** The version of the tool, as its package.json says. */

import { readFileSync } from 'node:fs'

let known: string | undefined

/** Read when first asked for; the file stands one folder above this one, in src and in dist. */
export function toolVersion(): string {
  known ??= versionIn(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return known
}

function versionIn(packageJson: string): string {
  const { version }: { version: string } = JSON.parse(packageJson)
  return version
}
