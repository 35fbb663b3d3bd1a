/** The last gate before a terminal: rows that are written as they are could carry escape sequences of a stranger. */

import { StringDecoder } from 'node:string_decoder'
import { Writable } from 'node:stream'
import { plainLines } from './plain-text.ts'

/** Text goes through with what is unsafe written out; lines and tabs stay. */
export function terminalGate(terminal: Writable): Writable {
  const decoder = new StringDecoder('utf8')
  const send = (text: string, done: (error?: Error | null) => void) =>
    text === '' ? done() : void terminal.write(plainLines(text), done)
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => send(decoder.write(chunk), done),
    final: done => send(decoder.end(), done),
  })
}
