// Attacks that would make the provider fetch for a stranger, or a person's browser fetch for an app.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSafeFetch } from '../../server/http/safe-fetch.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { openSimulatedServer } from '../support/simulated-server.ts'
import type { SimulatedServer } from '../support/simulated-server.ts'
import { appAddress, openSolidApp, signIn } from '../support/solid-app.ts'

let site: SimulatedServer
beforeEach(async () => {
  site = await openSimulatedServer((_req, res) => res.end(JSON.stringify([appAddress])))
})
afterEach(() => site.close())

describe('an app that registers itself', () => {
  let asked: string[]
  let identity: TestIdentity
  beforeEach(async () => {
    asked = []
    identity = await openTestIdentity({
      fetch: async (url) => {
        asked.push(url instanceof Request ? url.url : String(url))
        throw new TypeError('unreachable')
      },
    })
  })
  afterEach(() => identity.close())

  const register = (metadata: object) =>
    fetch(`${identity.baseUrl}/.oidc/reg`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: [appAddress], ...metadata }),
    })

  it.each([
    'sector_identifier_uri',
    'jwks_uri',
    'logo_uri',
    'policy_uri',
    'tos_uri',
    'client_uri',
    'initiate_login_uri',
    'backchannel_logout_uri',
    'frontchannel_logout_uri',
    'backchannel_client_notification_endpoint',
  ])('sends us nowhere by its %s', async (name) => {
    const { status } = await register({ [name]: `${site.url}/inside` })

    expect([201, 400]).toContain(status)
    expect(asked).toEqual([])
    expect(site.requests).toHaveLength(0)
  })

  it.each<[string, object]>([
    ['requests', { request_uris: ['https://10.0.0.1/'] }],
    ['identifiers', { subject_type: 'pairwise', sector_identifier_uri: 'https://10.0.0.1/' }],
    ['keys', { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://10.0.0.1/' }],
    ['encryption', { id_token_encrypted_response_alg: 'RSA-OAEP', jwks_uri: 'https://10.0.0.1/' }],
    ['statements', { software_statement: 'e30.e30.AA' }],
  ])('sends us nowhere by its %s', async (_what, metadata) => {
    const { status } = await register(metadata)

    expect([201, 400]).toContain(status)
    expect(asked).toEqual([])
  })

  it.each([
    { request_uri: 'https://10.0.0.1/request' },
    { registration: '{"jwks_uri":"https://10.0.0.1/"}' },
    { claims: '{"id_token":{"webid":{"value":"https://10.0.0.1/"}}}' },
    { resource: 'https://10.0.0.1/' },
    { login_hint: 'https://10.0.0.1/card#me' },
    { id_token_hint: 'e30.eyJpc3MiOiJodHRwczovLzEwLjAuMC4xLyJ9.AA' },
  ])('sends us nowhere by what it asks: %o', async (parameters) => {
    const app = await openSolidApp(identity.issuer)

    const page = await openBrowser(identity.baseUrl).visit(await app.loginUrl(parameters))

    expect(page.status).toBeLessThan(500)
    expect(asked).toEqual([])
  })
})

describe('a client id', () => {
  it.each([
    'https://10.0.0.1/id',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/id',
    'https://[::ffff:10.0.0.1]/id',
    'https://[fd00::1]/id',
    'https://0x0a000001/id',
    'https://167772161/id',
    'https://internal.example/id',
    'https://localhost/id',
    'http://localhost:1/id',
  ])('at %s leads us to no network of ours', async (clientId) => {
    const safe = createSafeFetch({
      allowLoopback: false,
      timeoutMs: 500,
      resolve: async () => [{ address: '192.168.7.7', family: 4 }],
    })
    const identity = await openTestIdentity({ fetch: safe })
    const app = await openSolidApp(identity.issuer, clientId)

    const page = await openBrowser(identity.baseUrl).visit(await app.loginUrl())
    await identity.close()

    expect(page.status).toBe(400)
    expect(page.text).not.toContain(appAddress)
  })

  it.each([
    ['redirects', 302],
    ['says that it moved', 308],
  ])('whose host %s speaks for nobody', async (_what, status) => {
    const host = await openSimulatedServer((_req, res) =>
      res.writeHead(status, { location: `${site.url}/inside` }).end(),
    )
    const safe = createSafeFetch({ allowLoopback: true })
    const identity = await openTestIdentity({ fetch: safe })
    const app = await openSolidApp(identity.issuer, `${host.url}/id`)

    const page = await openBrowser(identity.baseUrl).visit(await app.loginUrl())
    await Promise.all([identity.close(), host.close()])

    expect(page.status).toBe(400)
    expect(site.requests).toHaveLength(0)
  })

  it('is asked for once, however many people come with it', async () => {
    const host = await openSimulatedServer((_req, res) => res.writeHead(500).end())
    const safe = createSafeFetch({ allowLoopback: true })
    const identity = await openTestIdentity({ fetch: safe })
    const app = await openSolidApp(identity.issuer, `${host.url}/id`)
    const address = await app.loginUrl()

    for (let visit = 0; visit < 10; visit++) {
      expect((await openBrowser(identity.baseUrl).visit(address)).status).toBe(400)
    }
    await Promise.all([identity.close(), host.close()])

    expect(host.requests).toHaveLength(1)
  })
})

describe('the pages for a person', () => {
  it('show nothing that comes from the app’s own host, so it does not learn who looks', async () => {
    const links = ['logo_uri', 'policy_uri', 'tos_uri', 'client_uri']
    const described = Object.fromEntries(links.map((name) => [name, `${site.url}/${name}`]))
    const identity = await openTestIdentity()
    await identity.newAccount('alice')
    const app = await openSolidApp(identity.issuer, described)
    const browser = openBrowser(identity.baseUrl)

    const login = await browser.visit(await app.loginUrl())
    const fields = { name: 'alice', password: "alice's password" }
    const consent = await browser.submit(login, '/login', fields)
    await signIn(browser, app, 'alice').catch(() => undefined)
    await identity.close()

    for (const { text, headers } of [login, consent]) {
      expect(text).not.toMatch(/<(img|link|iframe|object|video|source)[^>]*localhost:\d+\/\w+_uri/)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).not.toMatch(/img-src[^;]*(https?:|\*)/)
    }
    expect(site.requests).toHaveLength(0)
  })
})
