// Signing out as an app asks for it: where that leads, and what cannot make it happen.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listSessions } from '../../server/pod/identity/sign-ins/sessions.ts'
import { openBrowser } from '../support/browser.ts'
import type { Browser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { openSolidApp } from '../support/solid-app.ts'
import type { SolidApp } from '../support/solid-app.ts'

const goodbye = 'https://app.example/goodbye'
let identity: TestIdentity
let app: SolidApp
beforeAll(async () => {
  identity = await openTestIdentity()
  app = await openSolidApp(identity.issuer, { post_logout_redirect_uris: [goodbye] })
})
afterAll(() => identity.close())

const people = { count: 0 }
let browser: Browser
let webId: string
let tokens: { readonly access_token: string; readonly id_token?: string | undefined }
beforeEach(async () => {
  const name = `person${++people.count}`
  webId = (await identity.newAccount(name)).webId
  browser = openBrowser(identity.baseUrl)
  const login = await browser.visit(await app.loginUrl({ scope: 'openid webid' }))
  const consent = await browser.submit(login, '/login', { name, password: `${name}'s password` })
  const back = await browser.submit(consent, '/consent', { decision: 'allow' })
  tokens = await app.redeem(back.url)
})

const asked = (change: Record<string, string> = {}) =>
  new URLSearchParams({
    id_token_hint: tokens.id_token!,
    post_logout_redirect_uri: goodbye,
    state: 'of the app',
    ...change,
  })

const confirm = (page: Awaited<ReturnType<Browser['visit']>>, answer = { logout: 'yes' }) =>
  browser.submit(page, '/session/end/confirm', answer)

const isSignedIn = async () => (await listSessions(identity.store, webId)).length > 0

describe('signing out for an app', () => {
  it('leads back to the address that it has registered, with its state', async () => {
    const page = await browser.visit(`/.oidc/session/end?${asked()}`)
    const back = await confirm(page)

    expect(page.headers.get('content-security-policy')).toContain('https://app.example')
    expect(back.url).toBe(`${goodbye}?state=of+the+app`)
    expect(await isSignedIn()).toBe(false)
  })

  it('takes the question as a form too', async () => {
    const page = await browser.visit('/.oidc/session/end', {
      method: 'POST',
      headers: { origin: 'https://app.example', 'sec-fetch-site': 'cross-site' },
      body: asked(),
    })
    const back = await confirm(page)

    expect(back.url).toContain(goodbye)
    expect(await isSignedIn()).toBe(false)
  })

  it.each([
    ['a longer address', { post_logout_redirect_uri: `${goodbye}/x` }],
    ['a shorter address', { post_logout_redirect_uri: 'https://app.example/good' }],
    ['the same with a query', { post_logout_redirect_uri: `${goodbye}?next=//evil.example` }],
    ['the same in other letters', { post_logout_redirect_uri: goodbye.toUpperCase() }],
    ['another host', { post_logout_redirect_uri: 'https://evil.example/goodbye' }],
    ['another host after an @', { post_logout_redirect_uri: 'https://app.example@evil.example/' }],
    ['a script', { post_logout_redirect_uri: 'javascript:alert(1)' }],
    ['where people come back to', { post_logout_redirect_uri: 'http://localhost:9/back' }],
    ['a hint that is none', { id_token_hint: 'nonsense' }],
    ['a hint that nobody signed', { id_token_hint: 'eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.' }],
    ['the hint of another app', { client_id: 'other' }],
  ])('is refused with %s', async (_what, change) => {
    const page = await browser.visit(`/.oidc/session/end?${asked(change)}`)

    expect(page.status).toBe(400)
    expect(page.url).toContain(identity.baseUrl)
    expect(await isSignedIn()).toBe(true)
  })

  it('is refused with an access token as hint', async () => {
    const page = await browser.visit(
      `/.oidc/session/end?${asked({ id_token_hint: tokens.access_token })}`,
    )

    expect(page.status).toBe(400)
  })

  it('leads nowhere for who says nothing of himself', async () => {
    const fields = new URLSearchParams({ post_logout_redirect_uri: 'https://evil.example/' })
    const done = await confirm(await browser.visit(`/.oidc/session/end?${fields}`))

    expect(done.url).toContain(`${identity.baseUrl}/.oidc/session/end/success`)
    expect(await isSignedIn()).toBe(false)
  })

  it('does not happen by a form of another site', async () => {
    await browser.visit(`/.oidc/session/end?${asked()}`)
    const forged = await browser.visit('/.oidc/session/end/confirm', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams({ logout: 'yes', xsrf: 'guessed' }),
    })

    expect(forged.status).toBe(400)
    expect(await isSignedIn()).toBe(true)
  })
})
