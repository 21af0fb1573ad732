// The passkeys of an account: adding more on the account page, and never removing the last way in.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAccount, sectionOf, send } from '../support/account-page.ts'
import { openAuthenticator } from '../support/authenticator.ts'
import type { Authenticator } from '../support/authenticator.ts'
import { openBrowser } from '../support/browser.ts'
import type { Browser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { askOptions, postJson } from '../support/own-pages.ts'

const minute = 60_000
const byNumber = (one: number, other: number) => one - other

describe('the owner of an account', () => {
  let identity: TestIdentity
  let browser: Browser
  let clock: number
  beforeEach(async () => {
    clock = Date.now()
    identity = await openTestIdentity({ now: () => clock })
    await identity.newAccount('alice')
    browser = (await openAccount(identity.baseUrl, 'alice')).browser
  })
  afterEach(() => identity.close())

  async function add(name: string, device: Authenticator) {
    const answer = device.make(await askOptions(browser, '/.account/passkeys/options'))
    return send(browser, '/.account/passkeys', { name, answer })
  }

  async function enter(device: Authenticator) {
    const other = openBrowser(identity.baseUrl)
    const login = await other.visit('/.account/')
    const options = await askOptions(other, `${new URL(login.url).pathname}/passkey/options`)
    return other.submit(login, '/passkey', { answer: device.prove(options) })
  }

  async function idsOfPasskeys(): Promise<string[]> {
    const list = sectionOf(await browser.visit('/.account/'), 'passkeys')
    return [...new Set([...list.matchAll(/name="id" value="([^"]+)"/g)].map(([, id]) => id!))]
  }

  const device = () => openAuthenticator(identity.baseUrl)

  it('adds several passkeys under names, and comes in with each', async () => {
    const [phone, key] = [device(), device()]
    await add('My phone', phone)
    const page = await add('The key in the drawer', key)

    expect(sectionOf(page, 'passkeys')).toContain('My phone')
    expect(sectionOf(page, 'passkeys')).toContain('The key in the drawer')
    for (const each of [phone, key]) {
      expect((await enter(each)).url).toBe(`${identity.baseUrl}/.account/`)
    }
  })

  it('signs out all other browsers with a passkey that she removes', async () => {
    const lost = device()
    await add('My phone', lost)
    const finder = openBrowser(identity.baseUrl)
    const login = await finder.visit('/.account/')
    const options = await askOptions(finder, `${new URL(login.url).pathname}/passkey/options`)
    const inside = await finder.submit(login, '/passkey', { answer: lost.prove(options) })
    const [id = ''] = await idsOfPasskeys()

    const page = await send(browser, '/passkeys/remove#passkeys', { id })

    expect(inside.url).toBe(`${identity.baseUrl}/.account/`)
    expect(sectionOf(page, 'passkeys')).toContain('All other browsers are signed out')
    expect((await finder.visit('/.account/')).url).toContain('/.oidc/interaction/')
    expect((await enter(lost)).status).toBe(403)
  })

  it('signs out all other browsers when she goes without a password', async () => {
    await add('My phone', device())
    const { browser: other } = await openAccount(identity.baseUrl, 'alice')

    const page = await send(browser, '/password/remove#password')

    expect(sectionOf(page, 'password')).toContain('All other browsers are signed out')
    expect((await other.visit('/.account/')).url).toContain('/.oidc/interaction/')
  })

  it('is told what is there already, so that no device makes a second one', async () => {
    const phone = device()
    await add('My phone', phone)

    const options = await askOptions(browser, '/.account/passkeys/options')

    expect(options).toMatchObject({ excludeCredentials: [{ id: phone.id }] })
  })

  it('comes in no more with a passkey that was removed', async () => {
    const phone = device()
    await add('My phone', phone)
    const [id = ''] = await idsOfPasskeys()
    await send(browser, '/passkeys/remove#passkeys', { id })

    expect((await enter(phone)).status).toBe(403)
  })

  it('keeps the last way in, also when the last two are removed at the same time', async () => {
    await add('My phone', device())
    await add('My other phone', device())
    await send(browser, '/password/remove#password')
    const [one = '', two = ''] = await idsOfPasskeys()
    const page = await browser.visit('/.account/')
    const answers = await Promise.all(
      [one, two].map((id) => browser.submit(page, '/passkeys/remove#passkeys', { id })),
    )

    expect(answers.map(({ status }) => status).toSorted(byNumber)).toEqual([200, 409])
    expect(await idsOfPasskeys()).toHaveLength(1)
  })

  it('adds none without having shown lately that it is she', async () => {
    const options = await askOptions(browser, '/.account/passkeys/options')
    const page = await browser.visit('/.account/')
    clock += 11 * minute

    const asked = await postJson(browser, '/.account/passkeys/options', {})
    const added = await browser.submit(page, '/.account/passkeys', {
      answer: device().make(options),
    })

    expect([asked.status, added.status]).toEqual([403, 403])
  })

  it('is the only one who adds any', async () => {
    const stranger = openBrowser(identity.baseUrl)
    const options = await askOptions(browser, '/.account/passkeys/options')
    await identity.newAccount('mallory')
    const other = await openAccount(identity.baseUrl, 'mallory')
    const answer = device().make(options)

    expect((await postJson(stranger, '/.account/passkeys/options', {})).status).toBe(403)
    const stolen = await other.browser.submit(other.page, '/.account/passkeys', { answer })
    expect(stolen.status).toBe(403)
  })

  it.each([
    ['by another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['by a page of another origin', { origin: 'https://evil.example' }, 403],
    ['as plain text', { 'content-type': 'text/plain' }, 415],
  ])(
    'adds none by a form that is sent %s',
    async (_how, headers: Record<string, string>, status) => {
      const answer = device().make(await askOptions(browser, '/.account/passkeys/options'))
      const page = await browser.visit('/.account/')

      const added = await browser.submit(page, '/.account/passkeys', { answer }, headers)

      expect(added.status).toBe(status)
      expect(await idsOfPasskeys()).toEqual([])
    },
  )
})
