// Passkeys: signing in to an app with one, and everything that a forged or stolen one may try.
import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAuthenticator } from '../support/authenticator.ts'
import type { Authenticator, Lies } from '../support/authenticator.ts'
import { openBrowser } from '../support/browser.ts'
import type { Browser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { askOptions, postJson } from '../support/own-pages.ts'
import { openSolidApp } from '../support/solid-app.ts'
import type { SolidApp } from '../support/solid-app.ts'

const minute = 60_000
const byNumber = (one: number, other: number) => one - other

describe('a passkey', () => {
  let identity: TestIdentity
  let app: SolidApp
  let browser: Browser
  let device: Authenticator
  let clock: number
  beforeEach(async () => {
    clock = Date.now()
    identity = await openTestIdentity({ signUp: 'open', now: () => clock })
    app = await openSolidApp(identity.issuer)
    browser = openBrowser(identity.baseUrl)
    device = openAuthenticator(identity.baseUrl)
    await signUp('carol', device)
  })
  afterEach(() => identity.close())

  async function signUp(name: string, device: Authenticator, lies?: Lies) {
    const options = await askOptions(browser, '/.account/new/options', { name })
    const form = await browser.visit('/.account/new')
    return browser.submit(form, '/new', { name, answer: device.make(options, lies) })
  }

  /** The page on which a person signs in to the app, in a browser that knows nobody. */
  async function openLogin() {
    browser = openBrowser(identity.baseUrl)
    return browser.visit(await app.loginUrl())
  }

  async function optionsOn(page: { readonly url: string }) {
    return askOptions(browser, `${new URL(page.url).pathname}/passkey/options`)
  }

  async function signIn(lies?: Lies) {
    const login = await openLogin()
    const answer = device.prove(await optionsOn(login), lies)
    return browser.submit(login, '/passkey', { answer })
  }

  it('signs its owner in, without a name', async () => {
    const consent = await signIn()
    const back = await browser.submit(consent, '/consent', { decision: 'allow' })
    const tokens = await app.redeem(back.url)

    expect(decodeJwt(tokens.access_token)['webid']).toBe(
      `${identity.baseUrl}/carol/profile/card#me`,
    )
  })

  it('is asked for by the host of the base URL, with its owner present', async () => {
    const asked = await askOptions(browser, '/.account/new/options', { name: 'dora' })
    const proof = await optionsOn(await openLogin())

    expect(asked).toMatchObject({
      rp: { id: 'localhost' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect(proof).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    expect(proof).not.toHaveProperty('allowCredentials')
  })

  it.each<[string, Lies]>([
    ['made at another site', { origin: 'https://evil.example' }],
    ['made at another port of this host', { origin: 'http://localhost:1' }],
    ['for another host', { rpId: 'evil.example' }],
    ['with a challenge of its own', { challenge: 'x'.repeat(43) }],
    ['without asking its owner', { userVerified: false }],
    ['of the other ceremony', { type: 'webauthn.create' }],
    ['for another person', { userHandle: 'c29tZWJvZHkgZWxzZQ' }],
    ['for nobody', { userHandle: '' }],
  ])('lets nobody in by a proof %s', async (_what, lies) => {
    const answer = await signIn(lies)

    expect(answer.status).toBe(403)
    expect(answer.text).toContain('The passkey is not known here')
    expect(answer.text).toContain('type="password"')
  })

  it.each([
    ['of somebody unknown', () => openAuthenticator(identity.baseUrl)],
    [
      'with the id of a known one',
      () => ({ ...openAuthenticator(identity.baseUrl), id: device.id }),
    ],
  ])('lets nobody in by a proof %s', async (_what, open) => {
    const stranger = open()
    const login = await openLogin()
    const proof = JSON.parse(stranger.prove(await optionsOn(login))) as { id: string }
    const answer = JSON.stringify({ ...proof, id: stranger.id, rawId: stranger.id })

    const page = await browser.submit(login, '/passkey', { answer })

    expect(page.status).toBe(403)
    expect(page.text).toContain('The passkey is not known here')
  })

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['an object without an answer', '{"id":"a"}'],
    ['an answer of the wrong kinds', '{"id":"a","response":{"clientDataJSON":[1],"signature":{}}}'],
    ['an answer with the challenge of nobody', `{"id":"a","response":{"clientDataJSON":"e30"}}`],
    ['many braces', '{"a":'.repeat(1_000)],
    ['a prototype', '{"id":"a","response":{},"__proto__":{"id":"b"}}'],
  ])('is not confused by %s in place of a proof', async (_what, answer) => {
    const login = await openLogin()

    const page = await browser.submit(login, '/passkey', { answer })

    expect(page.status).toBe(403)
  })

  it('proves once: the same proof is refused a second time', async () => {
    const login = await openLogin()
    const answer = device.prove(await optionsOn(login))
    const other = browser.copy()
    await browser.submit(login, '/passkey', { answer })

    const again = await other.submit(login, '/passkey', { answer })

    expect([403, 404]).toContain(again.status)
  })

  it('proves for the sign-in that asked for it, and for no other', async () => {
    const answer = device.prove(await optionsOn(await openLogin()))
    const other = await openLogin()

    expect((await browser.submit(other, '/passkey', { answer })).status).toBe(403)
  })

  it('proves within five minutes', async () => {
    const login = await openLogin()
    const answer = device.prove(await optionsOn(login))
    clock += 6 * minute

    expect((await browser.submit(login, '/passkey', { answer })).status).toBe(403)
  })

  it('is refused, and its owner told, when it counts fewer uses than before', async () => {
    await signIn({ counter: 7 })

    const copied = await signIn({ counter: 7 })
    const later = await signIn({ counter: 8 })

    expect(copied.status).toBe(403)
    expect(copied.text).toContain('somebody may have copied it')
    expect(later.status).toBe(200)
  })

  it('that never counts is fine', async () => {
    await signIn({ counter: 0 })

    expect((await signIn({ counter: 0 })).text).toContain('/consent')
  })

  it('belongs to one account', async () => {
    const again = await signUp('dora', device)

    expect(again.status).toBe(409)
  })

  it('is taken without an attestation only, so that nothing is fetched for one', async () => {
    const certificate = Buffer.from('a certificate that names a list to fetch')
    const attStmt = new Map<string, unknown>([
      ['alg', -7],
      ['sig', Buffer.from('signature')],
      ['x5c', [certificate]],
    ])
    const other = openAuthenticator(identity.baseUrl)

    for (const fmt of ['packed', 'fido-u2f', 'apple', 'tpm', 'android-key']) {
      const answer = await signUp('dora', other, { attestation: { fmt, attStmt } })
      expect(answer.status).toBe(403)
    }
    expect((await signUp('dora', other)).status).toBe(201)
  })

  it('can be asked for as often as a person may need, and no more', async () => {
    const login = await openLogin()
    const path = `${new URL(login.url).pathname}/passkey/options`
    const statuses = new Set<number>()
    for (let turn = 0; turn < 40 && !statuses.has(429); turn++) {
      const asked = Array.from({ length: 20 }, () => postJson(browser, path, {}))
      for (const { status } of await Promise.all(asked)) statuses.add(status)
    }

    expect([...statuses].toSorted(byNumber)).toEqual([200, 429])
  })

  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['with the origin of another site', { origin: 'https://evil.example' }, 403],
    ['as plain text', { 'content-type': 'text/plain' }, 415],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('is not asked for by a request %s', async (_what, headers, status) => {
    const login = await openLogin()
    const path = `${new URL(login.url).pathname}/passkey/options`

    const answer = await postJson(browser, path, {}, headers)

    expect(answer.status).toBe(status)
  })
})
