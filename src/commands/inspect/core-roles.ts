/** Roles by what depends on them. */

import { ROLES, type Role } from '../../batches/roles.ts'

/** What customers, orders and money are read from: shown also where no column plays them. */
export const CORE_ROLES: readonly Role[] = ['customer', 'time', 'amount', 'order']

/** Roles that some analysis may look at and none needs. */
export const EXTRA_ROLES: readonly Role[] = ROLES.filter(
  role => ![...CORE_ROLES, 'price', 'quantity', 'currency'].includes(role),
)
