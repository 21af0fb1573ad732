// The consent page: who asks, for what, for what more than before; and that nobody is let in otherwise.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import type { Browser, Landing } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { appAddress, openSolidApp } from '../support/solid-app.ts'
import type { SolidApp } from '../support/solid-app.ts'

const documentId = 'https://app.example/id'

describe('the consent page', () => {
  let identity: TestIdentity
  let browser: Browser
  let asked: string[]
  let described: Record<string, unknown>
  beforeEach(async () => {
    asked = []
    described = {}
    identity = await openTestIdentity({
      fetch: async (url) => {
        asked.push(typeof url === 'string' ? url : 'not by its address')
        return Response.json({ ...plainDocument, ...described })
      },
    })
    await identity.newAccount('alice')
    browser = openBrowser(identity.baseUrl)
  })
  afterEach(() => identity.close())

  const register = (metadata: Record<string, unknown> = {}) =>
    openSolidApp(identity.issuer, metadata)

  /** Where somebody who signs in to the app comes to: its consent page, or back to it. */
  async function signInTo(app: SolidApp, change: Record<string, string | undefined> = {}) {
    const page = await browser.visit(await app.loginUrl(change))
    if (!page.text.includes('/login"')) return page
    return browser.submit(page, '/login', { name: 'alice', password: "alice's password" })
  }

  it('names the host that vouches for an app, which a registered one has not', async () => {
    const page = await signInTo(await openSolidApp(identity.issuer, documentId))
    const other = await signInTo(await register({ client_name: 'Described app' }))

    expect(page.text).toContain('app.example vouches for it')
    expect(page.text).not.toContain('gave this name itself')
    expect(other.text).toContain('Nobody vouches for it')
    expect(other.text).toContain('gave this name itself')
    expect(other.text).not.toContain('app.example')
  })

  it('knows the app of this server by where it is called back, and by nothing else', async () => {
    const own = { client_name: 'App', redirect_uris: [`${identity.baseUrl}/`] }
    const page = await signInTo(await register(own), { redirect_uri: `${identity.baseUrl}/` })
    const below = `${identity.baseUrl}/alice/public/x`
    const imitation = await register({ ...own, client_name: 'Freehold', redirect_uris: [below] })

    expect(page.text).toContain('A part of this server')
    expect(page.text).not.toContain('a program on this device')
    expect((await signInTo(imitation, { redirect_uri: below })).text).toContain('Nobody vouches')
  })

  it('says whose pods they are, where it leads, and what the app can do for how long', async () => {
    const page = await signInTo(await register())

    expect(page.text).toContain(`${identity.baseUrl}/alice/profile/card#me`)
    expect(page.text).toContain(`<dd class="id">${identity.baseUrl}/alice/</dd>`)
    expect(page.text).toContain('a program on this device (localhost:9)')
    expect(page.text).toContain('read, add, change and delete')
    expect(page.text).toContain('for up to 30 days unused')
    const short = await signInTo(await register(), { scope: 'openid webid', prompt: undefined })
    expect(short.text).not.toContain('while you are away')
  })

  it('links to what the makers say, by web addresses only, and loads nothing', async () => {
    described = {
      client_uri: 'https://app.example/"><b>x',
      policy_uri: 'https://app.example/privacy',
      tos_uri: 'https://app.example/terms',
      logo_uri: 'https://app.example/logo.svg',
    }
    const page = await signInTo(await openSolidApp(identity.issuer, documentId))

    const links = page.text.match(/<a href="https[^>]*>/g) ?? []
    expect(links).toHaveLength(3)
    for (const each of links) expect(each).toContain('rel="noopener noreferrer"')
    expect(page.text).toContain('Privacy (app.example)')
    expect(page.text).not.toMatch(/<b>x|logo\.svg|<img|<script/)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(asked).toEqual([documentId])
  })

  it.each([['javascript:alert(1)'], ['data:text/html,x'], ['//evil.example/'], ['nonsense']])(
    'makes no link of %s',
    async (address) => {
      described = { client_uri: address, policy_uri: address, tos_uri: address }
      const app = await openSolidApp(identity.issuer, documentId)
      const page = await signInTo(app)

      expect(page.text).not.toContain(`href="${address}`)
      expect(page.text).not.toContain('rel="noopener')
    },
  )

  it('tells letters that look like others', async () => {
    const address = 'https://xn--pypal-4ve.example/cb'
    const cyrillic = await register({ client_name: '\u0420\u0430ypal', redirect_uris: [address] })
    const greek = await register({ client_name: 'Ελληνική εφαρμογή' })

    const page = await signInTo(cyrillic, { redirect_uri: address })
    expect(page.text).toContain('xn--pypal-4ve.example')
    expect(page.text).toContain('shown as it is written')
    expect(page.text).toContain('mixes letters of several alphabets')
    expect((await signInTo(greek)).text).not.toContain('mixes letters')
  })

  it('asks again for more, says what is new, and never asks for the same', async () => {
    const app = await register()
    const little = { scope: 'openid webid', prompt: undefined }
    const first = await signInTo(app, little)
    expect(first.text).not.toContain('class="mark"')
    await browser.submit(first, '/consent', { decision: 'allow' })

    expect((await signInTo(app, little)).url).toContain(`${appAddress}?code=`)

    const more = await signInTo(app)
    expect(more.text).toContain('Now it asks for more')
    expect(more.text.match(/<li>[^<]*<span class="mark">new<\/span>/g)).toEqual([
      expect.stringContaining('go on while you are away'),
    ])
    await browser.submit(more, '/consent', { decision: 'allow' })
    expect((await signInTo(app, { prompt: undefined })).url).toContain(`${appAddress}?code=`)
    expect((await signInTo(app)).text).toContain('It asks for nothing new')
  })

  it('does not ask for the same though the app wants it, where nobody can take its place', async () => {
    const app = await openSolidApp(identity.issuer, documentId)
    const https = { redirect_uri: 'https://app.example/cb' }
    described = { redirect_uris: [https.redirect_uri, appAddress] }
    const first = await signInTo(app, { ...https, scope: 'openid webid' })
    await browser.submit(first, '/consent', { decision: 'allow' })

    const again = await signInTo(app, { ...https, scope: 'openid webid' })
    const more = await signInTo(app, https)
    const onDevice = await signInTo(app, { scope: 'openid webid' })

    expect(again.url).toContain(`${https.redirect_uri}?code=`)
    expect(more.text).toContain('Now it asks for more')
    expect(onDevice.text).toContain('It asks for nothing new')
  })

  it('gives nothing when nobody can be asked', async () => {
    const app = await register({ scope: 'openid webid profile offline_access' })
    const silent = { prompt: 'none' }

    expect(errorIn(await browser.visit(await app.loginUrl(silent)))).toBe('login_required')
    const page = await signInTo(app)
    expect(errorIn(await browser.visit(await app.loginUrl(silent)))).toBe('consent_required')
    await browser.submit(page, '/consent', { decision: 'deny' })
    expect(errorIn(await browser.visit(await app.loginUrl(silent)))).toBe('consent_required')

    const allowed = await signInTo(app, { scope: 'openid webid', prompt: undefined })
    await browser.submit(allowed, '/consent', { decision: 'allow' })
    const more = await browser.visit(
      await app.loginUrl({ ...silent, scope: 'openid webid profile' }),
    )
    expect(errorIn(more)).toBe('consent_required')
  })

  it('sends a no back as such, to the app that asked', async () => {
    const app = await register()
    const page = await signInTo(app)

    const back = await browser.submit(page, '/consent', { decision: 'deny' })

    const { searchParams } = new URL(back.url)
    expect(Object.fromEntries(searchParams)).toMatchObject({
      error: 'access_denied',
      state: app.state,
      iss: identity.issuer,
    })
    const odd = await browser.submit(await signInTo(app), '/consent', { decision: 'ALLOW' })
    expect(errorIn(odd)).toBe('access_denied')
  })

  it('cannot be framed, held, or answered by another site', async () => {
    const page = await signInTo(await register())
    const allow = (headers: Record<string, string>) =>
      browser.submit(page, '/consent', { decision: 'allow' }, headers)

    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(page.headers.get('x-frame-options')).toBe('DENY')
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect((await allow({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await allow({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await allow({ 'content-type': 'text/plain' })).status).toBe(415)
    const stranger = openBrowser(identity.baseUrl)
    const taken = await stranger.submit(page, '/consent', { decision: 'allow' })
    expect(taken.status).toBe(404)
  })

  it('speaks the language that the app asks for', async () => {
    const page = await signInTo(await register(), { ui_locales: 'fr-CA en' })

    expect(page.text).toContain('<html lang="fr">')
    expect(page.text).toContain('Personne n’en répond')
    expect(page.text).toContain('Ne pas autoriser')
  })
})

const plainDocument = {
  '@context': ['https://www.w3.org/ns/solid/oidc-context.jsonld'],
  client_id: documentId,
  client_name: 'Described app',
  redirect_uris: [appAddress],
  grant_types: ['authorization_code', 'refresh_token'],
}

function errorIn({ url }: Landing): string | null {
  return new URL(url).searchParams.get('error')
}
