/** A thread that reads chunks of plain text and rolls their rows up, into states of its own. */

import { parentPort, workerData } from 'node:worker_threads'
import { UserError } from '../../errors/index.ts'
import { transferables } from './transferables.ts'
import type { Request, Response, ThreadTask } from './protocol.ts'
import { Rolling } from './rolling.ts'

const rolling = new Rolling(workerData as ThreadTask)

parentPort!.on('message', (request: Request) => {
  const response = respond(request)
  if (response) parentPort!.postMessage(response, transferables(response))
})

function respond(request: Request): Response | null {
  if (request.kind === 'file') rolling.open(request.shared, request.layout)
  else if (request.kind === 'forget') rolling.forget(request.id)
  else return answered(request)
  return null
}

/** What is wrong with the file is an answer; anything else ends this thread. */
function answered(request: Exclude<Request, { readonly kind: 'file' | 'forget' }>): Response {
  const { id } = request
  try {
    switch (request.kind) {
      case 'read':
        return { id, answer: rolling.read(request) }
      case 'use':
        return { id, answer: rolling.use(id, request.recordsBefore) }
      case 'orders':
        return { id, answer: rolling.orders() }
      case 'finish':
        return { id, answer: rolling.finish(request.isWhole) }
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { exitCode, message, hint, details } = error
    return { id, fault: { exitCode, message, hint, details } }
  }
}
