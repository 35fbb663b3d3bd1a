import { expect, it } from 'vitest'
import { fileOf, tenureJson } from '../support/tenure.ts'

it('takes a single row in a zone with rules of its own', async () => {
  const file = fileOf('orders.csv', 'customer,date,amount\na,2024-03-31T22:30:00Z,1\n')
  const { meta } = await tenureJson(['cohort', file, '--tz', 'Europe/Berlin'])
  expect(meta.as_of).toBe('2024-04-01')
})
