// Getting back into an account on the server's own pages, by hand in a real browser, and its pages for
// what went wrong.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { buildApp } from '../support/built-app.ts'
import { openChromium } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { inspectPage } from '../support/inspect-page.ts'
import { addAuthenticator } from '../support/passkeys.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

const pictures = join(tmpdir(), 'freehold-pictures', 'identity')

describe('a person who has lost what she signs in with', () => {
  let server: TestServer
  let browser: Chromium
  let page: Page
  beforeAll(async () => {
    await buildApp()
    server = await startTestServer({ signUp: 'open' })
  })
  afterAll(() => server.close())
  afterEach(() => browser.close())
  beforeEach(async () => {
    browser = await openChromium()
    page = await browser.newPage()
  })

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const inspect = (name: string) => inspectPage(page, join(pictures, name))

  /** Makes an account with a password; its codes. */
  async function signUp(name: string): Promise<string[]> {
    await page.goto(`${server.baseUrl}/.account/new`)
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByText('With a password instead').click()
    await page.getByLabel('Password').fill('a long walk')
    await button('Create the account').click()
    await page.getByRole('heading', { name: 'Keep these codes' }).waitFor()
    const codes = await page.locator('ol.codes code').allTextContents()
    await browser.context.clearCookies()
    return codes
  }

  async function openRecovery() {
    await page.goto(`${server.baseUrl}/.account/`)
    await page.getByRole('link', { name: 'I cannot sign in' }).click()
    await page.getByRole('heading', { name: 'Get back into your account' }).waitFor()
  }

  it('gives a code for a passkey, and finds the code used up', async () => {
    await addAuthenticator(browser.context, page)
    const [code = ''] = await signUp('carol')
    await openRecovery()
    await inspect('recover')
    await page.getByLabel('Name').fill('carol')
    await page.getByLabel('Recovery code').fill(code)
    await button('With a passkey').click()
    await page.getByText(`${server.baseUrl}/carol/`).first().waitFor()
    expect(page.url()).toBe(`${server.baseUrl}/.account/`)

    await browser.context.clearCookies()
    await page.goto(`${server.baseUrl}/.account/recover`)
    await page.getByLabel('Name').fill('carol')
    await page.getByLabel('Recovery code').fill(code)
    await page.getByText('With a password instead').click()
    await page.getByLabel('Password').fill('another long walk')
    await button('Set this password').click()

    await page.getByText('or the code has been used').waitFor()
    await inspect('recover-refused')
  })

  it('gets a link from the operator, with new codes', async () => {
    await signUp('dave')
    const response = await fetch(`${server.baseUrl}/.account/recovery`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${server.operatorToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ name: 'dave' }),
    })
    const { link } = (await response.json()) as { link: string }
    await page.goto(link)
    await page.getByText('For the account dave.').waitFor()
    await inspect('recover-link')
    await page.getByText('With a password instead').click()
    await page.getByLabel('Password').fill('another long walk')
    await button('Set this password').click()
    await page.getByRole('heading', { name: 'Keep these codes' }).waitFor()

    await page.goto(link)
    await page.getByText('This link has been used').waitFor()
    await inspect('link-over')
  })
})
