import { describe, expect, it } from 'vitest'
import { openBytes } from '../../../src/ingest/bytes.ts'
import type { CsvReader } from '../../../src/ingest/csv/dialect.ts'
import { openCsv } from '../../../src/ingest/csv/read-csv.ts'
import { ANY_DIALECT } from '../../../src/ingest/csv/dialect.ts'
import { DEFAULT_LIMITS } from '../../../src/ingest/limits.ts'
import { randomNumbers } from '../../support/batches.ts'
import { fileOf } from '../../support/tenure.ts'

const AS_FOUND = { ...ANY_DIALECT, limits: DEFAULT_LIMITS }

/** Every row as [number, cells], every row set aside, and the error that ended the reading. */
async function readBy(reader: CsvReader, path: string, chunkBytes: number, reuse: boolean) {
  const rows: unknown[] = []
  const bad: unknown[] = []
  let error: string | null = null
  try {
    const source = await openBytes(path, DEFAULT_LIMITS)
    const file = await openCsv(source, { ...AS_FOUND, reader })
    const columns = file.columns.map(({ name }) => name).filter((_name, i) => i !== 1)
    for await (const { batch, bad: unread } of file.read({ columns, chunkBytes, reuse })) {
      for (let row = 0; row < batch.rows; row++)
        rows.push([batch.rowNumber(row), ...batch.columns.map(({ text }) => text(row))])
      bad.push(...unread)
    }
  } catch (fault) {
    error = (fault as Error).message
  }
  return { rows, bad, error }
}

/** The fast reader gives what csv-parse gives, however small the pieces that it reads. */
async function expectTwins(content: string | Uint8Array) {
  const path = fileOf('a.csv', content)
  const reference = await readBy('csv-parse', path, 1, false)
  for (const chunkBytes of [16, 61, 1 << 20]) {
    const fast = await readBy('auto', path, chunkBytes, chunkBytes === 61)
    // Of a file that ends in an error, how many rows come before it is a matter of buffers.
    expect(fast.error).toEqual(reference.error)
    if (reference.error === null) expect(fast).toEqual(reference)
  }
  return reference
}

const HEADER = 'id,note,date,amount\n'
const ROW = 'c1,x,2024-01-02,10.50\n'

const HOSTILE: readonly [what: string, content: string | Uint8Array][] = [
  ['plain rows', HEADER + ROW.repeat(9)],
  ['a byte order mark', `\ufeff${HEADER}${ROW.repeat(3)}`],
  ['CRLF', (HEADER + ROW.repeat(5)).replaceAll('\n', '\r\n')],
  ['CR alone', (HEADER + ROW.repeat(5)).replaceAll('\n', '\r')],
  ['LF, then CR', `${HEADER}${ROW}${ROW.replace('\n', '\r')}${ROW}`],
  ['LF and CRLF', `${HEADER}${ROW}${ROW.replace('\n', '\r\n')}${ROW}`],
  ['no last line end', (HEADER + ROW.repeat(3)).trimEnd()],
  ['a CR at the end', `${(HEADER + ROW.repeat(3)).trimEnd()}\r`],
  ['blank lines', `\n\n${HEADER}\n${ROW}\n\r\n\r\r\n${ROW}\n\n`],
  ['lines of spaces', `${HEADER}${ROW} \n  ,\n${ROW}`],
  ['header alone', HEADER],
  ['header without a line end', HEADER.trimEnd()],
  ['a header in quotes over two lines', `"id","no\nte",date,amount\n${ROW.repeat(3)}`],
  ['trailing delimiters', (HEADER + ROW.repeat(3)).replaceAll('\n', ',,\n')],
  ['trailing delimiters in rows alone', HEADER + ROW.replace('\n', ',\n').repeat(3)],
  ['short and long rows', `${HEADER}${ROW}c2,x\nc2,x,2024-01-01,1,2\n${ROW}Total rows: 2\n`],
  ['quotes', `${HEADER}${'"c1","x","2024-01-02","10.50"\n'.repeat(4)}`],
  ['doubled quotes', `${HEADER}"c""1",x,"""","a""b""c"\n${ROW}"","","",""\n"""""",x,1,2\n`],
  ['delimiters and line ends in quotes', `${HEADER}${'"c,1","x\ny","2024\r\n-01",10.50\n'.repeat(6)}`],
  ['long cells in quotes', `${HEADER}"${'a\n'.repeat(300)}",x,y,z\n${ROW.repeat(4)}`],
  ['quotes within cells', `${HEADER}5" pipe,6" pipe,a"b"c,d"\n${ROW.repeat(4)}`],
  ['something behind a quote', `${HEADER}${ROW}"a"b,c,d,e\n${ROW}"a" ,c,d,e\n${ROW}`],
  ['a quote that closes and opens', `${HEADER}"a""b"c"d",x,y,z\n${ROW}`],
  ['a space before quotes', `${HEADER} "a,b",c,d,e\n${ROW}`],
  ['an unclosed quote', `${HEADER}${ROW.repeat(5)}"a,b,c,d\n${ROW.repeat(5)}`],
  ['an unclosed quote in the last cell', `${HEADER}${ROW}a,b,c,"d`],
  ['quotes alone', `${HEADER}"\n"\n""\n`],
  ['semicolons', (HEADER + ROW.repeat(3)).replaceAll(',', ';')],
  ['tabs', (HEADER + ROW.repeat(3)).replaceAll(',', '\t')],
  ['a sep= line', `sep=;\n${(HEADER + ROW.repeat(3)).replaceAll(',', ';')}`],
  ['letters beyond ASCII', `${HEADER}é,x,2024-01-02,€ 3\n漢字,x,"🫠",\u00a0\n`],
  ['one column', `id\n${'c1\n'.repeat(4)}`],
]

const ENDS_IN_ERROR: readonly [what: string, content: Uint8Array][] = [
  ['a NUL', Buffer.from(`${HEADER}${ROW.repeat(600)}c\0,x,y,z\n${ROW}`)],
  ['broken UTF-8', Buffer.concat([Buffer.from(HEADER + ROW.repeat(600)), Buffer.from([0xff, 10])])],
  ['a character cut off', Buffer.concat([Buffer.from(HEADER + ROW.repeat(600)), Buffer.from([0xe2, 0x82])])],
]

describe('the fast reader of CSV reads as csv-parse does', () => {
  it.each(HOSTILE)('%s', async (_what, content) => {
    await expectTwins(content)
  })

  it.each(ENDS_IN_ERROR)('%s', async (_what, content) => {
    const { error } = await expectTwins(content)
    expect(error).not.toBeNull()
  })

  it('files of random cells, line ends and quotes', async () => {
    const random = randomNumbers(11)
    const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)]!
    const CELLS = ['', 'a', ' b ', '"q"', '"a""b"', '"a,b"', '"a\nb"', '""', '"', '5"', '"x"y', 'é', '1.5']
    for (let file = 0; file < 60; file++) {
      // Most cells are harmless, or else no file would get past its first row.
      const cell = () => (random() < 0.9 ? pick(['a', 'bc', '', '"d"', '"e\r\nf"']) : pick(CELLS))
      const width = () => (random() < 0.95 ? 4 : Math.floor(random() * 6))
      const rows = Array.from({ length: 20 }, () => Array.from({ length: width() }, cell).join(','))
      await expectTwins(HEADER + rows.map(row => row + pick(['\n', '\n', '\r\n', '\n\n'])).join(''))
    }
  })
})
