/** Every model of repeat purchases the tool knows, the default first. Register a new one here and nowhere else. */

import { bgNbdModel } from './bg-nbd-model.ts'
import type { PurchaseModel } from './purchase-model.ts'

export const purchaseModels: readonly PurchaseModel[] = [bgNbdModel]
