// Opens a port and closes it again without cutting off answers that are on their way.
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inviteWhenRead } from './continue.ts'
import { createExchanges } from './exchanges.ts'
import { mostHeaderBytes, mostHeaders } from './limits.ts'
import type { Limits } from './limits.ts'
import { Problem, sendProblem } from './problem.ts'
import { watchSlowBodies } from './slow-bodies.ts'
import { refuseUnparsed } from './unparsed.ts'
import { noUpgrade, offerUpgrades } from './upgrades.ts'
import type { Upgrade } from './upgrades.ts'

export type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void> | void

export interface Place {
  /** 0 takes a free one. */
  readonly port: number
  readonly host: string
  readonly limits: Limits
}

export interface Listening {
  readonly port: number
  /** Resolves when no answer is open any more, or after so many milliseconds; still listens. */
  drained(withinMs: number): Promise<void>
  /** Stops listening and cuts every connection; resolves when no handler runs any more. */
  close(): Promise<void>
}

/** How long handlers may take to notice that their connection was cut. */
const noticeMs = 2_000

/** @throws the error of the socket, EADDRINUSE for a port that is taken */
export async function listen(
  handler: Handler,
  place: Place,
  upgrade: Upgrade = noUpgrade,
): Promise<Listening> {
  const { limits } = place
  const server = serverWith(limits)
  const exchanges = createExchanges()
  const slowBodies = watchSlowBodies(limits)
  server.on('request', begin)
  server.on('checkContinue', (req, res) => {
    inviteWhenRead(req, res)
    begin(req, res)
  })
  server.on('clientError', (error, socket) =>
    refuseUnparsed(error, socket, exchanges.latestOn(socket)),
  )
  offerUpgrades(server, upgrade)
  await opened(server, place)
  return { port: (server.address() as AddressInfo).port, drained: exchanges.over, close }

  function begin(req: IncomingMessage, res: ServerResponse) {
    slowBodies.watch(req, res)
    res.once('finish', () => linger(req, limits.lingerMs))
    exchanges.begin({ req, res }, handler(req, res))
  }

  async function close() {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
    await exchanges.over(noticeMs)
    slowBodies.close()
  }
}

function serverWith({ headersMs, idleMs, connections }: Limits): Server {
  const server = createServer({
    maxHeaderSize: mostHeaderBytes,
    headersTimeout: headersMs,
    // Bodies may take as long as they need while they make progress: see slow-bodies.ts.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(2_000, headersMs),
    keepAliveTimeout: idleMs,
  })
  // Node drops headers above a maximum silently, a precondition for one: refused instead, below.
  server.maxHeadersCount = 0
  server.maxConnections = connections
  return server
}

function opened(server: Server, { port, host }: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/**
 * A client that is still sending when it is answered gets time to read the answer: closing at once
 * would reset the connection and take the answer with it. Node throws away what still comes.
 */
function linger(req: IncomingMessage, lingerMs: number) {
  if (req.complete) return
  const timer = setTimeout(() => req.destroy(), lingerMs).unref()
  req.once('end', () => clearTimeout(timer))
  req.once('close', () => clearTimeout(timer))
}

/**
 * Lets only requests for our own host through, so that no URL is ever built from a foreign Host
 * header; a target that names the host too becomes a path.
 * Source: RFC 9110 §7.4, §15.5.20; RFC 9112 §3.2
 */
export function onlyForHost(host: string, handler: Handler): Handler {
  return (req, res) => {
    const problem = hostProblem(req, host)
    if (problem) return sendProblem(res, problem)
    const { path } = partsOf(req)
    if (path !== undefined) req.url = path.startsWith('/') ? path : `/${path}`
    return handler(req, res)
  }
}

/** The same for requests that want another protocol; those for other hosts are refused as usual. */
export function upgradeForHost(host: string, upgrade: Upgrade): Upgrade {
  return async (req, socket, head) => {
    return hostProblem(req, host) === undefined && upgrade(req, socket, head)
  }
}

function hostProblem(req: IncomingMessage, host: string): Problem | undefined {
  const { named, inTarget } = partsOf(req)
  const hosts = [...named, ...(inTarget === undefined ? [] : [inTarget])]
  if (named.length > 1) {
    return new Problem('bad-request', 'Name the host once: there are two Host headers')
  }
  const isOurs = named.length > 0 && hosts.every((each) => each.toLowerCase() === host)
  return isOurs ? undefined : new Problem('wrong-host', `This server answers for ${host} only`)
}

/** The hosts in the headers; and in a target in absolute form, with what follows there. */
function partsOf({ rawHeaders, url = '' }: IncomingMessage) {
  const named = rawHeaders.filter(
    (_, index) => rawHeaders[index - 1]?.toLowerCase() === 'host' && index % 2 === 1,
  )
  const [, inTarget, path] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(url) ?? []
  return { named, inTarget, path }
}

/** Lets requests with a bearable number of headers through. */
export function withinHeaders(handler: Handler): Handler {
  return (req, res) => {
    if (req.rawHeaders.length <= 2 * mostHeaders) return handler(req, res)
    sendProblem(res, new Problem('headers-too-large', `At most ${mostHeaders} headers are taken`))
  }
}
