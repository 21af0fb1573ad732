// Every page of the app for everybody: axe-core finds nothing, on a phone, wide, dark, in French.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violationsIn } from '../support/accessibility.ts'
import { openAppPage } from '../support/app-page.ts'
import type { AppPage } from '../support/app-page.ts'
import { desktop, openChromium } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { documentOf, request } from './page/sample.ts'

const requestHash = `#/request/${encodeURIComponent(request.id)}`
const monthHash = `#/data/${encodeURIComponent(documentOf('2026-10'))}`

/** Name of the page, world, address, and a sentence that shows that it is there. */
const pages = [
  ['sign-in', 'signed-out', '', 'Your data stays yours'],
  ['what is asked', 'usual', '#/asked', 'Watt Watchers'],
  ['what is active', 'usual', '#/active', 'Lume Energy Advice'],
  ['what has ended', 'usual', '#/ended', 'You said no'],
  ['a request', 'usual', requestHash, 'The last 3 of your own readings'],
  ['the data', 'usual', '#/data', 'October 2026'],
  ['a month', 'usual', monthHash, 'Electricity used'],
  ['the activity', 'usual', '#/activity', 'Recorded by your server'],
  ['the person', 'usual', '#/you', 'Alice Martin'],
  ['nothing shared', 'empty', '#/active', 'You are not sharing anything'],
  ['an empty pod', 'empty', '#/data', 'Your pod is still empty'],
  ['no connection', 'offline', '#/active', 'A server did not answer'],
  ['waiting', 'slow', '#/active', 'One moment'],
] as const

describe('the pages of the app', () => {
  let app: AppPage
  let phone: Chromium
  let darkDesktop: Chromium
  beforeAll(async () => {
    app = await openAppPage()
    phone = await openChromium()
    darkDesktop = await openChromium({ viewport: desktop, colorScheme: 'dark' })
  })
  afterAll(async () => {
    await phone.close()
    await darkDesktop.close()
    await app.close()
  })

  it.each(pages)('has no barrier on the page of %s', async (_name, world, hash, sentence) => {
    const page = await phone.newPage()
    await page.goto(app.url(world, hash))
    await page.getByText(sentence).first().waitFor()

    expect(await violationsIn(page)).toEqual([])
  })

  it.each(pages)(
    'has no barrier in the dark, wide, on %s',
    async (_name, world, hash, sentence) => {
      const page = await darkDesktop.newPage()
      await page.goto(app.url(world, hash))
      await page.getByText(sentence).first().waitFor()

      expect(await violationsIn(page)).toEqual([])
    },
  )

  it('never makes a phone scroll sideways', async () => {
    const page = await phone.newPage()
    for (const [, world, hash, sentence] of pages) {
      await page.goto(app.url(world, hash))
      await page.getByText(sentence).first().waitFor()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width, hash).toBeLessThanOrEqual(390)
    }
  })

  it('asks for nothing that the content security policy forbids', async () => {
    const complaints: string[] = []
    const page = await phone.newPage()
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    for (const [, world, hash, sentence] of pages) {
      await page.goto(app.url(world, hash))
      await page.getByText(sentence).first().waitFor()
    }

    expect(complaints).toEqual([])
  })
})
