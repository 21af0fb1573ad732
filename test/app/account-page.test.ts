// The account page in a real browser, by hand: seeing what came in, ending it, and who the WebID names.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import { readProfile } from '../../client/sdk/profile.ts'
import { openAccount } from '../support/account-page.ts'
import { violationsIn } from '../support/accessibility.ts'
import { buildApp } from '../support/built-app.ts'
import { desktop, openChromium, phone } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { startTestServer } from '../support/server.ts'
import type { TestAccount, TestServer } from '../support/server.ts'
import { openSolidApp } from '../support/solid-app.ts'

/** Pictures of each state, for people to look at; the next run replaces them. */
const pictures = join(tmpdir(), 'freehold-pictures')

describe('the account page on a phone', () => {
  let server: TestServer
  let browser: Chromium
  let page: Page
  let alice: TestAccount
  beforeAll(async () => {
    await buildApp()
    server = await startTestServer()
    alice = await server.account('alice')
    browser = await openChromium()
    page = await browser.newPage()
    await page.route('http://localhost:9/**', (route) => route.fulfill({ body: 'The app' }))
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  const part = (id: string) => page.locator(`section#${id}`)
  const button = (id: string, name: string) => part(id).getByRole('button', { name, exact: true })
  const open = () => page.goto(`${server.baseUrl}/.account/`)

  async function signIn() {
    await page.getByLabel('Name').fill('alice')
    await page.getByLabel('Password').fill(alice.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(/\/\.account\//)
  }

  /** Looks at the page as a person would: no barrier, nothing cut off, and a picture of it. */
  async function inspect(name: string, schemes: readonly ('light' | 'dark')[] = ['light']) {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      expect(await violationsIn(page), `${name}, ${colorScheme}`).toEqual([])
      for (const [size, viewport] of Object.entries({ phone, desktop })) {
        await page.setViewportSize(viewport)
        expect(await page.evaluate(isCutOff), `${name}, ${size}`).toBe(false)
        const path = join(pictures, `account-${name}-${size}-${colorScheme}.png`)
        await page.screenshot({ path, fullPage: true })
      }
    }
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(phone)
  }

  it('is reached by signing in, and is no barrier to anybody', async () => {
    await open()
    await signIn()

    await expect.poll(() => page.title()).toBe('Your account')
    await inspect('page', ['light', 'dark'])
  })

  it('stops an app, whose token is refused at the next request', async () => {
    const app = await openSolidApp(alice.issuer, { client_name: 'Energy diary' })
    await page.goto(await app.loginUrl())
    await inspect('consent', ['light', 'dark'])
    await page.getByRole('button', { name: 'Allow', exact: true }).click()
    await page.waitForURL(/localhost:9/)
    const { access_token: token } = await app.redeem(page.url())
    const mine = `${alice.storage}settings/prefs.ttl`
    expect((await app.ask(mine, token)).status).toBe(200)

    await open()
    await button('apps', 'Stop: Energy diary').click()
    await part('apps').getByRole('status').waitFor()

    expect((await app.ask(mine, token)).status).toBe(401)
    expect(await part('apps').innerText()).toContain('You have let no app in')
  })

  it('ends the sign-in of another browser', async () => {
    const { browser: other } = await openAccount(server.baseUrl, 'alice', alice.password)
    await open()
    expect(await part('sessions').innerText()).toContain('Chrome on Linux')

    await button('sessions', 'Sign out: An unknown device').click()
    await part('sessions').getByRole('status').waitFor()

    expect((await other.visit('/.account/')).url).toContain('/.oidc/interaction/')
    expect(await part('sessions').innerText()).toContain('You are signed in nowhere else')
  })

  it('makes and removes a program', async () => {
    await part('programs').getByText('Let a program sign in').click()
    await part('programs').getByLabel('Name').fill('Backup at home')
    await button('programs', 'Make id and secret').click()
    await part('programs').getByRole('status').waitFor()
    await inspect('program')
    const [clientId, clientSecret] = await part('programs').locator('code').allInnerTexts()
    const credentials = { issuer: alice.issuer, clientId: clientId!, clientSecret: clientSecret! }
    const session = await loginWithCredentials(credentials)
    expect((await session.fetch(`${alice.storage}settings/prefs.ttl`)).status).toBe(200)

    await button('programs', 'Remove: Backup at home').click()
    await part('programs').getByText('The program is removed').waitFor()

    await expect(loginWithCredentials(credentials)).rejects.toThrow()
  })

  it('adds a passkey by the keyboard alone, renames it, and goes without the password', async () => {
    const takeOut = await plugIn(browser, page)
    await part('passkeys').getByLabel('Name').waitFor()
    await part('passkeys').getByLabel('Name').focus()
    await page.keyboard.type('My phone')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await part('passkeys').getByText('The passkey is added').waitFor()
    await part('passkeys').getByText('My phone').first().waitFor()

    await part('passkeys').getByText('Rename').first().click()
    await part('passkeys').locator('li').getByLabel('Name').fill('Old phone')
    await button('passkeys', 'Rename').click()
    await part('passkeys').getByText('The passkey has its new name').waitFor()
    expect(await part('passkeys').innerText()).toContain('Old phone')

    await button('password', 'Remove the password').click()
    await part('password').getByText('You have no password').waitFor()
    await button('passkeys', 'Remove: Old phone').click()
    await part('passkeys').getByRole('alert').first().waitFor()
    expect(await part('passkeys').innerText()).toContain('This is the only way into the account')

    await part('password').locator('summary').click()
    await part('password').getByLabel('New password', { exact: true }).fill(alice.password)
    await part('password').getByLabel('New password once more').fill(alice.password)
    await button('password', 'Set a password').click()
    await part('password').getByRole('status').waitFor()
    await takeOut()
  })

  it('shows new recovery codes', async () => {
    await button('codes', 'Make new codes').click()
    await part('codes').getByRole('status').waitFor()

    expect(await part('codes').locator('code').count()).toBe(8)
  })

  it('changes the provider of the WebID, once it has said who it is', async () => {
    const provider = await openProvider()
    const enter = async (address: string) => {
      await part('webid').getByText('Add a provider').click()
      await part('webid').getByLabel('Address').first().fill(address)
      await button('webid', 'Add').first().click()
    }
    await open()

    await enter('https://nobody.invalid/')
    await part('webid').getByRole('alert').waitFor()
    await inspect('fault', ['light', 'dark'])
    await open()
    await enter(provider.url)
    await part('webid').getByRole('status').waitFor()

    const { issuers } = await readProfile(fetch, alice.webId)
    expect(issuers).toEqual([alice.issuer, provider.url])
    await button('webid', `Remove: ${provider.url}`).click()
    await part('webid').getByText(provider.url).waitFor({ state: 'detached' })
    await provider.close()
  })

  it('wants to see again that it is she, and comes back to where she was', async () => {
    await page.goto(`${server.baseUrl}/.account/again?to=webid`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()

    await signIn()

    expect(page.url()).toBe(`${server.baseUrl}/.account/#webid`)
  })

  it('speaks French', async () => {
    await page.route('**/.account/', (route) => {
      const headers = { ...route.request().headers(), 'accept-language': 'fr' }
      return route.continue({ headers })
    })

    await open()

    expect(await page.title()).toBe('Votre compte')
    await inspect('french')
    await page.unroute('**/.account/')
  })

  it('signs out', async () => {
    await open()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByText('You are signed out of this server').waitFor()
    await inspect('signed-out')

    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('Password').waitFor()
  })
})

/** A device that keeps passkeys and says yes to everything, until it is taken out. */
async function plugIn({ context }: Chromium, page: Page) {
  const devices = await context.newCDPSession(page)
  await devices.send('WebAuthn.enable')
  const plugged = await devices.send('WebAuthn.addVirtualAuthenticator', { options: authenticator })
  return () => devices.send('WebAuthn.removeVirtualAuthenticator', plugged)
}

const authenticator = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const

/** Runs in the page. */
function isCutOff(): boolean {
  const { scrollWidth, clientWidth } = document.documentElement
  return scrollWidth > clientWidth
}

async function openProvider() {
  const server = createServer((_req, res) => {
    res.end(JSON.stringify({ issuer: url }))
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`
  return { url, close: () => new Promise((resolve) => server.close(resolve)) }
}
