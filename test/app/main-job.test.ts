// The main job on the real server, by hand in a real browser: sign in, bring data in, be asked, allow,
// see who read, stop.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { askForAccess } from '../../client/sdk/asking.ts'
import { readDocument } from '../../client/sdk/document.ts'
import { syntheticGreenButton } from '../../client/sdk/release/synthetic.ts'
import type { Session } from '../../client/sdk/session.ts'
import { purposes } from '../../vocab/generated/concepts.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { violationsIn } from '../support/accessibility.ts'
import { buildApp } from '../support/built-app.ts'
import { desktop, openChromium, phone } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { startTestServer } from '../support/server.ts'
import type { TestAccount, TestServer } from '../support/server.ts'

const file = syntheticGreenButton({ seed: 7, from: '2026-01-20', to: '2026-03-05' })

/** Pictures of each step, for people to look at; the next run replaces them. */
const pictures = join(tmpdir(), 'freehold-pictures')

describe('a person on her phone', () => {
  let server: TestServer
  let browser: Chromium
  let page: Page
  let alice: TestAccount
  let firm: Session
  beforeAll(async () => {
    await buildApp()
    server = await startTestServer()
    alice = await server.account('alice')
    firm = (await server.account('watt')).session
    browser = await openChromium()
    page = await browser.newPage()
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const march = () => `${alice.storage}data/energy/raw/2026-03.ttl`
  const statusForFirm = async () => (await firm.fetch(march())).status

  /** Looks at the page as a person would: no barrier, and a picture of it on a phone and wide. */
  async function inspect(name: string) {
    expect(await violationsIn(page), name).toEqual([])
    for (const [size, viewport] of Object.entries({ phone, desktop })) {
      await page.setViewportSize(viewport)
      await page.screenshot({ path: join(pictures, `${name}-${size}.png`) })
    }
    await page.setViewportSize(phone)
  }

  it('signs in on the pages of her provider, and comes back', async () => {
    await page.goto(server.baseUrl)
    await button('Sign in').click()
    await page.getByLabel('Name').fill('alice')
    await page.getByLabel('Password').fill(alice.password)
    await inspect('1-provider')
    await button('Sign in').click()
    await button('Allow').waitFor()
    await inspect('2-consent')
    await button('Allow').click()

    await page.getByText('You are not sharing anything').waitFor()
    expect(page.url()).not.toContain('code=')
  })

  it('brings in what her energy supplier gave her', async () => {
    await page.getByRole('link', { name: 'Data' }).click()
    await page.getByText('Your pod is still empty').waitFor()
    const buffer = Buffer.from(file)
    const upload = { name: 'meter.xml', mimeType: 'text/xml', buffer }
    await page.getByLabel('Choose a Green Button file').setInputFiles(upload)

    await page.getByRole('heading', { name: 'meter.xml is in your pod' }).waitFor()
    await page.getByRole('link', { name: /February 2026/ }).waitFor()
    await inspect('3-data')
    await page.getByRole('link', { name: /February 2026/ }).click()
    await page.getByText('Made up for a demonstration').waitFor()
    await page.getByRole('img', { name: /kWh in all/ }).waitFor()
    await inspect('4-month')
  })

  it('sees in plain words what a firm asks', async () => {
    const purpose = purposes.find((each) => each.iri === fh['purpose-CompareAndSwitch'])!.standard
    const question = { person: alice.webId, dataType: fh.EnergyConsumptionType, purpose }
    await askForAccess(firm, { ...question, term: 'P30D', message: 'To find a cheaper tariff.' })
    await page.goto(`${server.baseUrl}/#/`)
    await page.reload()
    await page.getByRole('link', { name: 'Look at the request' }).click()

    await page.getByText('Find me a better deal').waitFor()
    await page.getByText('The last 3 of your own readings in March 2026').waitFor()
    await page.getByText('To find a cheaper tariff.').waitFor()
    await inspect('5-request')
  })

  it('allows it, and the firm can read', async () => {
    expect(await statusForFirm()).toBe(403)
    await button('Allow').click()

    await page.getByText(/may read your data until/).waitFor()
    await inspect('6-granted')
    expect((await readDocument(firm.fetch, march())).graph.size).toBeGreaterThan(300)
  })

  it('sees that the firm read, and under what', async () => {
    await page.getByRole('link', { name: 'Activity' }).click()

    const visit = page.locator('visit-item').filter({ hasText: 'March 2026' }).first()
    await visit.getByText('Allowed by you for: Find me a better deal').waitFor()
    await visit.getByText('Recorded by your server').waitFor()
    await inspect('7-activity')
  })

  it('stops sharing, and the firm can read no more', async () => {
    await page.getByRole('link', { name: /^Sharing/ }).click()
    await page.getByText('30 days left').waitFor()
    await inspect('8-active')
    await button('Stop sharing').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Stop sharing' }).click()

    await page.getByText(/can no longer read your data/).waitFor()
    expect(await statusForFirm()).toBe(403)
    await page.getByRole('link', { name: 'Ended' }).click()
    await page.getByText('You stopped it').waitFor()
    await inspect('9-ended')
  })

  it('is still signed in after a reload, and not after signing out', async () => {
    await page.reload()
    await page.getByRole('link', { name: 'You', exact: true }).click()
    await page.getByText(alice.webId).waitFor()
    await button('Sign out').click()
    await page.waitForURL(/session\/end/)
    await button('Sign out').click()
    await page.getByText('You are signed out.').waitFor()
    await page.reload()

    await button('Sign in').waitFor()
  })
})
