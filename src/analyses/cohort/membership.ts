/** Who is in a cohort, and from when on: by their first order, or by the date of acquisition where a column says it. */

import { rollingAcquired } from '../../errors/index.ts'
import { type Acquisition, acquisitionOf } from '../../measures/acquisition.ts'
import { pickAt, pickCustomers } from '../../measures/pick-customers.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import type { Signups } from '../../rollups/signups.ts'
import { anchorsOf } from './shape.ts'

export interface Membership {
  /** Of all members; the runs of those without an order are empty. */
  readonly histories: Histories
  /** By member, in the grain of the histories. */
  readonly anchors: Float64Array
  /** Null where cohorts go by the first order. */
  readonly acquisition: Acquisition<Histories> | null
}

/** The anchor is the earlier of acquisition and first order: whoever has ordered is a customer, whatever a column says. */
export function membershipOf(histories: Histories, signups: Signups, { asOf }: Run): Membership {
  const firsts = anchorsOf(histories)
  const acquisition = acquisitionOf(histories, signups, asOf)
  if (!acquisition) return { histories, anchors: firsts, acquisition }
  if (histories.grain === 'instant') throw rollingAcquired()
  const anchors = acquisition.days.map((day, member) => {
    const first = firsts[member] ?? Number.NaN
    return Number.isNaN(day) || first < day ? first : day
  })
  return { histories: acquisition.members, anchors, acquisition }
}

/** Those members alone, who ascend; all where null. */
export function pickMembers(membership: Membership, members: Uint32Array | null): Membership {
  if (members === null) return membership
  const { histories, anchors } = membership
  return {
    ...membership,
    histories: pickCustomers(histories, members),
    anchors: pickAt(anchors, members),
  }
}

/** The first day that a cohort may begin on: before the first row where somebody was acquired before it. */
export const firstAnchor = ({ anchors, acquisition }: Membership, { firstDay }: Run): number =>
  acquisition === null ? firstDay : anchors.reduce((first, anchor) => Math.min(first, anchor), firstDay)
