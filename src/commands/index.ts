/** Every command that is no analysis, in help order. Register a new one here and nowhere else. */

import type { Command } from './command.ts'
import { doctor } from './doctor/doctor.ts'
import { convert } from './convert/convert.ts'
import { explain } from './explain/explain.ts'
import { inspect } from './inspect/inspect.ts'
import { sampleEvents } from './sample/events/events.ts'
import { sampleOrders } from './sample/orders/orders.ts'
import { run } from './run/run.ts'
import { validate } from './validate/validate.ts'

// One a line, so that two that are added on two branches do not meet.
// biome-ignore format: see above.
export const commands: readonly Command[] = [
  inspect,
  explain,
  validate,
  run,
  convert,
  sampleOrders,
  sampleEvents,
  doctor,
]
