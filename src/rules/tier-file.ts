/** Tables of loyalty tiers that users write (definition S9). */

import { wrongTiers } from '../errors/index.ts'
import type { TextFile } from '../flags.ts'
import { isMapping, openYaml, type YamlPath } from './read-yaml.ts'

/** What a tier asks for, all of it; null where it does not ask. */
export interface Tier {
  readonly name: string
  /** In the currency. */
  readonly minSpend: number | null
  readonly minOrders: number | null
  readonly minTenureDays: number | null
}

const KEYS = ['name', 'min_spend', 'min_orders', 'min_tenure_days']

/** A UserError about what stands at that path within the tier. */
type Wrong = (what: string, path?: YamlPath) => Error

/** Lowest tier first, under the key `tiers` or as the whole file; a UserError that names the place where one is wrong. */
export function parseTiers(file: TextFile): Tier[] {
  const { value: content, placeOf } = openYaml(file)
  const isUnderKey = isMapping(content)
  const listed = isUnderKey ? content.tiers : content
  if (!Array.isArray(listed) || listed.length === 0) throw wrongTiers(file.path, 'no list of tiers')
  const wrongIn =
    (tier: number): Wrong =>
    (what, path = []) =>
      wrongTiers(`${placeOf([...(isUnderKey ? ['tiers'] : []), tier, ...path])}, tier ${tier + 1}`, what)
  const tiers = listed.map((tier, i) => tierOf(tier, wrongIn(i)))
  const names = tiers.map(({ name }) => name)
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i)
  if (twice >= 0) throw wrongIn(twice)(`"${names[twice]}" is listed twice`)
  for (const [i, tier] of tiers.entries()) checkHarder(tier, tiers[i - 1], wrongIn(i))
  return tiers
}

function tierOf(tier: unknown, wrong: Wrong): Tier {
  if (!isMapping(tier)) throw wrong('no tier')
  const unknown = Object.keys(tier).find(key => !KEYS.includes(key))
  if (unknown !== undefined) throw wrong(`"${unknown}" is no part of a tier`, [unknown])
  if (typeof tier.name !== 'string' || tier.name.trim() === '') throw wrong('it has no name')
  const of = (key: string) => minimumOf(tier[key], what => wrong(`${key}: ${what}`, [key]))
  const asked = {
    minSpend: of('min_spend'),
    minOrders: of('min_orders'),
    minTenureDays: of('min_tenure_days'),
  }
  if (Object.values(asked).every(value => value === null)) throw wrong('it asks for nothing')
  return { name: tier.name.trim(), ...asked }
}

function minimumOf(value: unknown, wrong: (what: string) => Error): number | null {
  if (value === undefined || value === null) return null
  if (typeof value !== 'number' || !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw wrong(`${JSON.stringify(value)} is no number of at least 0`)
  }
  return value
}

/** A tier that is easier than the one below in something would leave gap_to_next without a meaning. */
function checkHarder(tier: Tier, below: Tier | undefined, wrong: Wrong): void {
  if (!below) return
  const isEasier = (['minSpend', 'minOrders', 'minTenureDays'] as const).some(
    key => (tier[key] ?? 0) < (below[key] ?? 0),
  )
  if (isEasier) throw wrong('it asks for less than the tier before it; the lowest comes first')
}
