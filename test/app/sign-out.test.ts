// Signing out in a real browser: here, and at the provider, so that nobody gets in again without asking.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { buildApp } from '../support/built-app.ts'
import { openChromium } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { startTestServer } from '../support/server.ts'
import type { TestAccount, TestServer } from '../support/server.ts'

let server: TestServer
let alice: TestAccount
let browser: Chromium
let page: Page

beforeAll(async () => {
  await buildApp()
  server = await startTestServer()
})
afterAll(() => server.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })

async function signIn(name: string) {
  alice = await server.account(name)
  await page.goto(server.baseUrl)
  await button('Sign in').click()
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Password').fill(alice.password)
  await button('Sign in').click()
  await button('Allow').click()
  await page.getByText('You are not sharing anything').waitFor()
}

async function signOut() {
  await page.getByRole('link', { name: 'You', exact: true }).first().click()
  await button('Sign out').click()
}

describe('a person who signs out', () => {
  beforeEach(async ({ task }) => {
    browser = await openChromium()
    page = await browser.newPage()
    await signIn(`alice-${task.id.replaceAll(/\D/g, '')}`)
    return () => browser.close()
  })

  it('is signed out at the provider too, comes back, and is asked who she is the next time', async () => {
    await signOut()
    await page.waitForURL(/\.oidc\/session\/end/)
    await page.locator('button[name=logout]').click()

    await page.getByText('You are signed out.').waitFor()
    expect(new URL(page.url()).search).toBe('')
    await page.reload()
    await button('Sign in').waitFor()
    expect(await page.getByText('You are signed out.').count()).toBe(0)
    await button('Sign in').click()
    await page.getByLabel('Password').waitFor()
  })

  it('may stay signed in at the provider, and is signed out here all the same', async () => {
    await signOut()
    await page.waitForURL(/\.oidc\/session\/end/)
    await page.locator('button:not([name=logout])').last().click()

    await page.getByText('You are signed out.').waitFor()
    await button('Sign in').click()
    await page.getByText('You are not sharing anything').waitFor()
  })

  it('is signed out here before the provider has answered', async () => {
    await page.route(/\.oidc\/session\/end/, (route) => route.abort())
    const leaving = page.waitForRequest(/\.oidc\/session\/end/)
    await signOut()
    await leaving

    await page.goto(server.baseUrl)
    await page.getByText('You are signed out.').waitFor()
    const kept = await page.evaluate(
      () => Object.keys(localStorage).filter((name) => name.startsWith('freehold client')).length,
    )
    expect(kept).toBe(0)
  })

  it('finds the pages of her account under “You”', async () => {
    await page.getByRole('link', { name: 'You', exact: true }).first().click()

    const link = page.getByRole('link', { name: 'Sign-in and security' })
    expect(await link.getAttribute('href')).toBe(`${server.baseUrl}/.account/`)
  })
})
