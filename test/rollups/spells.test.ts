import { DuckDBInstance } from '@duckdb/node-api'
import { expect, it } from 'vitest'
import { DAY_MS } from '../../src/math/calendar.ts'
import { RUNNING, type Spells, spellsRollup } from '../../src/rollups/spells.ts'
import { type Line, randomNumbers, rolledUp, shuffled } from '../support/batches.ts'

function someLines(seed: number): Line[] {
  const random = randomNumbers(seed)
  return Array.from({ length: 300 }, (_, i) => ({
    customer: i % 11 === 0 ? null : `c${Math.floor(random() * 30)}`,
    at: Math.floor(random() * 20 * DAY_MS),
    amount: Math.floor((random() - 0.1) * 10),
    end: random() < 0.3 ? null : Math.floor(random() * 40 * DAY_MS),
  }))
}

function told(parts: readonly (readonly Line[])[]) {
  const { id, ...found }: Spells = rolledUp(spellsRollup, null, parts)
  return { ...found, ids: Array.from({ length: found.customers }, (_, customer) => id(customer)) }
}

it('any split of the rows gives the same bits', () => {
  for (let seed = 1; seed <= 5; seed++) {
    const lines = someLines(seed)
    const whole = told([lines])
    expect(told([lines.slice(0, 70), lines.slice(70)])).toEqual(whole)
    expect(told([[], lines])).toEqual(whole)
    expect(told([lines, []])).toEqual(whole)
    expect(told([shuffled(lines, randomNumbers(seed + 100))])).toEqual(whole)
    expect(told(lines.map(line => [line]))).toEqual(whole)
  }
})

it('SQL says the same: rows with a start and an end, those the wrong way round left out', async () => {
  const lines = someLines(9)
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const values = lines.map(
    ({ customer, at, amount, end }) =>
      `(${customer === null ? 'NULL' : `'${customer}'`}, ${at}, ${amount}, ${end ?? 'NULL'})`,
  )
  const reader = await connection.runAndReadAll(`
    SELECT customer, ("at" // ${DAY_MS})::INTEGER AS "start",
           coalesce("end" // ${DAY_MS}, ${RUNNING})::INTEGER AS "end", amount::DOUBLE AS amount
    FROM (VALUES ${values.join(',')}) AS t(customer, "at", amount, "end")
    WHERE customer IS NOT NULL AND amount >= 0 AND ("end" IS NULL OR "end" // ${DAY_MS} >= "at" // ${DAY_MS})
    ORDER BY ALL`)
  const { ids, offsets, starts, ends, amounts, leftOut } = told([lines])
  const rows = ids.flatMap((customer, c) =>
    Array.from({ length: offsets[c + 1]! - offsets[c]! }, (_, i) => {
      const place = offsets[c]! + i
      return { customer, start: starts[place], end: ends[place], amount: amounts[place] }
    }),
  )
  expect(rows).toEqual(reader.getRowObjectsJS())
  expect(leftOut.endsBeforeStart).toBeGreaterThan(0)
})
