// The data browser of SolidOS, its own page on a port of its own, as anybody could host it.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { install } from './install.ts'

export interface DataBrowser {
  /** 'http://localhost:40123' */
  readonly origin: string
  /** The address of its page about a resource. */
  pageAbout(url: string): string
  close(): Promise<void>
}

const types = new Map([
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
])

/** Installs it on first use. */
export async function serveDataBrowser(): Promise<DataBrowser> {
  const folder = join(await install('clients/mashlib'), 'node_modules/mashlib/dist')
  const server = createServer(async (req, res) => {
    const path = new URL(req.url ?? '/', 'http://localhost').pathname
    const body = await readFile(join(folder, path)).catch(() => undefined)
    const type = types.get(extname(path)) ?? 'application/octet-stream'
    res.writeHead(body ? 200 : 404, { 'Content-Type': type })
    res.end(body)
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return { origin, pageAbout, close }

  function pageAbout(url: string) {
    return `${origin}/browse.html?${new URLSearchParams({ uri: url })}`
  }

  async function close() {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}
