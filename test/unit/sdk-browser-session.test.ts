// Signing in from a page, told from what the issuer, the address bar and the browser's memory see.
import { beforeEach, describe, expect, it } from 'vitest'
import { logout, restoreSession, startLogin } from '../../client/sdk/browser-session.ts'
import type { BrowserWorld } from '../../client/sdk/browser-world.ts'
import { createFakeIssuer, issuerUrl, proofIn } from '../support/fake-issuer.ts'
import type { FakeIssuer } from '../support/fake-issuer.ts'
import { createFakeBrowser } from '../support/fake-browser.ts'
import type { FakeBrowser } from '../support/fake-browser.ts'
import { createFakeWeb } from '../support/fake-web.ts'

const webId = 'https://pod.example/alice#me'
const app = { issuer: issuerUrl, redirectUrl: 'https://app.example/', clientName: 'Freehold' }

let issuer: FakeIssuer
let browser: FakeBrowser
let world: BrowserWorld
let profile: string
/** The requests that reached the pod with a token. */
let seen: Request[]

beforeEach(() => {
  issuer = createFakeIssuer(webId)
  seen = []
  profile = `<#me> <http://www.w3.org/ns/solid/terms#oidcIssuer> <${issuerUrl}> ;
    <http://www.w3.org/ns/pim/space#storage> </> .`
  const { fetch } = createFakeWeb({
    'https://issuer.example': issuer.answer,
    'https://pod.example': (request) => {
      if (request.headers.has('authorization')) seen.push(request)
      return new Response(profile, { headers: { 'content-type': 'text/turtle' } })
    },
  })
  browser = createFakeBrowser('https://app.example/#/requests', fetch)
  world = browser.world
})

/** The person comes back from the issuer, which answers with these parameters beside the state. */
function comeBack(answer: Record<string, string>) {
  const state = browser.address.searchParams.get('state') ?? ''
  browser.address = new URL(app.redirectUrl)
  browser.address.search = new URLSearchParams({ state, iss: issuerUrl, ...answer }).toString()
}

async function signIn() {
  await startLogin(app, world)
  issuer.claims['nonce'] = browser.address.searchParams.get('nonce')
  comeBack({ code: 'c1' })
  return restoreSession(world)
}

describe('leaving for the issuer', () => {
  it('asks for a code, with all that protects it', async () => {
    await startLogin(app, world)

    expect(browser.address.origin + browser.address.pathname).toBe(`${issuerUrl}authorize`)
    expect(Object.fromEntries(browser.address.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'client-1',
      redirect_uri: app.redirectUrl,
      scope: 'openid webid offline_access',
      prompt: 'consent',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
    })
  })

  it('registers as an app without a secret, once for all sign-ins', async () => {
    await signIn()
    await startLogin(app, world)

    expect(issuer.registrations).toHaveLength(1)
    expect(issuer.registrations[0]).toMatchObject({
      redirect_uris: [app.redirectUrl],
      token_endpoint_auth_method: 'none',
      client_name: 'Freehold',
    })
  })

  it('registers anew after a sign-in that never came back: the issuer may have forgotten the app', async () => {
    await startLogin(app, world)
    await startLogin(app, world)

    expect(browser.address.searchParams.get('client_id')).toBe('client-2')
  })

  it('registers anew when what was remembered makes no sense', async () => {
    await startLogin(app, world)
    for (const name of browser.notes.keys()) browser.notes.set(name, '{"client_id":7')
    comeBack({ error: 'access_denied' })
    await restoreSession(world).catch(() => undefined)
    await startLogin(app, world)

    expect(issuer.registrations).toHaveLength(2)
  })

  it('keeps the private key where nobody can read it', async () => {
    await signIn()

    const kept = (await world.vault.get('session')) as { keys: CryptoKeyPair }
    expect(kept.keys.privateKey.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('jwk', kept.keys.privateKey)).rejects.toThrow()
  })
})

