import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { batchesOf, schemaOf, type ValueTable } from '../../src/batches/arrow-write.ts'
import { writeParquet } from '../../src/render/parquet.ts'

const table: ValueTable = { rows: 3, columns: [{ name: 'n', type: 'integer', at: row => row }] }

it('a Parquet file begins and ends with its mark, with rows and without', async () => {
  for (const rows of [3, 0]) {
    const schema = schemaOf(table, new Map())
    const sink = new PassThrough({ highWaterMark: 1 << 24 })
    await writeParquet(batchesOf({ ...table, rows }, schema), schema, sink)
    const bytes = sink.read() as Buffer
    expect([bytes.subarray(0, 4), bytes.subarray(-4)].map(String)).toEqual(['PAR1', 'PAR1'])
  }
})

it.each([0, 1])('an error of the rows is told as it is, after %i batches', async good => {
  const schema = schemaOf(table, new Map())
  async function* failing() {
    for (let i = 0; i < good; i++) yield* batchesOf(table, schema)
    throw new Error('the disk is gone')
  }
  await expect(writeParquet(failing(), schema, new PassThrough())).rejects.toThrow('the disk is gone')
})
