/** Words as a shell reads them. */

const PLAIN = /^[\w@%+=:,./-]+$/

/** One line that a POSIX shell splits into exactly those words. */
export const commandLine = (words: readonly string[]) => words.map(quoted).join(' ')

const quoted = (word: string) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)
