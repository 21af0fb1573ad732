// The app built for tests and served under the content security policy of the real server.
import { createServer } from 'node:http'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
  ['.svg', 'image/svg+xml'],
])
const policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"

export interface AppPage {
  /** Address of a page in a world: ('usual', '#/data') */
  url(world: string, hash?: string): string
  close(): Promise<void>
}

/** Builds test/app/page and serves it on a free port. */
export async function openAppPage(): Promise<AppPage> {
  const folder = await mkdtemp(join(tmpdir(), 'freehold-app-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('../app/page/', import.meta.url)),
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, target: 'es2023' },
  })
  const server = createServer(async (req, res) => {
    const path = new URL(req.url ?? '/', 'http://localhost').pathname
    const file = join(folder, path === '/' ? 'index.html' : path)
    const body = await readFile(file).catch(() => undefined)
    const type = types.get(extname(file)) ?? 'application/octet-stream'
    res.writeHead(body ? 200 : 404, { 'Content-Type': type, 'Content-Security-Policy': policy })
    res.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (world, hash = '') => `http://127.0.0.1:${port}/?world=${world}${hash}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true })
    },
  }
}
