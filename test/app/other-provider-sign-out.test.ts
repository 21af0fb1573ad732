// Signing out of the page when the provider is elsewhere: it is told, and sends the person back.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { buildApp } from '../support/built-app.ts'
import { openChromium } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { startCommunityServer } from '../support/community-server.ts'
import type { CommunityServer } from '../support/community-server.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

let here: TestServer
let elsewhere: CommunityServer
let browser: Chromium
let page: Page

beforeAll(async () => {
  await buildApp()
  here = await startTestServer()
  elsewhere = await startCommunityServer()
  await elsewhere.createAccount('bob')
  browser = await openChromium()
  page = await browser.newPage()
}, 240_000)
afterAll(async () => {
  await browser.close()
  await elsewhere.stop()
  await here.close()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })

it('asks there whether to end that session too, and comes back signed out', async () => {
  await page.goto(here.baseUrl)
  await page.getByText('My data is kept somewhere else').click()
  await page.getByLabel('Address of your provider').fill(elsewhere.baseUrl)
  await button('Continue to my provider').click()
  await page.getByLabel('Email').fill('bob@example.org')
  await page.getByLabel('Password').fill('bob of the second provider')
  await button('Log in').click()
  await button('Authorize').click()
  await page.getByRole('link', { name: 'You', exact: true }).first().click()
  expect(await page.getByRole('link', { name: 'Sign-in and security' }).count()).toBe(0)
  await button('Sign out').click()
  await page.waitForURL(/session\/end/)
  await button('Yes, sign me out').click()

  await page.getByText('You are signed out.').waitFor()
  expect(new URL(page.url()).origin).toBe(here.baseUrl)
  expect(new URL(page.url()).search).toBe('')
  await page.reload()
  await button('Sign in').waitFor()
})