describe('coming back', () => {
  it('ends in a session, with the route the person was at and no code in the address', async () => {
    const session = await signIn()

    expect(session).toMatchObject({ webId, issuer: issuerUrl })
    expect(browser.address.href).toBe('https://app.example/#/requests')
    expect(issuer.grants[0]?.get('code_verifier')).toMatch(/^[\w-]{43}$/)
    await session?.fetch('https://pod.example/alice')
    expect(await proofIn(seen[0]!)).toMatchObject({ htu: 'https://pod.example/alice' })
  })

  it('redeems a code once, also when the page asks twice at the same time', async () => {
    await startLogin(app, world)
    issuer.claims['nonce'] = browser.address.searchParams.get('nonce')
    comeBack({ code: 'c1' })
    const sessions = await Promise.all([restoreSession(world), restoreSession(world)])

    expect(sessions.map((each) => each?.webId)).toEqual([webId, webId])
    expect(issuer.grants).toHaveLength(1)
  })

  it('says so when the person said no', async () => {
    await startLogin(app, world)
    comeBack({ error: 'access_denied', error_description: 'not now' })

    await expect(restoreSession(world)).rejects.toThrow('access_denied: not now')
    expect(browser.address.href).toBe('https://app.example/#/requests')
    expect(await restoreSession(world)).toBeUndefined()
  })

  it.each([
    ['names another issuer', { iss: 'https://evil.example/' }],
    ['names no issuer', { iss: '' }],
  ])('is refused when the answer %s, and the code is not redeemed', async (_what, answer) => {
    await startLogin(app, world)
    comeBack({ code: 'c1', ...answer })
    if (answer.iss === '') browser.address.searchParams.delete('iss')

    await expect(restoreSession(world)).rejects.toThrow()
    expect(issuer.grants).toEqual([])
    expect(await restoreSession(world)).toBeUndefined()
  })

  it('is nothing when the state is none of ours', async () => {
    await startLogin(app, world)
    comeBack({ code: 'c1', state: 'forged' })

    expect(await restoreSession(world)).toBeUndefined()
    expect(issuer.grants).toEqual([])
  })

  it.each([
    ['another nonce', { nonce: 'other' }],
    ['another app', { aud: 'other' }],
    ['another issuer', { iss: 'https://evil.example/' }],
    ['nobody', { webid: undefined }],
  ])('is refused when the ID token is for %s', async (_whom, claims) => {
    await startLogin(app, world)
    const nonce = browser.address.searchParams.get('nonce')
    Object.assign(issuer.claims, { nonce, ...claims })
    comeBack({ code: 'c1' })

    await expect(restoreSession(world)).rejects.toThrow()
    expect(await restoreSession(world)).toBeUndefined()
  })

  it('is refused when the WebID does not name the issuer', async () => {
    profile = '<#me> <http://www.w3.org/ns/solid/terms#oidcIssuer> <https://other.example/> .'

    await expect(signIn()).rejects.toThrow('does not name https://issuer.example/ as its issuer')
    expect(await restoreSession(world)).toBeUndefined()
  })

  it('registers anew after the issuer said that it does not know the app', async () => {
    await startLogin(app, world)
    issuer.refusals.push(Response.json({ error: 'invalid_client' }, { status: 401 }))
    comeBack({ code: 'c1' })
    await expect(restoreSession(world)).rejects.toMatchObject({ status: 401 })
    await startLogin(app, world)

    expect(browser.address.searchParams.get('client_id')).toBe('client-2')
  })
})

describe('after a reload', () => {
  it('the person is still signed in, without asking the issuer', async () => {
    await signIn()
    const before = browser.requests()
    const session = await restoreSession(world)

    expect(session?.webId).toBe(webId)
    expect(browser.requests()).toBe(before)
  })

  it('an old token is renewed with the refresh token of the time before', async () => {
    await signIn()
    browser.clock += 600_000
    await restoreSession(world)
    browser.clock += 600_000
    await restoreSession(world)

    const used = issuer.grants.map((grant) => grant.get('refresh_token'))
    expect(used).toEqual([null, 'refresh-1', 'refresh-2'])
  })

  it('several tabs use one refresh token once', async () => {
    await signIn()
    const tabs = await Promise.all([restoreSession(world), restoreSession(world)])
    browser.clock += 600_000
    await Promise.all(tabs.map((tab) => tab!.fetch('https://pod.example/alice')))

    expect(issuer.grants).toHaveLength(2)
    const tokens = seen.map((request) => request.headers.get('authorization'))
    expect(new Set(tokens)).toEqual(new Set([`DPoP ${issuer.tokens[1]}`]))
  })

  it.each(['invalid_grant', 'invalid_client'])(
    'the person is signed out when the issuer says %s',
    async (error) => {
      await signIn()
      browser.clock += 600_000
      issuer.refusals.push(Response.json({ error }, { status: 400 }))

      expect(await restoreSession(world)).toBeUndefined()
      expect(await world.vault.get('session')).toBeUndefined()
    },
  )

  it('the person stays signed in while the issuer is away', async () => {
    await signIn()
    browser.clock += 600_000
    issuer.refusals.push(new Response('down', { status: 503 }))

    await expect(restoreSession(world)).rejects.toThrow()
    expect((await restoreSession(world))?.webId).toBe(webId)
  })
})

describe('signing out', () => {
  it('leaves nothing in the browser, and ends the refresh token', async () => {
    await signIn()
    await logout(world)

    expect(await world.vault.names()).toEqual([])
    expect(browser.notes.size).toBe(0)
    expect(issuer.revoked).toEqual(['refresh-1'])
    expect(await restoreSession(world)).toBeUndefined()
  })

  it('ends the sessions of other tabs when their token ends', async () => {
    const tab = await signIn()
    await logout(world)
    browser.clock += 600_000

    await expect(tab?.fetch('https://pod.example/alice')).rejects.toMatchObject({
      type: 'credentials-required',
    })
  })

  it('works while the issuer is away', async () => {
    await signIn()
    browser.isOffline = true
    await logout(world)

    expect(await world.vault.names()).toEqual([])
  })

  it('does nothing when nobody is signed in', async () => {
    await logout(world)

    expect(browser.requests()).toBe(0)
  })
})
