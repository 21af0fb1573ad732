// Getting back into an account: by a code that was kept, or by a link of the operator.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import { openAccount, sectionOf, send as sendForm } from '../support/account-page.ts'
import { openAuthenticator } from '../support/authenticator.ts'
import { openBrowser } from '../support/browser.ts'
import type { Browser } from '../support/browser.ts'
import { openTestIdentity, operatorToken } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { askOptions, codesOn, postJson } from '../support/own-pages.ts'
import { openSolidApp, signIn } from '../support/solid-app.ts'

const hour = 3_600_000
const fresh = 'another long walk'

const byNumber = (one: number, other: number) => one - other
const secretOf = (link: string) => new URL(link).searchParams.get('recovery')!

describe('a person who cannot sign in', () => {
  let identity: TestIdentity
  let browser: Browser
  let codes: string[]
  let clock: number
  beforeEach(async () => {
    clock = Date.now()
    identity = await openTestIdentity({ signUp: 'open', now: () => clock })
    browser = openBrowser(identity.baseUrl)
    const done = await send('/.account/new', { name: 'alice', password: "alice's password" })
    codes = codesOn(done)
    browser = openBrowser(identity.baseUrl)
  })
  afterEach(() => identity.close())

  function send(path: string, fields: Record<string, string>, headers: object = {}) {
    return browser.visit(path, {
      method: 'POST',
      headers: { origin: identity.baseUrl, 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams(fields),
    })
  }

  const recover = (fields: Record<string, string>, headers: object = {}) =>
    send('/.account/recover', fields, headers)

  async function logIn(password: string, name = 'alice') {
    const other = openBrowser(identity.baseUrl)
    return other.submit(await other.visit('/.account/'), '/login', { name, password })
  }

  async function linkFor(name: unknown, token = operatorToken) {
    const response = await fetch(`${identity.baseUrl}/.account/recovery`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-forwarded-host': 'evil.example',
      },
      body: JSON.stringify({ name }),
    })
    return { status: response.status, ...((await response.json()) as { link: string }) }
  }

  it('sets a new password with a code, and is signed in', async () => {
    const page = await recover({ name: ' Alice ', code: codes[3]!, password: fresh })

    expect(page.url).toBe(`${identity.baseUrl}/.account/`)
    expect(page.text).toContain(`${identity.baseUrl}/alice/`)
    expect((await logIn(fresh)).status).toBe(200)
    expect((await logIn("alice's password")).status).toBe(403)
  })

  it('makes a passkey with a code; the password from before opens nothing any more', async () => {
    const device = openAuthenticator(identity.baseUrl)
    const path = '/.account/recover/options'
    const answer = device.make(await askOptions(browser, path, { name: 'alice' }))

    const page = await recover({ name: 'alice', code: codes[0]!, answer })
    const other = openBrowser(identity.baseUrl)
    const login = await other.visit('/.account/')
    const options = await askOptions(other, `${new URL(login.url).pathname}/passkey/options`)
    const back = await other.submit(login, '/passkey', { answer: device.prove(options) })

    expect(page.url).toBe(`${identity.baseUrl}/.account/`)
    expect(back.url).toBe(`${identity.baseUrl}/.account/`)
    expect((await logIn("alice's password")).status).toBe(403)
  })

  it('takes a code however it was written down', async () => {
    const code = codes[1]!.toUpperCase().replaceAll('-', ' ')

    expect((await recover({ name: 'alice', code, password: fresh })).status).toBe(200)
  })

  it('ends all that was signed in before, apps too', async () => {
    const app = await openSolidApp(identity.issuer)
    const before = openBrowser(identity.baseUrl)
    const tokens = await app.redeem((await signIn(before, app, 'alice')).url)
    await recover({ name: 'alice', code: codes[0]!, password: fresh })

    expect((await before.visit('/.account/')).text).toContain('type="password"')
    await expect(app.refresh(tokens.refresh_token!)).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })

  it('ends all other ways in: passkeys, programs, and what apps were allowed', async () => {
    const thief = openAuthenticator(identity.baseUrl)
    const { browser: other } = await openAccount(identity.baseUrl, 'alice')
    const options = await askOptions(other, '/.account/passkeys/options')
    const answer = thief.make(options)
    await other.visit('/.account/passkeys', {
      method: 'POST',
      headers: { origin: identity.baseUrl },
      body: new URLSearchParams({ answer, name: 'of the thief' }),
    })
    const made = await sendForm(other, '/programs#programs', { name: 'Backup', ends: '' })
    const [clientId = '', clientSecret = ''] = codesOn(made)
    await signIn(openBrowser(identity.baseUrl), await openSolidApp(identity.issuer), 'alice')
    const program = () => loginWithCredentials({ issuer: identity.issuer, clientId, clientSecret })
    await program()

    await recover({ name: 'alice', code: codes[0]!, password: fresh })
    const page = await browser.visit('/.account/')

    expect(sectionOf(page, 'passkeys')).toContain('You have no passkey yet')
    expect(sectionOf(page, 'programs')).toContain('No program signs in as you')
    expect(sectionOf(page, 'apps')).toContain('You have let no app in')
    await expect(program()).rejects.toThrow()
    const elsewhere = openBrowser(identity.baseUrl)
    const login = await elsewhere.visit('/.account/')
    const proof = await askOptions(elsewhere, `${new URL(login.url).pathname}/passkey/options`)
    const refused = await elsewhere.submit(login, '/passkey', { answer: thief.prove(proof) })
    expect(refused.status).toBe(403)
  })

  it('leaves the links from before useless', async () => {
    const early = secretOf((await linkFor('alice')).link)
    clock += 1000
    await recover({ name: 'alice', code: codes[0]!, password: fresh })
    const late = secretOf((await linkFor('alice')).link)

    expect((await recover({ recovery: early, password: fresh })).status).toBe(404)
    clock += 1000
    expect((await recover({ recovery: late, password: fresh })).status).toBe(200)
  })

  it('uses each code once, also when two try at the same time', async () => {
    const attempts = [fresh, `${fresh} too`].map((password) =>
      recover({ name: 'alice', code: codes[0]!, password }),
    )
    const statuses = (await Promise.all(attempts)).map(({ status }) => status)
    const again = await recover({ name: 'alice', code: codes[0]!, password: fresh })

    expect(statuses.toSorted(byNumber)).toEqual([200, 403])
    expect(again.status).toBe(403)
    expect((await recover({ name: 'alice', code: codes[1]!, password: fresh })).status).toBe(200)
  })

  it('keeps the code when the new password is refused', async () => {
    const easy = await recover({ name: 'alice', code: codes[0]!, password: 'password' })
    const good = await recover({ name: 'alice', code: codes[0]!, password: fresh })

    expect(easy.status).toBe(422)
    expect(easy.text).toContain('among the first that others try')
    expect(good.status).toBe(200)
  })

  it('reads the same for a wrong code, a code of another, and nobody', async () => {
    await identity.newAccount('bob')
    const wrong = await recover({ name: 'alice', code: 'k7mw-3xq9', password: fresh })

    for (const [name, code] of [
      ['bob', codes[0]!],
      ['nobody', codes[0]!],
      ['vocab', codes[0]!],
      ['alice', ''],
      ['alice', codes.join('-')],
    ] as const) {
      const answer = await recover({ name, code, password: fresh })
      expect(answer.status, name).toBe(403)
      expect(answer.text.replace(`value="${name}"`, 'value="alice"'), name).toBe(wrong.text)
    }
  })

  it('is asked for a passkey in the same words, whether or not there is such an account', async () => {
    const path = '/.account/recover/options'
    const [known, unknown] = await Promise.all(
      ['alice', 'nobody'].map((name) => askOptions(browser, path, { name })),
    )

    expect(Object.keys(known!)).toEqual(Object.keys(unknown!))
    expect(known).toMatchObject({ excludeCredentials: [], user: { name: 'alice' } })
    expect(unknown).toMatchObject({ excludeCredentials: [], user: { name: 'nobody' } })
  })

  it('is stopped after five guesses, whether or not the account exists', async () => {
    for (let attempt = 1; attempt <= 5; attempt++) {
      await recover({ name: 'alice', code: `guess ${attempt}`, password: fresh })
      await recover({ name: 'nobody', code: `guess ${attempt}`, password: fresh })
    }

    const right = await recover({ name: 'alice', code: codes[0]!, password: fresh })
    const nobody = await recover({ name: 'nobody', code: codes[0]!, password: fresh })

    expect([right.status, nobody.status]).toEqual([429, 429])
    expect(nobody.text.replace('"nobody"', '"alice"')).toBe(right.text)
    // Guessing here does not lock the door for who knows her password.
    expect((await logIn("alice's password")).status).toBe(200)
  })

  it('is refused when another site sends the form', async () => {
    const fields = { name: 'alice', code: codes[0]!, password: fresh }

    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      expect((await recover(fields, headers)).status).toBe(403)
    }
    expect((await recover(fields, { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await recover(fields)).status).toBe(200)
  })

  it('gets a link from the operator, good once and for an hour, and new codes', async () => {
    const { link } = await linkFor('alice')
    const [recovery, late] = [secretOf(link), secretOf((await linkFor('alice')).link)]
    const page = await browser.visit(link)
    const done = await recover({ recovery, password: fresh })
    const again = await recover({ recovery, password: fresh })
    clock += hour + 1

    expect(page.text).toContain('For the account alice.')
    expect(page.text).not.toContain('name="code"')
    expect(codesOn(done)).toHaveLength(8)
    expect((await logIn(fresh)).status).toBe(200)
    expect([again.status, (await recover({ recovery: late, password: fresh })).status]).toEqual([
      404, 404,
    ])
    expect((await browser.visit(link)).status).toBe(404)
    expect((await recover({ name: 'alice', code: codes[0]!, password: fresh })).status).toBe(403)
    const [code = ''] = codesOn(done)
    expect((await recover({ name: 'alice', code, password: fresh })).status).toBe(200)
  })

  it('can use a link however often others have tried one', async () => {
    for (let attempt = 1; attempt <= 6; attempt++) {
      await recover({ recovery: `guess ${attempt}`, password: fresh })
    }

    const recovery = secretOf((await linkFor('alice')).link)
    expect((await recover({ recovery, password: fresh })).status).toBe(200)
  })

  it('reads a link of the base URL, whatever hosts a request names', async () => {
    const { link } = await linkFor('alice')

    expect(link).toMatch(`${identity.baseUrl}/.account/recover?recovery=`)
  })

  it('finds that nobody but the operator makes links', async () => {
    expect((await linkFor('alice', 'guess')).status).toBe(401)
  })

  it.each([
    ['nobody', 404],
    ['../alice', 404],
    [undefined, 422],
    [{ a: 1 }, 422],
  ])('cannot be somebody who is not there: %j', async (name, status) => {
    expect((await linkFor(name)).status).toBe(status)
  })

  it('does not get in with the wrong kind of secret', async () => {
    const response = await fetch(`${identity.baseUrl}/.account/invitations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operatorToken}` },
    })
    const { link } = (await response.json()) as { link: string }
    const recovery = new URL(link).searchParams.get('invitation')!

    expect((await recover({ recovery, password: fresh })).status).toBe(404)
  })

  it('is asked for options only so often', async () => {
    const path = '/.account/recover/options'
    const statuses = new Set<number>()
    for (let turn = 0; turn < 40 && !statuses.has(429); turn++) {
      const asked = await Promise.all(
        Array.from({ length: 20 }, () => postJson(browser, path, { name: 'alice' })),
      )
      for (const { status } of asked) statuses.add(status)
    }

    expect([...statuses].toSorted(byNumber)).toEqual([200, 429])
  })
})
