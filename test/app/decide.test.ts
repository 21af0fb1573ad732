// A person decides about a request and ends a grant, in a real browser, over an outside in the page.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { violationsIn } from '../support/accessibility.ts'
import { openAppPage } from '../support/app-page.ts'
import type { AppPage } from '../support/app-page.ts'
import { openChromium } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { documentOf, grant, request, storage } from './page/sample.ts'

const requestHash = `#/request/${encodeURIComponent(request.id)}`

describe('deciding', () => {
  let app: AppPage
  let browser: Chromium
  let page: Page
  beforeAll(async () => {
    app = await openAppPage()
    browser = await openChromium()
  })
  beforeEach(async () => void (page = await browser.newPage()))
  afterEach(() => page.close())
  afterAll(async () => {
    await browser.close()
    await app.close()
  })

  /** What the page asked of the outside so far: ['grantRequest', {…}] */
  const called = () => page.evaluate(() => (globalThis as unknown as { called: unknown[] }).called)
  const summary = (hasText: string) => page.locator('summary', { hasText })
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  it('shows first what waits for an answer', async () => {
    await page.goto(app.url('usual'))

    await page.getByRole('heading', { name: 'Watt Watchers' }).waitFor()
    expect(await page.getByRole('link', { name: /^Asked 1/ }).getAttribute('aria-current')).toBe(
      'page',
    )
  })

  it('tells who asks, what, why, and until when, with real readings', async () => {
    await page.goto(app.url('usual'))
    await page.getByRole('link', { name: 'Look at the request' }).click()

    const title = 'Watt Watchers asks to read your data'
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
    await page.getByText('Name not verified').waitFor()
    await page.getByText('watt.example', { exact: true }).waitFor()
    await page.getByRole('heading', { name: 'Energy use at home' }).waitFor()
    await page.getByText('Compare your use with offers on the market').waitFor()
    await page.getByRole('row', { name: /30 Nov 23:45 – 00:00 0.04 kWh/ }).waitFor()
    await page.getByText('2,880 readings in that month').waitFor()
    await page.getByText(/until 22 December 2026\. They may not change anything/).waitFor()
  })

  it('makes Deny exactly as big as Allow', async () => {
    await page.goto(app.url('usual', requestHash))

    const [deny, allow] = [await button('Deny').boundingBox(), await button('Allow').boundingBox()]
    expect(deny?.width).toBe(allow?.width)
    expect(deny?.height).toBe(allow?.height)
    expect(deny?.height).toBeGreaterThanOrEqual(44)
  })

  it('allows as asked: the whole folder, to the end of the term', async () => {
    await page.goto(app.url('usual', requestHash))
    await button('Allow').click()

    await page.getByText('Watt Watchers may read your data until 22 December 2026').waitFor()
    const choice = { id: request.id, resources: [`${storage}data/energy/raw/`] }
    expect(await called()).toEqual([['grantRequest', choice]])
    expect(await violationsIn(page)).toEqual([])
  })

  it('allows less than asked: fewer months, for a shorter time', async () => {
    await page.goto(app.url('usual', requestHash))
    await summary('Choose the months: 4 of 4 months').click()
    await page.getByRole('checkbox', { name: 'November 2026' }).uncheck()
    await page.getByRole('checkbox', { name: 'August 2026' }).uncheck()
    await page.getByLabel(/Shorter: 7 days/).check()
    await page.getByText(/\(2 months\) until 29 November 2026/).waitFor()
    await button('Allow').click()

    await page.getByText('Watt Watchers may read your data until 29 November 2026').waitFor()
    const resources = [documentOf('2026-10'), documentOf('2026-09')]
    expect(await called()).toMatchObject([['grantRequest', { id: request.id, resources }]])
  })

  it('takes a last day of her own, but none after the asked one', async () => {
    await page.goto(app.url('usual', requestHash))
    await page.getByLabel('Another day').check()
    await page.getByLabel('Last day').fill('2026-12-01')
    await page.getByText(/until 1 December 2026\./).waitFor()
    await page.getByLabel('Last day').fill('2027-12-01')

    await page.getByText(/until 22 December 2026\./).waitFor()
  })

  it('allows nothing while the last day is missing or over', async () => {
    await page.goto(app.url('usual', requestHash))
    await page.getByLabel('Another day').check()
    await page.getByText(/Choose a last day from today to 22 December 2026/).waitFor()
    expect(await button('Allow').isDisabled()).toBe(true)

    await page.getByLabel('Last day').fill('2026-11-01')
    expect(await button('Allow').isDisabled()).toBe(true)
    await page.getByLabel('Last day').fill('2026-12-01')
    await page.getByText(/until 1 December 2026\./).waitFor()
    expect(await button('Allow').isEnabled()).toBe(true)
  })

  it('lets nothing be allowed when no month is picked', async () => {
    await page.goto(app.url('usual', requestHash))
    await summary('Choose the months').click()
    await button('None').click()

    await page.getByText('Choose at least one month, or deny the request.').waitFor()
    expect(await button('Allow').isDisabled()).toBe(true)
    expect(await button('Deny').isEnabled()).toBe(true)
  })

  it('denies with one tap, and says that nothing was shared', async () => {
    await page.goto(app.url('usual', requestHash))
    await button('Deny').click()

    await page.getByText('You said no to Watt Watchers. Nothing was shared.').waitFor()
    await page.getByText('Nobody is asking').waitFor()
    expect(await called()).toEqual([['refuseRequest', { id: request.id, reason: undefined }]])
  })

  it('passes on the reason when there is one', async () => {
    await page.goto(app.url('usual', requestHash))
    await summary('Denying? You can say why').click()
    await page.getByRole('textbox').fill('I have a tariff that I like.')
    await button('Deny').click()
    await page.getByRole('link', { name: 'Ended' }).click()

    await page.getByText('I have a tariff that I like.').waitFor()
  })

  it('leaves everything as it is when she decides later', async () => {
    await page.goto(app.url('usual', requestHash))
    await page.getByRole('link', { name: 'Decide later' }).click()

    await page.getByRole('link', { name: 'Look at the request' }).waitFor()
    expect(await called()).toEqual([])
  })

  it('says in words that a provider did not keep strangers out', async () => {
    await page.goto(app.url('unproven', requestHash))
    await button('Allow').click()

    await page.getByText('No data was shared.').waitFor()
    await page.getByText('In detail: A stranger could read').waitFor()
    expect(await button('Allow').isEnabled()).toBe(true)
  })

  it('shows a grant with its end, its use, and a way to stop it', async () => {
    await page.goto(app.url('usual', '#/active'))

    await page.getByText('21 days left').waitFor()
    await page.getByText('13 Dec 2026').waitFor()
    expect(await page.getByText('Reads').locator('..').textContent()).toMatch(/Reads\s*4/)
    await button('Stop sharing').waitFor()
  })

  it('stops only after telling the consequence', async () => {
    await page.goto(app.url('usual', '#/active'))
    await button('Stop sharing').click()
    const dialog = page.getByRole('dialog', { name: 'Stop sharing with Lume Energy Advice?' })
    await dialog.getByText('What they have already copied is not pulled back').waitFor()
    expect(await violationsIn(page)).toEqual([])
    expect(await called()).toEqual([])
    await dialog.getByRole('button', { name: 'Stop sharing' }).click()

    await page.getByText('Stopped. Lume Energy Advice can no longer read your data.').waitFor()
    await page.getByText('You are not sharing anything').waitFor()
    expect(await called()).toEqual([['withdrawGrant', grant.id]])
  })

  it('keeps sharing when the dialog is closed with the keyboard', async () => {
    await page.goto(app.url('usual', '#/active'))
    await button('Stop sharing').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await called()).toEqual([])
  })
})
