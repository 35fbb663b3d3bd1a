/** Tables of loyalty tiers that users write (definition S9). */

import { wrongTiers } from '../errors/index.ts'
import type { TextFile } from '../flags.ts'
import { isMapping, readYaml } from './read-yaml.ts'

/** What a tier asks for, all of it; null where it does not ask. */
export interface Tier {
  readonly name: string
  /** In the currency. */
  readonly minSpend: number | null
  readonly minOrders: number | null
  readonly minTenureDays: number | null
}

const KEYS = ['name', 'min_spend', 'min_orders', 'min_tenure_days']

/** Lowest tier first, under the key `tiers` or as the whole file; a UserError that names the tier where one is wrong. */
export function parseTiers(file: TextFile): Tier[] {
  const content = readYaml(file)
  const listed = isMapping(content) ? content.tiers : content
  if (!Array.isArray(listed) || listed.length === 0) throw wrongTiers(file.path, 'no list of tiers')
  const tiers = listed.map((tier, i) => tierOf(tier, `${file.path} tier ${i + 1}`))
  const names = tiers.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw wrongTiers(file.path, `"${twice}" is listed twice`)
  for (const [i, tier] of tiers.entries()) checkHarder(tier, tiers[i - 1], `${file.path} tier ${i + 1}`)
  return tiers
}

function tierOf(tier: unknown, place: string): Tier {
  if (!isMapping(tier)) throw wrongTiers(place, 'no tier')
  const unknown = Object.keys(tier).find(key => !KEYS.includes(key))
  if (unknown !== undefined) throw wrongTiers(place, `"${unknown}" is no part of a tier`)
  if (typeof tier.name !== 'string' || tier.name.trim() === '') throw wrongTiers(place, 'it has no name')
  const of = (key: string) => minimumOf(tier[key], `${place}: ${key}`)
  const asked = {
    minSpend: of('min_spend'),
    minOrders: of('min_orders'),
    minTenureDays: of('min_tenure_days'),
  }
  if (Object.values(asked).every(value => value === null)) throw wrongTiers(place, 'it asks for nothing')
  return { name: tier.name.trim(), ...asked }
}

function minimumOf(value: unknown, place: string): number | null {
  if (value === undefined || value === null) return null
  if (typeof value !== 'number' || !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw wrongTiers(place, `${JSON.stringify(value)} is no number of at least 0`)
  }
  return value
}

/** A tier that is easier than the one below in something would leave gap_to_next without a meaning. */
function checkHarder(tier: Tier, below: Tier | undefined, place: string): void {
  if (!below) return
  const isEasier = (['minSpend', 'minOrders', 'minTenureDays'] as const).some(
    key => (tier[key] ?? 0) < (below[key] ?? 0),
  )
  if (isEasier) throw wrongTiers(place, 'it asks for less than the tier before it; the lowest comes first')
}
