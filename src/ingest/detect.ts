/** What a file is by its first bytes, whatever its name says. */

import { emptyInput, notAnExport } from '../errors/index.ts'

export type InputFormat = 'csv' | 'parquet' | 'arrow-file' | 'arrow-stream'

const ascii = (text: string) => [...text].map(letter => letter.charCodeAt(0))

/** Things that are not exports but are often saved as one. */
const STRANGERS: readonly [start: readonly number[], what: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a spreadsheet or ZIP archive (XLSX)'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook (XLS)'],
  [ascii('%PDF'), 'a PDF document'],
  [ascii('SQLite format 3'), 'a SQLite database'],
  [ascii('Obj\x01'), 'an Avro file'],
  [ascii('ORC'), 'an ORC file'],
  [ascii('\x89PNG'), 'a picture'],
  [[0xff, 0xd8, 0xff], 'a picture'],
  [[0x42, 0x5a, 0x68], 'a bzip2 archive'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz archive'],
]

export function detectFormat(name: string, head: Uint8Array): InputFormat {
  if (head.length === 0) throw emptyInput(name)
  const starts = (start: readonly number[]) => start.every((byte, i) => head[i] === byte)
  if (starts(ascii('PAR1'))) return 'parquet'
  if (starts(ascii('PARE'))) throw notAnExport(name, 'an encrypted Parquet file')
  if (starts(ascii('ARROW1'))) return 'arrow-file'
  // A stream opens with a continuation marker and the length of its schema message.
  if (starts([0xff, 0xff, 0xff, 0xff]) || startsLikeOldStream(head)) return 'arrow-stream'
  for (const [start, what] of STRANGERS) if (starts(start)) throw notAnExport(name, what)
  const text = new TextDecoder('latin1').decode(head.subarray(0, 512)).replace(/^(?:ï»¿)?\s*/, '')
  if (/^<(?:!doctype|html|head|body|table)\b/i.test(text)) throw notAnExport(name, 'an HTML page')
  if (/^<\?xml/i.test(text)) throw notAnExport(name, 'an XML document')
  if (/^(?:\{\s*"|\[\s*[{\]])/.test(text)) throw notAnExport(name, 'JSON')
  return 'csv'
}

/** A stream without the marker, as before Arrow 0.15: the length of its schema message, and where its table stands. */
function startsLikeOldStream(head: Uint8Array): boolean {
  if (head.length < 8) return false
  const view = new DataView(head.buffer, head.byteOffset, 8)
  const length = view.getUint32(0, true)
  // Both numbers are small, so that NUL bytes stand where no text has any.
  return length >= 16 && length < 1 << 16 && view.getUint32(4, true) < Math.min(length, 256)
}
