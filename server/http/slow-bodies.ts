// Ends requests whose bodies arrive too slowly. Only time spent waiting for the client counts: while
// there are bytes that nobody has read yet, it is we who are slow.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Limits } from './limits.ts'
import { Problem, sendProblem } from './problem.ts'

export interface SlowBodies {
  watch(req: IncomingMessage, res: ServerResponse): void
  close(): void
}

interface Watched {
  readonly res: ServerResponse
  /** What the connection had received when the request began. */
  readonly before: number
  received: number
  waitedMs: number
  pausedMs: number
}

export function watchSlowBodies(limits: Limits): SlowBodies {
  const watched = new Map<IncomingMessage, Watched>()
  const tickMs = Math.min(1000, limits.bodyMs / 4)
  const timer = setInterval(() => watched.forEach(look), tickMs).unref()
  return { watch, close: () => clearInterval(timer) }

  function watch(req: IncomingMessage, res: ServerResponse) {
    const { headers } = req
    const hasBody = headers['transfer-encoding'] !== undefined || headers['content-length']
    if (!hasBody) return
    const { bytesRead } = req.socket
    watched.set(req, { res, before: bytesRead, received: 0, waitedMs: 0, pausedMs: 0 })
    req.once('close', () => watched.delete(req))
  }

  function look(body: Watched, req: IncomingMessage) {
    if (req.complete) {
      watched.delete(req)
      return
    }
    const received = req.socket.bytesRead - body.before
    const isOurs = req.readableLength > 0
    if (!isOurs) body.waitedMs += tickMs
    body.pausedMs = isOurs || received > body.received ? 0 : body.pausedMs + tickMs
    body.received = received
    if (isTooSlow(body, limits)) end(req, body.res)
  }
}

function isTooSlow({ received, waitedMs, pausedMs }: Watched, limits: Limits): boolean {
  const allowedMs = limits.bodyMs + (1000 * received) / limits.bytesPerSecond
  return pausedMs >= limits.bodyMs || waitedMs >= allowedMs
}

/** Whoever reads the body meets its end as an error, so nothing of it is kept. */
function end(req: IncomingMessage, res: ServerResponse) {
  if (res.headersSent) {
    req.destroy()
    return
  }
  res.once('finish', () => req.destroy())
  const detail = 'The body came too slowly; try again on a better connection'
  sendProblem(res, new Problem('request-timeout', detail, { headers: { Connection: 'close' } }))
}
