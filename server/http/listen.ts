// Opens a port and closes it again without cutting off answers that are on their way.
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Problem, sendProblem } from './problem.ts'

export type Handler = (req: IncomingMessage, res: ServerResponse) => void

export interface Listening {
  readonly port: number
  close(): Promise<void>
}

/** How long open answers may take after a stop before their connections are cut. */
const graceMs = 5_000

/** @throws the error of the socket, EADDRINUSE for a port that is taken */
export async function listen(handler: Handler, port: number, host: string): Promise<Listening> {
  const server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: 10_000,
    requestTimeout: 300_000,
    keepAliveTimeout: 30_000,
  })
  server.maxHeadersCount = 100
  server.on('request', handler)
  server.on('checkContinue', (req, res) => {
    inviteWhenRead(req, res)
    handler(req, res)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return { port: (server.address() as AddressInfo).port, close: () => stop(server) }
}

/**
 * Invites the body only when somebody begins to read it, so after the sender was let in.
 * Source: RFC 9110 §10.1.1
 */
function inviteWhenRead(req: IncomingMessage, res: ServerResponse): void {
  req.on('newListener', invite)

  function invite(event: string | symbol) {
    if (event !== 'data' && event !== 'readable') return
    req.off('newListener', invite)
    if (!res.headersSent) res.writeContinue()
  }
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(cut)
}

/**
 * Lets only requests for our own host through, so that no URL is ever built from a foreign Host
 * header. Source: RFC 9110 §7.4, §15.5.20.
 */
export function onlyForHost(host: string, handler: Handler): Handler {
  return (req, res) => {
    const named = req.rawHeaders.filter(
      (_, index) => req.rawHeaders[index - 1]?.toLowerCase() === 'host' && index % 2 === 1,
    )
    if (named.length === 1 && named[0]?.toLowerCase() === host) return handler(req, res)
    sendProblem(res, new Problem('wrong-host', `This server answers for ${host} only`))
  }
}
