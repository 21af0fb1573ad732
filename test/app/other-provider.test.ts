// A person whose pod and account are at another provider does the main job with the same page.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { askForAccess } from '../../client/sdk/asking.ts'
import { syntheticGreenButton } from '../../client/sdk/release/synthetic.ts'
import type { Session } from '../../client/sdk/session.ts'
import { purposes } from '../../vocab/generated/concepts.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { buildApp } from '../support/built-app.ts'
import { openChromium } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { startCommunityServer } from '../support/community-server.ts'
import type { CommunityServer } from '../support/community-server.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

const file = syntheticGreenButton({ seed: 3, from: '2026-02-01', to: '2026-02-04' })

describe('a person whose pod is elsewhere', () => {
  let here: TestServer
  let elsewhere: CommunityServer
  let browser: Chromium
  let page: Page
  let firm: Session
  let person: { webId: string; storage: string }
  beforeAll(async () => {
    await buildApp()
    here = await startTestServer()
    elsewhere = await startCommunityServer()
    person = await elsewhere.createAccount('bob')
    firm = (await here.account('watt')).session
    browser = await openChromium()
    page = await browser.newPage()
  }, 240_000)
  afterAll(async () => {
    await browser.close()
    await elsewhere.stop()
    await here.close()
  })

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const february = () => `${person.storage}data/energy/raw/2026-02.ttl`
  const statusForFirm = async () => (await firm.fetch(february())).status

  it('signs in with the address of that provider', async () => {
    await page.goto(here.baseUrl)
    await page.getByText('My data is kept somewhere else').click()
    await page.getByLabel('Address of your provider').fill(elsewhere.baseUrl)
    await button('Continue to my provider').click()
    await page.getByLabel('Email').fill('bob@example.org')
    await page.getByLabel('Password').fill('bob of the second provider')
    await button('Log in').click()
    await button('Authorize').click()

    await page.getByRole('heading', { level: 1, name: 'Sharing' }).waitFor()
    await page.getByText('Choose first, under “You”, who receives requests for you.').waitFor()
  })

  it('lets this server receive requests', async () => {
    await page.getByRole('link', { name: 'You', exact: true }).first().click()
    await button('Let this server receive requests for me').click()

    await page.getByText('From now on requests reach you here.').waitFor()
  })

  it('brings in data, is asked, allows, and the firm can read', async () => {
    await page.getByRole('link', { name: 'Data' }).click()
    const upload = { name: 'meter.xml', mimeType: 'text/xml', buffer: Buffer.from(file) }
    await page.getByLabel('Choose a Green Button file').setInputFiles(upload)
    await page.getByRole('link', { name: /February 2026/ }).waitFor()
    expect(await statusForFirm()).toBe(403)

    const purpose = purposes.find((each) => each.iri === fh['purpose-CompareAndSwitch'])!.standard
    const question = { person: person.webId, dataType: fh.EnergyConsumptionType, purpose }
    await askForAccess(firm, { ...question, term: 'P7D' })
    await page.getByRole('link', { name: /^Sharing/ }).click()
    await page.getByRole('link', { name: 'Look at the request' }).click()
    await button('Allow').click()

    await page.getByText(/may read your data until/).waitFor()
    expect(await statusForFirm()).toBe(200)
  })

  it('sees the read as what her agent noticed, no more', async () => {
    await page.getByRole('link', { name: 'Activity' }).click()

    await page.getByText('Noticed by your agent').first().waitFor()
    expect(await page.getByText('Recorded by your server').count()).toBe(0)
  })

  it('stops, and the other provider refuses the firm', async () => {
    await page.getByRole('link', { name: /^Sharing/ }).click()
    await button('Stop sharing').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Stop sharing' }).click()

    await page.getByText(/can no longer read your data/).waitFor()
    expect(await statusForFirm()).toBe(403)
  })
})
