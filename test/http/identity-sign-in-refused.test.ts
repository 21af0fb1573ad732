// What the sign-in refuses: wrong addresses, used codes, stolen cookies, guessed passwords.
import * as oauth from 'oauth4webapi'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import type { Browser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { appAddress, openSolidApp, signIn } from '../support/solid-app.ts'
import type { SolidApp } from '../support/solid-app.ts'

const minute = 60_000

describe('a sign-in that is not in order', () => {
  let identity: TestIdentity
  let app: SolidApp
  let browser: Browser
  let clock: number
  beforeEach(async () => {
    clock = Date.now()
    identity = await openTestIdentity({ now: () => clock })
    app = await openSolidApp(identity.issuer)
    browser = openBrowser(identity.baseUrl)
    await identity.newAccount('alice')
  })
  afterEach(() => identity.close())

  function logIn(page: Awaited<ReturnType<Browser['visit']>>, name: string, password: string) {
    return browser.submit(page, '/login', { name, password })
  }

  it.each([
    ['an address that the app did not register', { redirect_uri: 'https://evil.example/' }],
    ['the registered address with an addition', { redirect_uri: `${appAddress}/more` }],
    ['no address at all', { redirect_uri: undefined }],
    ['an app that is not known', { client_id: 'nobody' }],
    ['a client id that cannot be one', { client_id: 'a\0b' }],
    ['a very long client id', { client_id: 'a'.repeat(5000) }],
    ['no client id', { client_id: undefined }],
  ])('never sends the browser to %s', async (_what, change) => {
    const page = await browser.visit(await app.loginUrl(change))

    expect(page.status).toBe(400)
    expect(page.url).toMatch(identity.baseUrl)
    expect(page.text).toContain('That did not work')
  })

  it.each([
    [
      'without PKCE',
      { code_challenge: undefined, code_challenge_method: undefined },
      'invalid_request',
    ],
    ['with plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['for the implicit flow', { response_type: 'id_token' }, 'unsupported_response_type'],
    ['with a request object', { request: 'e30.e30.' }, 'request_not_supported'],
    ['for a signed-in person when there is none', { prompt: 'none' }, 'login_required'],
  ])('tells the app about a request %s', async (_what, change, error) => {
    const landing = await browser.visit(await app.loginUrl(change))

    // The implicit flow answers in the fragment.
    const answer = new URL(landing.url.replace('#', '?')).searchParams
    expect(landing.url).toMatch(appAddress)
    expect(answer.get('error')).toBe(error)
    expect(answer.get('iss')).toBe(identity.issuer)
  })

  it('accepts a code once, and takes back what the first use gave', async () => {
    const back = await signIn(browser, app, 'alice')
    const tokens = await app.redeem(back.url)

    await expect(app.redeem(back.url)).rejects.toMatchObject({ error: 'invalid_grant' })
    await expect(app.refresh(tokens.refresh_token!)).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })

  it('accepts a code once also when two requests race', async () => {
    const back = await signIn(browser, app, 'alice')

    const results = await Promise.allSettled([1, 2, 3, 4].map(() => app.redeem(back.url)))

    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
  })

  it('gives no token without a DPoP proof', async () => {
    const back = await signIn(browser, app, 'alice')

    await expect(app.redeem(back.url, false)).rejects.toMatchObject({ status: 400 })
  })

  it('gives a code only to the app that holds the verifier', async () => {
    const back = await signIn(browser, app, 'alice')
    const thief = await openSolidApp(identity.issuer, app.clientId)
    const stolen = new URL(back.url)
    stolen.searchParams.set('state', thief.state)

    await expect(thief.redeem(stolen.href)).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  it('renews tokens by a refresh token that is good once', async () => {
    const first = await app.redeem((await signIn(browser, app, 'alice')).url)
    const second = await app.refresh(first.refresh_token!)

    expect(second.refresh_token).not.toBe(first.refresh_token)
    await expect(app.refresh(first.refresh_token!)).rejects.toMatchObject({
      error: 'invalid_grant',
    })
    // Somebody has a copy, so nobody may go on.
    await expect(app.refresh(second.refresh_token!)).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })

  it('renews tokens only for the key that they are bound to', async () => {
    const tokens = await app.redeem((await signIn(browser, app, 'alice')).url)
    const other = oauth.DPoP({}, await oauth.generateKeyPair('ES256'))

    await expect(app.refresh(tokens.refresh_token!, other)).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })

  it('says the same for a wrong password and for nobody', async () => {
    const page = await browser.visit(await app.loginUrl())

    const wrong = await logIn(page, 'alice', 'not her password')
    const nobody = await logIn(page, 'nobody', 'not her password')
    const reserved = await logIn(page, 'vocab', 'not her password')
    const nameless = await logIn(page, '../..', '')

    for (const answer of [wrong, nobody, reserved, nameless]) {
      expect(answer.status).toBe(403)
      expect(answer.text).toContain('Name and password do not go together.')
    }
    expect(nobody.text.replace('nobody', 'alice')).toBe(wrong.text)
  })

  it('stops guessing after five attempts, whether or not the account exists', async () => {
    const page = await browser.visit(await app.loginUrl())
    for (let attempt = 1; attempt <= 5; attempt++) {
      await logIn(page, 'alice', `guess ${attempt}`)
      await logIn(page, 'nobody', `guess ${attempt}`)
    }

    const right = await logIn(page, 'alice', "alice's password")
    const nobody = await logIn(page, 'nobody', 'guess')

    expect([right.status, nobody.status]).toEqual([429, 429])
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(nobody.text).toBe(right.text)
  })

  it.each([
    ['believes a proxy that it was told of', 1, 403],
    ['believes nobody otherwise', 0, 429],
  ])('%s about the address of a guesser', async (_name, proxies, expected) => {
    await identity.close()
    identity = await openTestIdentity({ proxies })
    app = await openSolidApp(identity.issuer)
    browser = openBrowser(identity.baseUrl)
    const page = await browser.visit(await app.loginUrl())
    const guessFrom = (address: string) =>
      browser.submit(page, '/login', { name: 'a', password: 'b' }, { 'x-forwarded-for': address })

    for (let attempt = 1; attempt <= 5; attempt++) await guessFrom(`203.0.113.9, 198.51.100.1`)

    expect((await guessFrom('198.51.100.1')).status).toBe(429)
    expect((await guessFrom('198.51.100.2')).status).toBe(expected)
  })

  it('counts guesses that are made at the same time', async () => {
    const page = await browser.visit(await app.loginUrl())

    const guesses = Array.from({ length: 20 }, (_, index) => logIn(page, 'alice', `guess ${index}`))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)

    expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(5)
    expect(new Set(statuses)).toEqual(new Set([403, 429]))
  })

  it('lets the person in again after a while, and does not count her right passwords', async () => {
    const page = await browser.visit(await app.loginUrl())
    for (let attempt = 1; attempt <= 5; attempt++) await logIn(page, 'alice', `guess ${attempt}`)
    clock += 16 * minute

    for (let attempt = 1; attempt <= 6; attempt++) {
      const another = openBrowser(identity.baseUrl)
      const consent = await signIn(another, app, 'alice')
      expect(consent.url).toMatch(`${appAddress}?code=`)
    }
  })

  it('refuses forms that another site sends', async () => {
    const page = await browser.visit(await app.loginUrl())
    const fields = { name: 'alice', password: "alice's password" }

    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect((await browser.submit(page, '/login', fields, headers)).status).toBe(403)
    }
  })

  it('goes on only in the browser in which the sign-in began', async () => {
    const page = await browser.visit(await app.loginUrl())
    const fields = { name: 'alice', password: "alice's password" }

    const stranger = openBrowser(identity.baseUrl)
    const withOwnCookies = openBrowser(identity.baseUrl)
    await withOwnCookies.visit(await app.loginUrl())

    expect((await stranger.submit(page, '/login', fields)).status).toBe(404)
    expect((await withOwnCookies.submit(page, '/login', fields)).status).toBe(404)
  })

  it('notices cookies that were changed', async () => {
    const page = await browser.visit(await app.loginUrl())
    const forged = browser.copy()
    for (const [key, cookie] of forged.cookies) {
      if (cookie.name === '_interaction')
        forged.cookies.set(key, { ...cookie, value: 'x'.repeat(43) })
    }

    const fields = { name: 'alice', password: "alice's password" }
    expect((await forged.submit(page, '/login', fields)).status).toBe(404)
  })

  it('does not take a consent before the login', async () => {
    const page = await browser.visit(await app.loginUrl())
    const consent = { ...page, text: page.text.replace('/login"', '/consent"') }

    const answer = await browser.submit(consent, '/consent', { decision: 'allow' })

    expect(answer.status).toBe(404)
  })

  it('forgets a sign-in that takes too long', async () => {
    const page = await browser.visit(await app.loginUrl())
    clock += 61 * minute

    const answer = await logIn(page, 'alice', "alice's password")

    expect(answer.status).toBe(404)
    expect(answer.text).toContain('This sign-in is over')
  })

  it.each([
    ['no form', { 'content-type': 'application/json' }, '{"name":', 415],
    ['a form that is too large', {}, `name=${'a'.repeat(20_000)}`, 400],
    ['a field many times', {}, 'name=alice&name=alice&password=a', 403],
    ['a field with brackets', {}, 'name[a]=alice&__proto__[x]=1&password[]=a', 403],
  ])('is not confused by %s', async (_what, headers, body, status) => {
    const page = await browser.visit(await app.loginUrl())

    const answer = await browser.visit(`${page.url}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    })

    expect(answer.status).toBe(status)
  })
})
