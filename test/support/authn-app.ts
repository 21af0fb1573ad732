// An app made of Inrupt's sign-in library for browsers, as it is published, on a port of its own.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './install.ts'

export interface AuthnApp {
  /** Where the app is, and where people come back to: 'http://localhost:40123/' */
  readonly address: string
  /** The address of the document that describes it. */
  readonly id: string
  /** A page that people may be sent to when they have signed out. */
  readonly goodbye: string
  close(): Promise<void>
}

/** What the library offers to the page, as far as the tests use it. */
export interface AuthnLibrary {
  login(options: {
    readonly oidcIssuer: string
    readonly redirectUrl: string
    readonly clientId?: string
    readonly clientName?: string
  }): Promise<void>
  logout(options?: {
    readonly logoutType: 'app' | 'idp'
    readonly postLogoutUrl?: string
  }): Promise<void>
  readonly fetch: typeof globalThis.fetch
}

/** Installs the library on first use. */
export async function serveAuthnApp(): Promise<AuthnApp> {
  const folder = await install('clients/authn-browser')
  const library = join(folder, 'node_modules/@inrupt/solid-client-authn-browser/dist')
  const [script, page] = await Promise.all([
    readFile(join(library, 'solid-client-authn.bundle.js')),
    readFile(fileURLToPath(new URL('../clients/authn-browser/page.html', import.meta.url))),
  ])
  const server = createServer((req, res) => {
    const path = new URL(req.url ?? '/', 'http://localhost').pathname
    const known = files.get(path) ?? { type: 'text/html', body: page }
    res.writeHead(200, { 'Content-Type': known.type }).end(known.body)
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = `http://localhost:${(server.address() as AddressInfo).port}/`
  const goodbye = `${address}goodbye`
  const files = new Map<string, { readonly type: string; readonly body: string | Buffer }>([
    ['/authn.js', { type: 'text/javascript', body: script }],
    ['/id', { type: 'application/ld+json', body: descriptionOf(address, goodbye) }],
    ['/goodbye', { type: 'text/html', body: '<!doctype html><title>Goodbye</title>' }],
  ])
  return { address, id: `${address}id`, goodbye, close }

  async function close() {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}

function descriptionOf(address: string, goodbye: string): string {
  return JSON.stringify({
    '@context': ['https://www.w3.org/ns/solid/oidc-context.jsonld'],
    client_id: `${address}id`,
    client_name: 'An app that is described',
    redirect_uris: [address],
    post_logout_redirect_uris: [goodbye],
    scope: 'openid webid offline_access',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
  })
}
