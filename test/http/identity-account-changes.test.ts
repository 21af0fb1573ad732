// What a person changes on the account page about how she, her programs and her browsers sign in.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAccount, sectionOf, send } from '../support/account-page.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'

describe('on the account page a person', () => {
  let identity: TestIdentity
  beforeEach(async () => {
    identity = await openTestIdentity()
    await identity.newAccount('alice')
  })
  afterEach(() => identity.close())

  const open = () => openAccount(identity.baseUrl, 'alice')

  it('makes a program whose secret is shown once and works', async () => {
    const { browser } = await open()
    const made = await send(browser, '/programs#programs', { name: 'Backup', ends: '' })
    const [, id = ''] = /<code>(agent-[^<]*)<\/code>/.exec(made.text) ?? []
    const [, secret = ''] = /<code>([\w-]{43})<\/code>/.exec(made.text) ?? []
    const again = await browser.visit('/.account/')

    expect(made.headers.get('cache-control')).toBe('no-store')
    expect(sectionOf(again, 'programs')).toContain('Backup')
    expect(again.text).not.toContain(secret)
    expect(await statusOfToken(id, secret)).not.toBe(401)
    await browser.submit(again, '/programs/remove#programs', { id })
    expect(await statusOfToken(id, secret)).toBe(401)
  })

  /** 401 for unknown credentials; a proof is missing in any case. */
  async function statusOfToken(id: string, secret: string): Promise<number> {
    const response = await fetch(`${identity.baseUrl}/.oidc/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    return response.status
  }

  it.each([
    ['no name', { name: ' ', ends: '' }, 'Give it a name'],
    ['a long name', { name: 'x'.repeat(101), ends: '' }, 'Give it a name'],
    ['a name that turns round', { name: 'a\u202eb', ends: '' }, 'Give it a name'],
    ['an end in the past', { name: 'x', ends: '2001-01-01' }, 'The day must lie ahead'],
    ['an end that is no day', { name: 'x', ends: 'tomorrow' }, 'The day must lie ahead'],
  ])('makes no program with %s', async (_what, fields, words) => {
    const { browser } = await open()

    const page = await send(browser, '/programs#programs', fields)

    expect(page.status).toBe(422)
    expect(sectionOf(page, 'programs')).toContain(words)
    expect(sectionOf(page, 'programs')).toContain('<details open>')
  })

  it('changes the password, and signs out all others', async () => {
    const { browser: other } = await open()
    const { browser } = await open()
    const change = (password: string, again = password) =>
      send(browser, '/password#password', { password, again })

    expect((await change('first try of many', 'other')).status).toBe(422)
    expect((await change('password')).status).toBe(422)
    const page = await change('a phrase nobody guesses')

    expect(sectionOf(page, 'password')).toContain('The password is set')
    expect((await other.visit('/.account/')).url).toContain('/.oidc/interaction/')
    const fresh = await openAccount(identity.baseUrl, 'alice', 'a phrase nobody guesses')
    expect(fresh.page.url).toBe(`${identity.baseUrl}/.account/`)
    const old = await open()
    expect(old.page.status).toBe(403)
  })

  it('keeps the last way in', async () => {
    const { browser, page } = await open()

    const refused = await browser.visit('/.account/password/remove', {
      method: 'POST',
      body: new URLSearchParams(),
    })

    expect(sectionOf(page, 'password')).toContain('add a passkey first')
    expect(refused.status).toBe(409)
    expect(sectionOf(refused, 'password')).toContain('This is the only way into the account')
  })

  it('shows new recovery codes once', async () => {
    const { browser, page } = await open()

    const made = await send(browser, '/codes#codes')
    const codes = sectionOf(made, 'codes').match(/(?:\w{4}-){5}\w{4}/g) ?? []

    expect(sectionOf(page, 'codes')).toContain('no codes left')
    expect(new Set(codes).size).toBe(8)
    const again = await browser.visit('/.account/')
    expect(sectionOf(again, 'codes')).toContain('8 codes are left')
    expect(codes.some((code) => again.text.includes(code))).toBe(false)
  })

  it('ends another sign-in, or all of them, and leaves this one', async () => {
    const { browser: first } = await open()
    const { browser: second } = await open()
    const { browser } = await open()

    const ended = await send(browser, '/sessions/end#sessions')
    const gone = [first, second].map((each) => each.visit('/.account/'))
    const urls = (await Promise.all(gone)).map(({ url }) => url)
    expect(sectionOf(ended, 'sessions')).toContain('That browser is signed out')
    expect(urls.filter((url) => url.endsWith('/.account/'))).toHaveLength(1)

    await send(browser, '/sessions/end-others#sessions')
    for (const each of [first, second]) {
      expect((await each.visit('/.account/')).url).toContain('/.oidc/interaction/')
    }
    expect((await browser.visit('/.account/')).url).toBe(`${identity.baseUrl}/.account/`)
  })

  it('ends nothing of somebody else', async () => {
    await identity.newAccount('bob')
    const { browser: bob } = await openAccount(identity.baseUrl, 'bob')
    const { browser } = await open()
    const programs = sectionOf(await bob.visit('/.account/'), 'programs')
    const [, id = ''] = /name="id" value="([^"]*)"/.exec(programs) ?? []

    const refused = await send(browser, '/programs/remove#programs', { id })

    expect(refused.status).toBe(404)
    const after = await bob.visit('/.account/')
    expect(sectionOf(after, 'programs')).toContain(id)
  })
})
