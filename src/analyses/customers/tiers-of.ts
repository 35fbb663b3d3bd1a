/** The tiers of `segment tiers`, where a file of them is given. */

import { noAmounts } from '../../errors/index.ts'
import { type Standings, standingsOf } from '../../measures/tier-standings.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import { parseTiers } from '../../rules/tier-file.ts'
import type { Tiering } from '../tier-columns.ts'
import type { KnownOptions } from './customers-flags.ts'

export interface Tiered {
  readonly tiering: Tiering
  readonly standings: Standings
}

export function tiersOf(histories: Histories, run: Run, options: KnownOptions): Tiered | null {
  if (!options.tiers) return null
  const tiers = parseTiers(options.tiers)
  if (!run.hasAmount && tiers.some(({ minSpend }) => minSpend !== null)) throw noAmounts('tiers', 'min_spend')
  const { tierWindow: window, tierGrace: grace, tierBase } = options
  const tiering = { tiers, base: tierBase ?? 'none', grace }
  return { tiering, standings: standingsOf(histories, run, tiers, { window, grace }) }
}
