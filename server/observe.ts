// Gives every request an id, and tells log and metrics how it went: without saying who asked what.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Handler } from './http/listen.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { roomOf } from './rooms.ts'
import type { Room } from './rooms.ts'

export interface Observers {
  readonly log: Log
  readonly metrics: Metrics
  /** Milliseconds that only ever grow. */
  readonly clock: () => number
}

/** One log line a request; its id is in X-Request-Id of the answer. */
export function observed(observers: Observers, handler: Handler): Handler {
  return (req, res) => {
    const id = requestId(req)
    res.setHeader('X-Request-Id', id)
    // Express rewrites the URL on its way, so the room is found now.
    const room = roomOf(req.url ?? '/')
    const begun = { id, room, at: observers.clock(), written: req.socket.bytesWritten }
    res.once('close', () => report(observers, begun, req, res))
    return handler(req, res)
  }
}

interface Begun {
  readonly id: string
  readonly room: Room
  readonly at: number
  readonly written: number
}

function report(
  { log, metrics, clock }: Observers,
  begun: Begun,
  req: IncomingMessage,
  res: ServerResponse,
) {
  const { room } = begun
  const method = methods.has(req.method) ? req.method! : 'OTHER'
  const ms = clock() - begun.at
  const status = res.headersSent ? `${Math.floor(res.statusCode / 100)}xx` : 'cut'
  metrics.answered({ room, method, status, seconds: ms / 1000 })
  const fields = {
    request: begun.id,
    room,
    method,
    status: res.headersSent ? res.statusCode : undefined,
    ms: Math.round(ms * 10) / 10,
    bytes: req.socket.bytesWritten - begun.written,
    ...(!res.writableFinished && { cut: true }),
  }
  log.info(fields, 'answered')
}

/** Others would be as many labels as clients can think of. */
const methods = new Set<string | undefined>(
  'GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT'.split(' '),
)

/** The client's own if it is short and harmless, so that it can find its request in our log. */
function requestId({ headers }: IncomingMessage): string {
  const own = headers['x-request-id']
  return typeof own === 'string' && /^[\w-]{8,64}$/.test(own) ? own : randomUUID()
}
