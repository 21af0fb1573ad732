// Signing out, told from what the issuer, the address bar and the browser's memory see.
import { beforeEach, describe, expect, it } from 'vitest'
import { logout, restoreSession, startLogin } from '../../client/sdk/browser-session.ts'
import { createFakeBrowser } from '../support/fake-browser.ts'
import type { FakeBrowser } from '../support/fake-browser.ts'
import { createFakeIssuer, issuerUrl } from '../support/fake-issuer.ts'
import type { FakeIssuer } from '../support/fake-issuer.ts'
import { createFakeWeb } from '../support/fake-web.ts'

const webId = 'https://pod.example/alice#me'
const redirectUrl = 'https://app.example/'
const app = { issuer: issuerUrl, redirectUrl, clientName: 'Freehold' }
const endpoint = `${issuerUrl}session/end`

let issuer: FakeIssuer
let browser: FakeBrowser
/** What the issuer says of itself beside the usual. */
let metadata: Record<string, unknown>

beforeEach(() => {
  issuer = createFakeIssuer(webId)
  metadata = { end_session_endpoint: endpoint }
  const { fetch } = createFakeWeb({
    'https://issuer.example': async (request) => {
      const answer = await issuer.answer(request)
      if (!request.url.endsWith('/openid-configuration')) return answer
      return Response.json({ ...((await answer.json()) as object), ...metadata })
    },
    'https://pod.example': () =>
      new Response(`<#me> <http://www.w3.org/ns/solid/terms#oidcIssuer> <${issuerUrl}> .`, {
        headers: { 'content-type': 'text/turtle' },
      }),
  })
  browser = createFakeBrowser(`${redirectUrl}#/you`, fetch)
})

async function signIn(choice: Parameters<typeof startLogin>[0] = app) {
  await startLogin(choice, browser.world)
  const { searchParams } = browser.address
  issuer.claims['nonce'] = searchParams.get('nonce')
  const answer = { code: 'c1', iss: issuerUrl, state: searchParams.get('state')! }
  browser.address = new URL(`${redirectUrl}?${new URLSearchParams(answer)}`)
  await restoreSession(browser.world)
}

describe('signing out', () => {
  it('ends the refresh token, then leaves for the issuer to end its session', async () => {
    await signIn()

    const hasLeft = await logout(browser.world)

    expect(hasLeft).toBe(true)
    expect(issuer.revoked).toEqual(['refresh-1'])
    const { origin, pathname, searchParams } = browser.address
    expect(origin + pathname).toBe(endpoint)
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: 'client-1',
      id_token_hint: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
      post_logout_redirect_uri: redirectUrl,
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
    })
    expect(issuer.registrations[0]).toMatchObject({ post_logout_redirect_uris: [redirectUrl] })
  })

  it('is over when the person is back, with nothing left in the address', async () => {
    await signIn()
    await logout(browser.world)
    const state = browser.address.searchParams.get('state')!

    browser.address = new URL(`${redirectUrl}?state=${state}`)
    expect(await restoreSession(browser.world)).toBeUndefined()

    expect(browser.address.href).toBe(redirectUrl)
    expect(await browser.world.vault.names()).toEqual([])
  })

  it('leaves an address alone that it does not know', async () => {
    browser.address = new URL(`${redirectUrl}?state=of-somebody-else`)

    await restoreSession(browser.world)

    expect(browser.address.search).toBe('?state=of-somebody-else')
  })

  it('sends no ID token that the issuer may have forgotten the key of', async () => {
    await signIn()
    browser.clock += 25 * 60 * 60 * 1000

    await logout(browser.world)

    expect(browser.address.searchParams.has('id_token_hint')).toBe(false)
    expect(browser.address.searchParams.get('client_id')).toBe('client-1')
  })

  it.each([
    ['has no address for that', undefined],
    ['names no web address', 'nonsense'],
    ['would be told over an open line', 'http://issuer.example/session/end'],
  ])('stays on the page when the issuer %s', async (_what, address) => {
    metadata = { end_session_endpoint: address }
    await signIn()

    expect(await logout(browser.world)).toBe(false)
    expect(browser.address.origin).toBe('https://app.example')
    expect(await restoreSession(browser.world)).toBeUndefined()
  })

  it('does not ask to be sent back to where an earlier registration did not say', async () => {
    const known = { client_id: 'client-0', redirect_uris: [redirectUrl] }
    browser.notes.set(`freehold client ${issuerUrl} ${redirectUrl}`, JSON.stringify(known))
    await signIn()

    await logout(browser.world)

    expect(browser.address.searchParams.get('client_id')).toBe('client-0')
    expect(browser.address.searchParams.has('post_logout_redirect_uri')).toBe(false)
  })
})

describe('an app that has a document of its own', () => {
  const described = { ...app, clientId: 'https://app.example/.app/id.jsonld' }

  beforeEach(() => {
    metadata = { ...metadata, scopes_supported: ['openid', 'webid', 'offline_access'] }
  })

  it('is known by it, without registering, also when the person signs out', async () => {
    await signIn(described)
    expect(issuer.registrations).toEqual([])
    expect(issuer.grants.at(-1)?.get('client_id')).toBe(described.clientId)

    await logout(browser.world)

    expect(browser.address.searchParams.get('client_id')).toBe(described.clientId)
    expect(browser.address.searchParams.get('post_logout_redirect_uri')).toBe(redirectUrl)
  })

  it('registers at an issuer that reads no such documents', async () => {
    metadata = { scopes_supported: ['openid'] }

    await startLogin(described, browser.world)

    expect(browser.address.searchParams.get('client_id')).toBe('client-1')
  })

  it('registers after a sign-in that never came back: the issuer may not reach the document', async () => {
    await startLogin(described, browser.world)

    await startLogin(described, browser.world)

    expect(browser.address.searchParams.get('client_id')).toBe('client-1')
  })
})
