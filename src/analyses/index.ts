/** Every analysis the tool knows, in help order. Register a new one here and nowhere else. */

import type { Analysis } from './analysis.ts'
import { contractual } from './churn/contractual/contractual.ts'
import { state } from './churn/state/state.ts'
import { survival } from './churn/survival/survival.ts'
import { clv } from './clv/clv.ts'
import { cohort } from './cohort/cohort.ts'
import { growth } from './lifecycle/growth/growth.ts'
import { moves } from './lifecycle/moves/moves.ts'
import { stages } from './lifecycle/stages/stages.ts'
import { orders } from './orders/orders.ts'
import { customers } from './customers/customers.ts'
import { clusters } from './segment/clusters/clusters.ts'
import { migration } from './segment/migration/migration.ts'
import { profile } from './segment/profile/profile.ts'
import { rfm } from './segment/rfm/rfm.ts'
import { rules } from './segment/rules/rules.ts'
import { tiers } from './segment/tiers/tiers.ts'
import { value } from './segment/value/value.ts'

export const analyses: readonly Analysis[] = [
  rfm,
  rules,
  value,
  profile,
  clusters,
  tiers,
  migration,
  cohort,
  state,
  survival,
  contractual,
  growth,
  stages,
  moves,
  orders,
  clv,
  customers,
]
