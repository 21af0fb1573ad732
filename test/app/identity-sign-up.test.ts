// Coming to a server for the first time, on its own pages, by hand in a real browser.
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

describe('somebody new', () => {
  let server: TestServer
  let browser: Chromium
  let page: Page
  beforeAll(async () => {
    await buildApp()
    server = await startTestServer({ signUp: 'open' })
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    browser = await openChromium()
    page = await browser.newPage()
  })
  afterEach(() => browser.close())

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const inspect = (name: string) => inspectPage(page, join(pictures, name))

  async function openForm() {
    await page.goto(`${server.baseUrl}/.account/new`)
    await button('With a passkey').waitFor()
  }

  it('makes an account with a passkey, keeps her codes, and is signed in', async () => {
    const authenticator = await addAuthenticator(browser.context, page)
    await openForm()
    await inspect('sign-up')
    await page.getByLabel('Name', { exact: true }).fill('carol')
    await page.getByLabel('What others call you').fill('Carol Dupont')
    await button('With a passkey').click()

    await page.getByRole('heading', { name: 'Keep these codes' }).waitFor()
    expect(await page.locator('ol.codes li').count()).toBe(8)
    expect(await authenticator.passkeys()).toBe(1)
    await inspect('codes')
    await page.getByRole('link', { name: 'I have kept them' }).click()
    await page.getByText(`${server.baseUrl}/carol/`).first().waitFor()
    expect(page.url()).toBe(`${server.baseUrl}/.account/`)
  })

  it('makes an account with a password', async () => {
    await openForm()
    await page.getByLabel('Name', { exact: true }).fill('dave')
    await page.getByText('With a password instead').click()
    await page.getByLabel('Password').fill('a long walk')
    await inspect('sign-up-password')
    await button('Create the account').click()

    await page.getByRole('heading', { name: 'Keep these codes' }).waitFor()
  })

  it('learns at once what is wrong with a name, in words', async () => {
    await openForm()
    const faults = [
      ['con', 'Some systems take this name for a device'],
      ['.internal', 'no dots, spaces, accents or letters of other alphabets'],
      ['аlice', 'letters of other alphabets'],
      ['admin', 'stands for the server'],
    ] as const

    for (const [name, fault] of faults) {
      await page.getByLabel('Name', { exact: true }).fill(name)
      await page.getByLabel('Name', { exact: true }).blur()
      await page.getByText(fault).first().waitFor()
    }
    await inspect('sign-up-name')
  })

  it('keeps what she has typed when something is refused', async () => {
    await openForm()
    await page.getByLabel('Name', { exact: true }).fill('erin')
    await page.getByLabel('What others call you').fill('Erin')
    await page.getByText('With a password instead').click()
    await page.getByLabel('Password').fill('password1')
    await page.keyboard.press('Enter')

    await page.getByText('among the first that others try').waitFor()
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('erin')
    expect(await page.getByLabel('What others call you').inputValue()).toBe('Erin')
    await inspect('sign-up-refused')
  })

  it('reads that no passkey was used when her device says no', async () => {
    const authenticator = await addAuthenticator(browser.context, page)
    await authenticator.refuse()
    await openForm()
    await page.getByLabel('Name', { exact: true }).fill('frank')
    await button('With a passkey').click()

    await page.getByText('No passkey was used').waitFor()
  })

  it('speaks French', async () => {
    await browser.close()
    browser = await openChromium({ locale: 'fr-FR' })
    page = await browser.newPage()
    await page.goto(`${server.baseUrl}/.account/new`)

    await page.getByRole('heading', { name: 'Créer un compte' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    await page.getByLabel('Nom', { exact: true }).fill('Émile')
    await page.getByLabel('Nom', { exact: true }).blur()
    await page.getByText('Un nom a des lettres minuscules').waitFor()
    await inspect('sign-up-french')
  })
})
