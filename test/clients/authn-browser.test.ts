// Inrupt's sign-in library for browsers, unmodified, in a real browser against our provider and our pods.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { serveAuthnApp } from '../support/authn-app.ts'
import type { AuthnApp, AuthnLibrary } from '../support/authn-app.ts'
import { openChromium } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { installPatienceMs } from '../support/install.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

interface Window {
  readonly solidClientAuthentication: AuthnLibrary
}

describe('the sign-in library of Inrupt for browsers', () => {
  let server: TestServer
  let alice: Awaited<ReturnType<TestServer['account']>>
  let app: AuthnApp
  let letter: string
  let chromium: Chromium
  let page: Page

  beforeAll(async () => {
    server = await startTestServer()
    chromium = await openChromium()
    alice = await server.account('alice')
    letter = `${alice.storage}data/letter.txt`
    const headers = { 'content-type': 'text/plain' }
    await alice.session.fetch(letter, { method: 'PUT', headers, body: 'Dear Bob' })
  }, installPatienceMs)
  afterAll(async () => {
    await chromium?.close()
    await server?.close()
  })
  beforeEach(async () => {
    // At an address of its own, where the browser has kept nothing; cookies it has for all ports.
    app = await serveAuthnApp()
    await chromium.context.clearCookies()
    page = await chromium.newPage()
    await page.goto(app.address)
    await signedInAs('nobody')
  }, installPatienceMs)
  afterEach(async () => {
    await page.close()
    await app.close()
  })

  const button = (name: string) => page.getByRole('button', { name, exact: true })

  /** Waits until the app is there and says who it works for. */
  async function signedInAs(who: string) {
    await page.waitForURL((url) => url.href.startsWith(app.address))
    await page.getByText(`Signed in: ${who}`, { exact: true }).waitFor()
  }

  /** The app sends the browser to the provider; as an app that registers, unless it has an id. */
  async function goToProvider(clientId?: string) {
    const options = {
      oidcIssuer: alice.issuer,
      redirectUrl: app.address,
      ...(clientId === undefined ? { clientName: 'An app that registers' } : { clientId }),
    }
    await page.evaluate((given) => {
      const { solidClientAuthentication: library } = globalThis as unknown as Window
      void library.login(given)
    }, options)
    await page.waitForURL((url) => url.href.startsWith(server.baseUrl))
  }

  async function signIn(clientId?: string) {
    await goToProvider(clientId)
    await page.getByLabel('Name').fill('alice')
    await page.getByLabel('Password').fill(alice.password)
    await button('Sign in').click()
    await button('Allow').click()
    await signedInAs(alice.webId)
  }

  async function logout(options: Parameters<AuthnLibrary['logout']>[0]) {
    await page.evaluate((given) => {
      const { solidClientAuthentication: library } = globalThis as unknown as Window
      void library.logout(given)
    }, options)
  }

  /** What the app is answered when it asks for a document. */
  async function read(url: string): Promise<string> {
    return page.evaluate(async (given) => {
      const { solidClientAuthentication: library } = globalThis as unknown as Window
      const response = await library.fetch(given)
      return response.ok ? response.text() : String(response.status)
    }, url)
  }

  it.each([
    ['that registers itself', () => undefined],
    ['that is described at its client id', () => app.id],
  ])('signs a person in to an app %s, which reads what is hers', async (_what, idOf) => {
    expect(await read(letter)).toBe('401')

    await signIn(idOf())

    expect(await read(letter)).toBe('Dear Bob')
  })

  it.each([
    ['that registers itself', () => undefined],
    ['that is described at its client id', () => app.id],
  ])('is signed in again when the page of an app %s is loaded anew', async (_what, idOf) => {
    await signIn(idOf())
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))

    await page.reload()
    await signedInAs(alice.webId)

    expect(asked.some((url) => url.includes('prompt=none'))).toBe(true)
    expect(asked.filter((url) => url.includes('/interaction/'))).toEqual([])
    expect(await read(letter)).toBe('Dear Bob')
  })

  it('sends its token with a proof for each request, and never without', async () => {
    await signIn(app.id)
    const proofs: (string | undefined)[] = []
    page.on('request', (request) => {
      const { authorization, dpop } = request.headers()
      if (authorization) proofs.push(dpop)
    })

    for (let times = 0; times < 3; times++) expect(await read(letter)).toBe('Dear Bob')

    expect(new Set(proofs).size).toBe(3)
    expect(proofs).not.toContain(undefined)
  })

  it('signs out of the app, and stays signed out when it is loaded anew', async () => {
    await signIn()

    await logout({ logoutType: 'app' })
    const after = await read(letter)
    await page.reload()
    await signedInAs('nobody')

    expect(after).toBe('401')
    expect(await read(letter)).toBe('401')
  })

  it('signs in after that without the password: the provider knows the person', async () => {
    await signIn()
    await logout({ logoutType: 'app' })

    await goToProvider(app.id)

    await button('Allow').click()
    await signedInAs(alice.webId)
  })

  it('signs out of the provider, comes back to the app, and then needs the password', async () => {
    await signIn(app.id)

    await logout({ logoutType: 'idp', postLogoutUrl: app.goodbye })
    await button('Sign out').click()
    await page.waitForURL((url) => url.href.startsWith(app.goodbye))
    await page.goto(app.address)
    await signedInAs('nobody')
    await goToProvider(app.id)

    expect(await page.getByLabel('Password').isVisible()).toBe(true)
  })

  it('is told when the person does not let the app in', async () => {
    await goToProvider(app.id)
    await page.getByLabel('Name').fill('alice')
    await page.getByLabel('Password').fill(alice.password)
    await button('Sign in').click()

    await button('Don’t allow').click()
    await page.waitForURL((url) => url.href.startsWith(app.address))

    expect(await read(letter)).toBe('401')
  })
})
