/** Every name a rule may use, in the order messages list them. */
export const RULE_MEASURES = [
  'days_since_last',
  'days_since_first',
  'first_order',
  'last_order',
  'orders',
  'net_revenue',
  'net_revenue_per_order',
  'r_score',
  'f_score',
  'm_score',
] as const
