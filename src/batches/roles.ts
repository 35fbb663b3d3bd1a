/** The roles a column can play. Analyses ask for roles; ingest finds the columns that play them. */

export const TEXT_ROLES = [
  'customer',
  'order',
  'product',
  'channel',
  'country',
  'status',
  'event',
  'currency',
  'latestBy',
] as const
export const TIME_ROLES = ['time', 'acquired', 'end'] as const
export const AMOUNT_ROLES = ['amount', 'price'] as const
export const NUMBER_ROLES = ['quantity'] as const

export type TextRole = (typeof TEXT_ROLES)[number]
export type TimeRole = (typeof TIME_ROLES)[number]
export type AmountRole = (typeof AMOUNT_ROLES)[number]
export type NumberRole = (typeof NUMBER_ROLES)[number]
export type Role = TextRole | TimeRole | AmountRole | NumberRole

export const ROLES: readonly Role[] = [...TEXT_ROLES, ...TIME_ROLES, ...AMOUNT_ROLES, ...NUMBER_ROLES]
