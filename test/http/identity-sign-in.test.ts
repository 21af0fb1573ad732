// Signing in to an app with the browser: login, consent, code, tokens.
import { decodeJwt, decodeProtectedHeader } from 'jose'
import * as oauth from 'oauth4webapi'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import type { Browser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { appAddress, openSolidApp, signIn } from '../support/solid-app.ts'
import type { SolidApp } from '../support/solid-app.ts'

describe('signing in to an app', () => {
  let identity: TestIdentity
  let app: SolidApp
  let browser: Browser
  let alice: string
  beforeEach(async () => {
    identity = await openTestIdentity()
    app = await openSolidApp(identity.issuer)
    browser = openBrowser(identity.baseUrl)
    alice = (await identity.newAccount('alice')).webId
  })
  afterEach(() => identity.close())

  it('gives the app tokens for the WebID, bound to its key', async () => {
    const back = await signIn(browser, app, 'alice')
    const tokens = await app.redeem(back.url)

    const access = decodeJwt(tokens.access_token)
    expect(new URL(back.url).searchParams.get('iss')).toBe(identity.issuer)
    expect(tokens.token_type).toBe('dpop')
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({
      typ: 'at+jwt',
      alg: 'ES256',
    })
    expect(access).toMatchObject({
      iss: identity.issuer,
      aud: 'solid',
      webid: alice,
      sub: alice,
      client_id: app.clientId,
      cnf: { jkt: expect.any(String) as string },
    })
    expect(access.exp! - access.iat!).toBe(600)
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({
      webid: alice,
      aud: [app.clientId, 'solid'],
      azp: app.clientId,
      cnf: access['cnf'],
    })
  })

  it('says on the consent page who asks, what for, and as whom', async () => {
    const curious = await openSolidApp(identity.issuer, {
      client_name: '<b>Curious</b>\u202e' + ' app'.repeat(500),
    })
    const login = await browser.visit(await curious.loginUrl())
    const page = await browser.submit(login, '/login', {
      name: 'alice',
      password: "alice's password",
    })

    expect(page.text).toContain('&#60;b&#62;Curious&#60;/b&#62;')
    expect(page.text).not.toMatch(/\u202e|( app){30}/)
    expect(page.text).toContain('on this device (localhost:9)')
    expect(page.text).toContain(alice)
    expect(page.text).toContain('while you are away')
    expect(page.text).toContain('The app gave this name itself')
  })

  it('serves its pages with one script of its own, and not inside those of others', async () => {
    const page = await browser.visit(await app.loginUrl())

    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("form-action 'self' http://localhost:9;")
    expect(policy).toContain("script-src 'self';")
    expect(page.text.match(/<script[^>]*>[^<]*/g)).toEqual([
      '<script type="module" src="/.app/sign-in.js">',
    ])
    expect(page.text).not.toMatch(/ style=| on[a-z]+=/)
    expect((await browser.visit('/.oidc/style.css')).headers.get('content-type')).toMatch(
      'text/css',
    )
  })

  it('keeps its cookies from scripts and from other sites', async () => {
    const response = await fetch(await app.loginUrl(), { redirect: 'manual' })

    const cookies = response.headers.getSetCookie()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) expect(cookie).toMatch(/samesite=lax.*httponly/i)
  })

  it('remembers who is signed in and what was allowed, and asks again for more', async () => {
    app = await openSolidApp(identity.issuer, { scope: 'openid webid profile offline_access' })
    await signIn(browser, app, 'alice')

    const again = await browser.visit(
      await app.loginUrl({ prompt: undefined, scope: 'openid webid' }),
    )
    const more = await browser.visit(
      await app.loginUrl({ prompt: undefined, scope: 'openid webid profile' }),
    )

    expect(again.url).toMatch(`${appAddress}?code=`)
    expect(more.text).toContain('/consent')
  })

  it('remembers what was allowed in another browser, too', async () => {
    await signIn(browser, app, 'alice')

    const other = openBrowser(identity.baseUrl)
    const login = await other.visit(
      await app.loginUrl({ prompt: undefined, scope: 'openid webid' }),
    )
    const back = await other.submit(login, '/login', {
      name: 'alice',
      password: "alice's password",
    })

    expect(back.url).toMatch(`${appAddress}?code=`)
  })

  it('asks each person for herself', async () => {
    await identity.newAccount('bob')
    await signIn(browser, app, 'alice')

    const other = openBrowser(identity.baseUrl)
    const login = await other.visit(
      await app.loginUrl({ prompt: undefined, scope: 'openid webid' }),
    )
    const page = await other.submit(login, '/login', { name: 'bob', password: "bob's password" })

    expect(page.text).toContain('/consent')
  })

  it('lets another person take over the browser from the consent page', async () => {
    await identity.newAccount('bob')
    await signIn(browser, app, 'alice')
    const consent = await browser.visit(await app.loginUrl())

    const href = /<a href="([^"]*)"/.exec(consent.text)![1]!.replaceAll('&#38;', '&')
    const login = await browser.visit(href)
    const handOver = await browser.submit(login, '/login', {
      name: 'bob',
      password: "bob's password",
    })
    const consentOfBob = await browser.submit(handOver, '/session/end/confirm', {})
    const back = await browser.submit(consentOfBob, '/consent', { decision: 'allow' })
    const tokens = await app.redeem(back.url)

    expect(decodeJwt(tokens.access_token)['webid']).toBe(`${identity.baseUrl}/bob/profile/card#me`)
  })

  it('tells the app when the person does not allow it, or cancels', async () => {
    const login = await browser.visit(await app.loginUrl())
    const cancelled = await browser.submit(login, '/cancel', {})
    const again = await browser.visit(await app.loginUrl())
    const consent = await browser.submit(again, '/login', {
      name: 'alice',
      password: "alice's password",
    })
    const denied = await browser.submit(consent, '/consent', { decision: 'deny' })

    for (const { url } of [cancelled, denied]) {
      expect(new URL(url).searchParams.get('error')).toBe('access_denied')
      expect(new URL(url).searchParams.get('iss')).toBe(identity.issuer)
    }
  })

  it('signs out, and then asks for the password again', async () => {
    const tokens = await app.redeem((await signIn(browser, app, 'alice')).url)

    const page = await browser.visit(
      `/.oidc/session/end?${new URLSearchParams({ id_token_hint: tokens.id_token! })}`,
    )
    const done = await browser.submit(page, '/session/end/confirm', { logout: 'yes' })
    const login = await browser.visit(await app.loginUrl({ prompt: undefined }))

    expect(done.text).toContain('Signed out')
    expect(login.text).toContain('type="password"')
  })
})
