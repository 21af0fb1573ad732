// Making an account for oneself: who may, which names, and what nobody can do with the form.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAuthenticator } from '../support/authenticator.ts'
import { openBrowser } from '../support/browser.ts'
import type { Browser } from '../support/browser.ts'
import { openTestIdentity, operatorToken } from '../support/identity.ts'
import type { IdentityOptions, TestIdentity } from '../support/identity.ts'
import { askOptions, codesOn, postJson } from '../support/own-pages.ts'

const day = 86_400_000
const password = 'a long walk'

const byNumber = (one: number, other: number) => one - other
const secretOf = (link: string) => new URL(link).searchParams.get('invitation')!

describe('signing up', () => {
  let identity: TestIdentity
  let browser: Browser
  let clock: number
  beforeEach(() => void (clock = Date.now()))
  afterEach(() => identity.close())

  async function open(signUp: NonNullable<IdentityOptions['signUp']>, more: IdentityOptions = {}) {
    identity = await openTestIdentity({ signUp, now: () => clock, ...more })
    browser = openBrowser(identity.baseUrl)
  }

  function send(fields: Record<string, string>, headers: Record<string, string> = {}) {
    return browser.visit('/.account/new', {
      method: 'POST',
      headers: { origin: identity.baseUrl, 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams(fields),
    })
  }

  async function invite(token = operatorToken) {
    const response = await fetch(`${identity.baseUrl}/.account/invitations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-host': 'evil.example' },
    })
    return { status: response.status, ...((await response.json()) as { link: string }) }
  }

  it('gives an account with a pod, eight codes, and a sign-in', async () => {
    await open('open')

    const done = await send({ name: 'Carol', displayName: 'Carol Dupont', password })

    expect(done.status).toBe(201)
    expect(done.headers.get('cache-control')).toBe('no-store')
    expect(new Set(codesOn(done)).size).toBe(8)
    expect((await browser.visit('/.account/')).text).toContain(`${identity.baseUrl}/carol/`)
  })

  it('gives an account with a passkey and no password', async () => {
    await open('open')
    const device = openAuthenticator(identity.baseUrl)
    const answer = device.make(
      await askOptions(browser, '/.account/new/options', { name: 'carol' }),
    )

    const done = await send({ name: 'carol', answer })
    const guess = openBrowser(identity.baseUrl)
    const login = await guess.visit('/.account/')

    expect(done.status).toBe(201)
    for (const empty of ['', 'undefined']) {
      const page = await guess.submit(login, '/login', { name: 'carol', password: empty })
      expect(page.status).toBe(403)
    }
  })

  it('takes a passkey for the name that it was made for', async () => {
    await open('open')
    const device = openAuthenticator(identity.baseUrl)
    const answer = device.make(
      await askOptions(browser, '/.account/new/options', { name: 'carol' }),
    )

    const other = await send({ name: 'dora', answer })

    expect(other.status).toBe(403)
    expect((await browser.visit('/.account/')).text).not.toContain('dora')
  })

  it.each([
    ['.internal', 'no dots'],
    ['..', 'no dots'],
    ['.well-known', 'no dots'],
    ['a/b', 'no dots'],
    ['a b', 'no dots'],
    ['аlice', 'letters of other alphabets'],
    ['ａlice', 'letters of other alphabets'],
    ['al\u200dice', 'letters of other alphabets'],
    ['-alice', 'begins with a letter or a digit'],
    ['xn--lice-5cd', 'xn--'],
    ['con', 'take this name for a device'],
    ['LPT1', 'take this name for a device'],
    ['vocab', 'stands for the server'],
    ['admin', 'stands for the server'],
    ['a'.repeat(64), '63 characters at most'],
    ['', 'Choose a name'],
    ['alice', 'is taken'],
    ['a1ice', 'looks like this one'],
    ['al-ice', 'looks like this one'],
  ])('refuses the name %j in words', async (name, words) => {
    await open('open')
    await identity.newAccount('alice')

    const sent = await send({ name, password })
    const checked = await postJson(browser, '/.account/new/check', { name })
    const asked = await postJson(browser, '/.account/new/options', { name })

    expect([409, 422]).toContain(sent.status)
    expect(sent.text).toContain(words)
    expect(JSON.parse(checked.text)).toMatchObject({ detail: expect.stringContaining(words) })
    expect(asked.status).toBe(sent.status)
  })

  it.each([
    ['no password and no passkey', {}, 'Choose a passkey, or a password'],
    ['a short password', { password: 'abc1234' }, '8 characters at least'],
    ['a long password', { password: 'ab'.repeat(101) }, '200 characters at most'],
    ['its name as password', { password: 'Carol-Dupont' }, 'must not be the name'],
    ['a common password', { password: 'Password123!' }, 'among the first that others try'],
    ['a run of digits', { password: '123456789' }, 'among the first that others try'],
    ['one letter again and again', { password: 'zzzzzzzzzz' }, 'among the first that others try'],
    ['a display name of two lines', { password, displayName: 'a\nb' }, 'on one line'],
    ['a display name that turns round', { password, displayName: 'a\u202eb' }, 'on one line'],
  ])('refuses %s, and keeps what was typed', async (_what, fields: object, words) => {
    await open('open')

    const answer = await send({ name: 'carol-dupont', ...fields })

    expect(answer.status).toBe(422)
    expect(answer.text).toContain(words)
    expect(answer.text).toContain('value="carol-dupont"')
    expect(answer.text).not.toContain('zzzzzzzz')
  })

  it('gives a name once, also when two ask at the same time', async () => {
    await open('open')

    const answers = await Promise.all(
      ['carol', 'carol', 'car0l', 'ca-rol'].map((name) => send({ name, password })),
    )

    expect(answers.map(({ status }) => status).toSorted(byNumber)).toEqual([201, 409, 409, 409])
  })

  it('needs an invitation where the operator says so, good for one account', async () => {
    await open('invite')
    const { link } = await invite()
    const invitation = secretOf(link)

    const uninvited = await send({ name: 'carol', password })
    const guessed = await send({ name: 'carol', password, invitation: 'a'.repeat(43) })
    const wrong = await send({ name: 'con', password, invitation })
    const page = await browser.visit(link)
    const [one, two] = await Promise.all(
      ['carol', 'dora'].map((name) => send({ name, password, invitation })),
    )

    expect((await browser.visit('/.account/new')).text).toContain('You need an invitation')
    expect([uninvited.status, guessed.status, wrong.status]).toEqual([403, 403, 422])
    expect(page.text).toContain(`name="invitation" value="${invitation}"`)
    expect([one!.status, two!.status].toSorted(byNumber)).toEqual([201, 409])
    expect((await send({ name: 'erin', password, invitation })).status).toBe(403)
  })

  it('keeps an invitation for seven days', async () => {
    await open('invite')
    const [first, second] = [await invite(), await invite()]
    clock += 6 * day
    const early = await send({ name: 'carol', password, invitation: secretOf(first.link) })
    clock += 2 * day

    const late = await send({ name: 'dora', password, invitation: secretOf(second.link) })

    expect([early.status, late.status]).toEqual([201, 403])
  })

  it('invites from the base URL, whatever Host a request names', async () => {
    await open('invite')

    const { link } = await invite()

    expect(link).toMatch(`${identity.baseUrl}/.account/new?invitation=`)
  })

  it('lets nobody but the operator invite', async () => {
    await open('invite')

    expect((await invite('guess')).status).toBe(401)
  })

  it('is closed where the operator says so', async () => {
    await open('closed')

    const page = await browser.visit('/.account/new')
    const sent = await send({ name: 'carol', password })
    const asked = await postJson(browser, '/.account/new/options', { name: 'carol' })

    expect(page.text).toContain('takes no new accounts')
    expect(page.text).not.toContain('<form')
    expect([sent.status, asked.status, (await invite()).status]).toEqual([403, 403, 409])
  })

  it('is offered on the login page only where strangers may', async () => {
    for (const [signUp, offered] of [
      ['open', true],
      ['invite', false],
      ['closed', false],
    ] as const) {
      await open(signUp)
      const login = await browser.visit('/.account/')
      expect(login.text.includes('Create an account'), signUp).toBe(offered)
      if (signUp !== 'closed') await identity.close()
    }
  })

  it.each([
    ['by another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['by a page of another origin', { origin: 'https://evil.example' }, 403],
    ['by a page without an origin', { origin: 'null' }, 403],
    ['as JSON', { 'content-type': 'application/json' }, 415],
    ['as plain text', { 'content-type': 'text/plain' }, 415],
  ])('is refused when it is sent %s', async (_how, headers, status) => {
    await open('open')

    const answer = await send({ name: 'carol', password }, headers)

    expect(answer.status).toBe(status)
    expect((await postJson(browser, '/.account/new/check', { name: 'carol' })).status).toBe(204)
  })

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    'javascript:alert(1)',
    '/.oidc/auth?x"><script>',
    '/.oidc/session/end?post_logout_redirect_uri=https://evil.example',
    '/alice/',
  ])('goes on to no place such as %j', async (target) => {
    await open('open')

    const page = await browser.visit(`/.account/new?continue=${encodeURIComponent(target)}`)
    const done = await send({ name: 'carol', password, continue: target })

    expect(page.text).toContain('name="continue" value="/.account/"')
    expect(done.text).toContain('href="/.account/"')
    expect(done.text).not.toContain('evil')
  })

  it('cannot be framed, and loads nothing of others', async () => {
    await open('open')

    const { headers } = await browser.visit('/.account/new')

    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
  })

  it('starts a sign-in of its own in place of one that somebody put into this browser', async () => {
    await open('open')
    const stranger = openBrowser(identity.baseUrl)
    browser = stranger
    await send({ name: 'mallory', password })
    const planted = stranger.copy()
    browser = stranger.copy()

    await send({ name: 'carol', password })

    expect((await browser.visit('/.account/')).text).toContain(`${identity.baseUrl}/carol/`)
    expect((await planted.visit('/.account/')).text).not.toContain(`${identity.baseUrl}/carol/`)
  })

  it('takes thirty accounts from an address in a quarter of an hour', async () => {
    await open('open', { proxies: 1 })
    const fields = { name: 'carol', password: 'short' }
    const [one, other] = ['203.0.113.1', '203.0.113.2'].map((each) => ({ 'x-forwarded-for': each }))
    for (let index = 0; index < 30; index++) await send(fields, one)

    expect((await send(fields, one)).status).toBe(429)
    expect((await send(fields, other)).status).toBe(422)
  })
})
