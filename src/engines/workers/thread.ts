/** A thread that reads chunks of plain text and rolls their rows up, into states of its own. */

import { parentPort } from 'node:worker_threads'
import { UserError } from '../../errors/index.ts'
import { transferables } from './transferables.ts'
import type { Request, Response } from './protocol.ts'
import { Rolling } from './rolling.ts'

let rolling: Rolling

parentPort!.on('message', (request: Request) => {
  switch (request.kind) {
    case 'begin':
      rolling = new Rolling(request.task)
      return
    case 'file':
      return rolling.open(request.shared, request.layout)
    case 'forget':
      return rolling.forget(request.id)
    case 'part':
      return rolling.openPart(request)
    default:
      void responseTo(request).then(response => {
        parentPort!.postMessage(response, transferables(response))
      })
  }
})

/** What is wrong with the file is an answer; anything else ends this thread. */
async function responseTo(
  request: Exclude<Request, { readonly kind: 'begin' | 'file' | 'forget' | 'part' }>,
): Promise<Response> {
  const { id } = request
  try {
    switch (request.kind) {
      case 'read':
        return { id, answer: rolling.read(request) }
      case 'use':
        return { id, answer: rolling.use(id, request.recordsBefore) }
      case 'more':
        return { id, answer: await rolling.more(id) }
      case 'orders':
        return { id, answer: rolling.orders() }
      case 'finish':
        return { id, answer: rolling.finish(request.shared) }
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { exitCode, message, hint, details } = error
    return { id, fault: { exitCode, message, hint, details } }
  }
}
