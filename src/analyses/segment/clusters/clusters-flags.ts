/** What can be asked of `tenure segment clusters`. */

import { integer, type OptionsOf, toggle } from '../../../flags.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { basisFlags } from '../../segment-basis.ts'

/** The flags of `tenure segment clusters`. */
export const clustersFlags = {
  detail: toggle('add the table customers, one row per customer, and put it first'),
  groups: integer(null, { min: 2, max: 20 }, 'how many groups (the number of the greatest silhouette)'),
  maxClusters: integer(8, { min: 2, max: 20 }, 'the most groups that are tried'),
  seed: integer(1, { min: 0, max: 2 ** 31 }, 'where the random starts and samples begin'),
  ...basisFlags,
  ...breakdownFlags,
}

/** Their values. */
export type ClustersOptions = OptionsOf<typeof clustersFlags>
