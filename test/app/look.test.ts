// A person looks around: signs in, sees her data and who read it, brings more in, changes language.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { openAppPage } from '../support/app-page.ts'
import type { AppPage } from '../support/app-page.ts'
import { openChromium } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { documentOf, grant, storage } from './page/sample.ts'

const monthHash = `#/data/${encodeURIComponent(documentOf('2026-10'))}`

describe('looking around', () => {
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

  const called = () => page.evaluate(() => (globalThis as unknown as { called: unknown[] }).called)

  it('signs in at this server with one tap', async () => {
    await page.goto(app.url('signed-out'))
    await page.getByText('with your account at pods.example').waitFor()
    await page.getByRole('button', { name: 'Sign in' }).click()

    await expect.poll(called).toEqual([['startLogin', 'https://pods.example/']])
  })

  it('signs in at any other provider by its address', async () => {
    await page.goto(app.url('signed-out'))
    await page.getByText('My data is kept somewhere else').click()
    await page.getByLabel('Address of your provider').fill('solidcommunity.net')
    await page.keyboard.press('Enter')

    await expect.poll(called).toEqual([['startLogin', 'https://solidcommunity.net/']])
  })

  it('says how to write an address that is none', async () => {
    await page.goto(app.url('signed-out'))
    await page.getByText('My data is kept somewhere else').click()
    await page.getByLabel('Address of your provider').fill('my provider')
    await page.keyboard.press('Enter')

    await page.getByText('This is not a web address.').waitFor()
    expect(await called()).toEqual([])
  })

  it('lists the months of each kind of data under friendly names', async () => {
    await page.goto(app.url('usual', '#/data'))

    await page.getByRole('heading', { name: 'Energy use at home' }).waitFor()
    const links = page.locator('data-folder').getByRole('link')
    expect(await links.allInnerTexts()).toEqual([
      expect.stringMatching(/^November 2026\s+412 kB/),
      expect.stringMatching(/^October 2026/),
      expect.stringMatching(/^September 2026/),
      expect.stringMatching(/^August 2026/),
    ])
  })

  it('reads a month out as one sentence, with a table that says the same', async () => {
    await page.goto(app.url('usual', monthHash))

    const chart = page.getByRole('img', {
      name: /^282 kWh in all\. The most on Saturday 31 October/,
    })
    await chart.waitFor()
    await page.getByText('The same as a table').click()
    expect(await page.getByRole('row').count()).toBe(32)
  })

  it('shows one day hour by hour, and its readings', async () => {
    await page.goto(app.url('usual', monthHash))
    await page.getByLabel('Show one day').selectOption('2026-10-04')
    await page.getByText('Hour by hour, Sunday 4 October').waitFor()
    await page.getByText('The same as a table').click()

    expect(await page.getByRole('row').count()).toBe(97)
  })

  it('brings in a Green Button file and reports what it found', async () => {
    await page.goto(app.url('empty', '#/data'))
    const file = { name: 'meter.xml', mimeType: 'text/xml', buffer: Buffer.from('<feed></feed>') }
    await page.getByLabel('Choose a Green Button file').setInputFiles(file)

    await page.getByRole('heading', { name: 'meter.xml is in your pod' }).waitFor()
    const facts = await page.locator('import-box dl').innerText()
    expect(facts.replace(/\s+/g, ' ')).toContain('Readings read 100 Readings kept 96')
    expect(await called()).toEqual([['importEnergy', { into: storage, name: 'meter.xml' }]])
  })

  it('says what is wrong with a file that is cut off', async () => {
    await page.goto(app.url('usual', '#/data'))
    const file = { name: 'cut.xml', mimeType: 'text/xml', buffer: Buffer.from('<feed>') }
    await page.getByLabel('Choose a Green Button file').setInputFiles(file)

    await page.getByText('This file could not be read.').waitFor()
    await page.getByText('The file ends in the middle of line 7').waitFor()
  })

  it('tells who read what and when, and who noticed', async () => {
    await page.goto(app.url('usual', '#/activity'))

    const first = page.locator('visit-item').first()
    await first.getByText('Lume Energy Advice').waitFor()
    expect(await first.locator('p').first().innerText()).toMatch(/read\s+2 documents/)
    await first.getByText('Allowed by you for: Give me the service I asked for').waitFor()
    await first.getByText('Recorded by your server').waitFor()
    await page.getByText('Noticed by your agent').waitFor()
  })

  it('tells apart from that who changed the rules, and who was turned away', async () => {
    await page.goto(app.url('usual', '#/activity'))
    const groups = page.locator('visit-group')
    const rules = groups.filter({ hasText: 'Changes to who may do what' })
    const refused = groups.filter({ hasText: 'Turned away' })

    await rules.getByText('With the app app.example').waitFor()
    expect(await rules.locator('visit-item p').first().innerText()).toMatch(
      /You changed the rules of\s+1 document/,
    )
    await refused.getByText('was turned away from').waitFor()
    await refused.getByText('12 more refusals in the hour from here').waitFor()
    expect(await page.locator('.totals').innerText()).toMatch(/^Lume Energy Advice\s+3 reads$/)
  })

  it('looks back 7 days, or 30, and shows her own visits when she wants', async () => {
    await page.goto(app.url('usual', '#/activity'))
    const visits = page.locator('visit-item')
    await expect.poll(() => visits.count()).toBe(5)
    await page.getByLabel('30 days').check()
    await expect.poll(() => visits.count()).toBe(6)
    await page.getByLabel('Show my own visits').check()

    await expect.poll(() => visits.count()).toBe(7)
  })

  it('shows the reads of one grant from its card', async () => {
    await page.goto(app.url('usual', '#/active'))
    await page.getByRole('link', { name: 'See every read' }).click()

    await page.getByText('Only under the permission for Lume Energy Advice').waitFor()
    expect(page.url()).toContain(encodeURIComponent(grant.id))
    await expect.poll(() => page.locator('visit-item').count()).toBe(2)
  })

  it('speaks French, and remembers it', async () => {
    await page.goto(app.url('usual', '#/you'))
    await page.getByLabel('Français').check()
    await page.getByRole('link', { name: 'Partages' }).click()
    await page.getByRole('link', { name: 'Voir la demande' }).click()
    await page.getByText(/jusqu’au 22 décembre 2026, sans rien modifier/).waitFor()
    await page.reload()

    await page.getByRole('heading', { name: 'Watt Watchers demande à lire vos données' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr')
    await page.evaluate(() => localStorage.clear())
  })

  it('begins in the language of the browser', async () => {
    const french = await openChromium({ locale: 'fr-FR' })
    const page = await french.newPage()
    await page.goto(app.url('signed-out'))

    await page.getByText('Vos données restent les vôtres').waitFor()
    await french.close()
  })

  it('offers this server as the one who receives requests when there is nobody yet', async () => {
    await page.goto(app.url('empty', '#/you'))
    await page.getByRole('button', { name: 'Let this server receive requests for me' }).click()

    await page.getByText('From now on requests reach you here.').waitFor()
    expect(await called()).toEqual([['setMediator', 'https://pods.example/.mediator/#it']])
  })

  it('signs out to the way in', async () => {
    await page.goto(app.url('usual', '#/you'))
    await page.getByRole('button', { name: 'Sign out' }).click()

    await page.getByText('You are signed out.').waitFor()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
  })

  it('moves with the keyboard to the title of each new page', async () => {
    await page.goto(app.url('usual', '#/asked'))
    await page.getByRole('link', { name: 'Activity' }).click()
    await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor()

    const focused = () =>
      page.evaluate(() => {
        let element = document.activeElement
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
        return element?.textContent
      })
    await expect.poll(focused).toBe('Activity')
    expect(await page.title()).toBe('Activity – Freehold')
  })

  it('can try again when a server did not answer', async () => {
    await page.goto(app.url('offline', '#/active'))

    await page.getByText('A server did not answer.').first().waitFor()
    await page.getByRole('button', { name: 'Try again' }).waitFor()
  })
})
