// A small HTTP server on localhost that plays another party: an issuer, a WebID host, an attacker.
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SimulatedServer {
  /** 'http://localhost:40123', without a trailing slash. */
  readonly url: string
  /** Every request so far, oldest first. */
  readonly requests: readonly IncomingMessage[]
  close(): Promise<void>
}

/** Listens on a free port of this machine. */
export async function openSimulatedServer(answer: RequestListener): Promise<SimulatedServer> {
  const requests: IncomingMessage[] = []
  const server = createServer((req, res) => {
    requests.push(req)
    answer(req, res)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, requests, close }

  async function close() {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
}

/** Answers every request with a text. */
export function answer(text: string, type = 'text/turtle', status = 200): RequestListener {
  return (_req, res) => res.writeHead(status, { 'content-type': type }).end(text)
}

/** Sends every request elsewhere. */
export function redirect(location: string): RequestListener {
  return (_req, res) => res.writeHead(302, { location }).end()
}

/** Takes requests and never answers. */
export const silence: RequestListener = () => undefined
