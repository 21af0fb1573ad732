// A site somewhere else, for what a server under test fetches, or must not fetch.
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Site {
  /** 'http://localhost:40123' */
  readonly origin: string
  /** The requests that came, in order. */
  readonly asked: readonly IncomingMessage[]
}

/** Runs something while a site answers, and takes the site down again. */
export async function withSite(
  answer: RequestListener,
  run: (site: Site) => Promise<void>,
): Promise<void> {
  const asked: IncomingMessage[] = []
  const server = createServer((req, res) => {
    asked.push(req)
    answer(req, res)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  try {
    await run({ origin: `http://localhost:${port}`, asked })
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
