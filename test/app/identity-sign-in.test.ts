// Signing in to an app on the server's own pages, by hand in a real browser: with a passkey, with a
// password, with too many wrong ones, in French.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { buildApp } from '../support/built-app.ts'
import { openChromium } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { inspectPage } from '../support/inspect-page.ts'
import { addAuthenticator } from '../support/passkeys.ts'
import { startTestServer } from '../support/server.ts'
import type { TestAccount, TestServer } from '../support/server.ts'
import { appAddress, openSolidApp } from '../support/solid-app.ts'

const pictures = join(tmpdir(), 'freehold-pictures', 'identity')

describe('a person who signs in to an app', () => {
  let server: TestServer
  let alice: TestAccount
  let browser: Chromium
  let page: Page
  beforeAll(async () => {
    await buildApp()
    server = await startTestServer({ signUp: 'open' })
    alice = await server.account('alice')
  })
  afterAll(() => server.close())
  afterEach(() => browser.close())
  beforeEach(() => open())

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const inspect = (name: string) => inspectPage(page, join(pictures, name))

  async function open(options: BrowserContextOptions = {}) {
    browser = await openChromium(options)
    page = await browser.newPage()
  }

  async function openApp(parameters: Record<string, string | undefined> = {}) {
    const app = await openSolidApp(alice.issuer, { client_name: 'Notes' })
    await page.goto(await app.loginUrl(parameters))
    return app
  }

  /** The address at which the app gets its code. The app itself is nowhere. */
  async function allow(): Promise<string> {
    const back = page.waitForRequest(`${appAddress}?*`)
    await button('Allow').click()
    return (await back).url()
  }

  /** As in a browser that shows passkeys only when asked. */
  async function withoutSuggestions() {
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)
    })
  }

  it('signs up from the app with a passkey, and later signs in with it', async () => {
    const authenticator = await addAuthenticator(browser.context, page)
    await withoutSuggestions()
    await openApp()
    await page.getByRole('link', { name: 'Create an account' }).click()
    await page.getByLabel('Name', { exact: true }).fill('carol')
    await button('With a passkey').click()
    await page.getByRole('link', { name: 'I have kept them' }).click()
    await allow()
    expect(await authenticator.passkeys()).toBe(1)

    await browser.context.clearCookies()
    const app = await openApp()
    await button('Use a passkey').click()
    await page.getByText(`${server.baseUrl}/carol/profile/card#me`).waitFor()
    await inspect('consent')
    const tokens = await app.redeem(await allow())

    expect(tokens.access_token).toBeDefined()
  })

  it('picks a passkey among the names that the browser suggests', async () => {
    await addAuthenticator(browser.context, page)
    await page.goto(`${server.baseUrl}/.account/new`)
    await page.getByLabel('Name', { exact: true }).fill('dora')
    await button('With a passkey').click()
    await page.getByRole('heading', { name: 'Keep these codes' }).waitFor()
    await browser.context.clearCookies()

    // This authenticator picks by itself.
    await openApp()

    await page.getByText(`${server.baseUrl}/dora/profile/card#me`).waitFor()
  })

  it('signs in with a password', async () => {
    await openApp()
    await button('Use a passkey').waitFor()
    await inspect('login')
    await page.getByLabel('Name').fill('alice')
    await page.getByLabel('Password').fill(alice.password)
    await page.keyboard.press('Enter')

    await button('Allow').waitFor()
  })

  it('is told of wrong passwords, and to wait after five of them', async () => {
    await openApp()
    for (let attempt = 1; attempt <= 5; attempt++) {
      await page.getByLabel('Name').fill('alice')
      await page.getByLabel('Password').fill(`guess ${attempt}`)
      await button('Sign in').click()
      await page.getByText('do not go together').waitFor()
    }
    await inspect('login-wrong')
    await page.getByLabel('Password').fill(alice.password)
    await button('Sign in').click()

    await page.getByText(/Too many attempts/).waitFor()
    await inspect('login-throttled')
  })

  it('is told when a passkey is not known here', async () => {
    await addAuthenticator(browser.context, page)
    await openApp()
    await button('Use a passkey').click()

    await page.getByText('No passkey was used').waitFor()
    await inspect('login-no-passkey')
  })

  it('reads French when her browser, or the app, prefers it', async () => {
    await openApp({ ui_locales: 'fr-CA en' })
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor()
    await button('Utiliser une clé d’accès').waitFor()
    await inspect('login-french')
    await browser.close()
    await open({ locale: 'fr-FR' })
    await openApp()
    await page.getByLabel('Nom').fill('bob')
    await page.getByLabel('Mot de passe').fill('faux')
    await button('Se connecter').click()

    await page.getByText('Ce nom et ce mot de passe ne vont pas ensemble.').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
  })
})
