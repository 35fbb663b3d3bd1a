import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import commands from '../fixtures/commands.json' with { type: 'json' }
import { folderOf, tenure } from './support/tenure.ts'

const pathOf = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
const textOf = (name: string) => readFileSync(pathOf(name), 'utf8')

for (const [file, words] of Object.entries(commands).filter(([file]) => file.endsWith('.csv'))) {
  it(`${file} is what its command makes`, async () => {
    const { stdout } = await tenure(words.split(' '))
    expect(stdout === textOf(file), 'run `npm run fixtures`').toBe(true)
  })
}

it.each(['orders.parquet', 'orders.arrow'])('%s holds the rows of orders.csv', async file => {
  const { stdout } = await tenure(['convert', pathOf(file), '--format', 'csv'])
  expect(stdout === textOf('orders.csv'), 'run `npm run fixtures`').toBe(true)
})

it('orders.schema.yaml is what inspect writes of orders.csv', async () => {
  const path = join(folderOf({}), 'schema.yaml')
  await tenure(['inspect', pathOf('orders.csv'), '--write-schema', path])
  expect(readFileSync(path, 'utf8') === textOf('orders.schema.yaml'), 'run `npm run fixtures`').toBe(true)
})

it('orders.csv.gz is orders.csv', () => {
  expect(gunzipSync(readFileSync(pathOf('orders.csv.gz'))).toString()).toBe(textOf('orders.csv'))
})

it('presets are what their script makes', async () => {
  const { files } = (await import('../fixtures/presets/make.js' as string)) as {
    files(): Map<string, string>
  }
  for (const [file, text] of files())
    expect(textOf(`presets/${file}`) === text, 'run `npm run fixtures`').toBe(true)
})

it('all of them are small', () => {
  const files = readdirSync(pathOf('.'), { recursive: true, withFileTypes: true }).filter(one => one.isFile())
  const sizes = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name)).length)
  expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThan(1_000_000)
})
