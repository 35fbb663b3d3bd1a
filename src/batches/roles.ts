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

/** A column of no role that is coded like one, under its own name: what customers are grouped by. */
export type AttributeRole = `by:${string}`
export const attributeRole = (column: string): AttributeRole => `by:${column}`
export const attributeColumn = (role: AttributeRole): string => role.slice('by:'.length)

/** Narrows a role to that of such a column. */
export const isAttribute = (role: string): role is AttributeRole => role.startsWith('by:')

export type NamedTextRole = (typeof TEXT_ROLES)[number]
export type TextRole = NamedTextRole | AttributeRole
export type TimeRole = (typeof TIME_ROLES)[number]
export type AmountRole = (typeof AMOUNT_ROLES)[number]
export type NumberRole = (typeof NUMBER_ROLES)[number]
export type Role = NamedTextRole | TimeRole | AmountRole | NumberRole

export const ROLES: readonly Role[] = [...TEXT_ROLES, ...TIME_ROLES, ...AMOUNT_ROLES, ...NUMBER_ROLES]
