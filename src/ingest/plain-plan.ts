/** How a file is decoded, as plain data that crosses to another thread. */

import { zoneNamed } from '../math/zone.ts'
import type { DecodePlan } from './decode.ts'
import { LeaveOut, Reasons } from './leave-out.ts'

export interface PlainPlan extends Omit<DecodePlan, 'zone' | 'leaveOut'> {
  readonly zone: string
}

/** Null where rows are left out by their cells: the words for why are counted in the order of the file. */
export const plainPlan = ({ zone, leaveOut, ...plan }: DecodePlan): PlainPlan | null =>
  leaveOut.isEmpty ? { ...plan, zone: zone.name } : null

export const planOf = ({ zone, ...plan }: PlainPlan): DecodePlan => ({
  ...plan,
  zone: zoneNamed(zone)!,
  leaveOut: new LeaveOut([], new Reasons()),
})
