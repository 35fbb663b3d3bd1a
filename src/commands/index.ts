/** Every command that is no analysis, in help order. Register a new one here and nowhere else. */

import type { Command } from './command.ts'
import { convert } from './convert/convert.ts'
import { inspect } from './inspect/inspect.ts'
import { sampleEvents } from './sample/events/events.ts'
import { sampleOrders } from './sample/orders/orders.ts'
import { validate } from './validate/validate.ts'

export const commands: readonly Command[] = [inspect, validate, convert, sampleOrders, sampleEvents]
