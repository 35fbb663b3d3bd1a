/** Everything that `inspect` finds. Register a new kind of finding in the list and nowhere else. */

import { candidates } from './candidates.ts'
import { EXTRA_ROLES } from './core-roles.ts'
import { type Finding, findingOf, SEVERITIES } from './finding.ts'
import type { Look } from './look.ts'
import { missingHeader, namesLikeData } from './no-header.ts'
import {
  badRows,
  missingCustomers,
  refundLetters,
  refundsAlone,
  repeatedRows,
  zeroOrders,
} from './row-findings.ts'
import { leftOutRows, statusValues } from './status-findings.ts'
import { decimalIds, missingAmount, otherAmounts, roundedIds, unseenColumns } from './column-findings.ts'

const KINDS: readonly ((look: Look) => readonly Finding[])[] = [
  missingHeader,
  faults,
  badRows,
  repeatedRows,
  statusValues,
  missingCustomers,
  missingAmount,
  decimalIds,
  roundedIds,
  refundLetters,
  refundsAlone,
  zeroOrders,
  leftOutRows,
  otherAmounts,
  unseenColumns,
]

/** Errors first, then warnings, then what is good to know. */
export function findingsOf(look: Look): Finding[] {
  const all = KINDS.flatMap(kind => kind(look))
  return SEVERITIES.flatMap(severity => all.filter(finding => finding.severity === severity))
}

/** What an analysis stops at; of a role that no analysis needs it is only good to know. */
function faults(look: Look): Finding[] {
  // Without names nothing else that is wrong says more than that.
  if (namesLikeData(look) !== null) return []
  const once = new Map(look.faults.map(fault => [fault.message, findingOf(fault)]))
  return [...once.values()].map(finding => {
    const isExtra = EXTRA_ROLES.some(role => finding.code === `several-${role}-columns`)
    if (isExtra) return { ...finding, severity: 'info' as const, remedies: [] }
    return { ...finding, remedies: [...finding.remedies, ...candidates(look, finding)] }
  })
}
