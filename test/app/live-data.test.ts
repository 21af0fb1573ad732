// The page of data shows what comes into the pod while it is open.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { importEnergy } from '../../client/sdk/release/energy.ts'
import { syntheticGreenButton } from '../../client/sdk/release/synthetic.ts'
import { remove } from '../../client/sdk/remove.ts'
import type { Session } from '../../client/sdk/session.ts'
import { buildApp } from '../support/built-app.ts'
import { openChromium } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { startTestServer } from '../support/server.ts'
import type { TestAccount, TestServer } from '../support/server.ts'

let server: TestServer
let alice: TestAccount & { readonly session: Session }
let browser: Chromium
let page: Page

beforeAll(async () => {
  await buildApp()
  server = await startTestServer()
  alice = await server.account('alice')
  browser = await openChromium()
  page = await browser.newPage()
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const month = (name: string) => page.getByRole('link', { name: new RegExp(name) })

/** Brings in one day, from somewhere else than the page. */
async function bringIn(from: string, to: string) {
  const text = syntheticGreenButton({ seed: 5, from, to })
  await importEnergy(alice.session, alice.storage, { name: `${from}.xml`, text })
}

it('shows what is brought in elsewhere, and what is deleted there, without being asked', async () => {
  await page.goto(server.baseUrl)
  await button('Sign in').click()
  await page.getByLabel('Name').fill('alice')
  await page.getByLabel('Password').fill(alice.password)
  await button('Sign in').click()
  await button('Allow').click()
  const listening = page.waitForEvent('websocket')
  await page.getByRole('link', { name: 'Data' }).click()
  await page.getByText('Your pod is still empty').waitFor()
  await listening

  await bringIn('2026-01-10', '2026-01-11')
  await month('January 2026').waitFor()
  await bringIn('2026-02-10', '2026-02-11')
  await month('February 2026').waitFor()
  await remove(alice.session.fetch, `${alice.storage}data/energy/raw/2026-01.ttl`)

  await month('January 2026').waitFor({ state: 'detached' })
  expect(await month('February 2026').count()).toBe(1)
})
