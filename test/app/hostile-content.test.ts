// What is in pods and requests, shown by a real browser on the origin of the app: it never runs.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { askForAccess } from '../../client/sdk/asking.ts'
import type { Session } from '../../client/sdk/session.ts'
import { purposes } from '../../vocab/generated/concepts.ts'
import { fh } from '../../vocab/generated/fh.ts'
import { buildApp } from '../support/built-app.ts'
import { openChromium } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { startTestServer } from '../support/server.ts'
import type { TestAccount, TestServer } from '../support/server.ts'

let server: TestServer
let browser: Chromium
let page: Page
let alice: TestAccount & { readonly session: Session }
let firm: TestAccount & { readonly session: Session }
beforeAll(async () => {
  await buildApp()
  server = await startTestServer()
  alice = await server.account('alice')
  firm = await server.account('watt')
  browser = await openChromium()
  page = await browser.newPage()
  await page.goto(server.baseUrl)
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const evil = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`

/** Puts something where everybody may read it; gives its path. */
async function publish(name: string, type: string, body: string): Promise<string> {
  const url = `${alice.storage}public/${name}`
  const headers = { 'content-type': type }
  const response = await alice.session.fetch(url, { method: 'PUT', headers, body })
  expect(response.status).toBe(201)
  return new URL(url).pathname
}

/** Text, so that no tool rewrites its import: the ways in which a page runs what is at an address. */
const attempts = `async (address) => {
  const element = document.createElement('script')
  const loaded = new Promise((resolve, reject) => {
    element.onload = resolve
    element.onerror = reject
  })
  element.src = address
  document.head.append(element)
  const ways = [navigator.serviceWorker.register(address), import(address), loaded]
  return (await Promise.allSettled(ways)).map(({ status }) => status)
}`

it('is no service worker and no script of the app', async () => {
  const path = await publish('worker.js', 'text/javascript', `document.title = 'taken'`)

  const outcomes = await page.evaluate(`(${attempts})(${JSON.stringify(path)})`)

  expect(outcomes).toEqual(['rejected', 'rejected', 'rejected'])
  expect(await page.title()).not.toBe('taken')
})

it('is downloaded, not shown, when a link leads to it', async () => {
  for (const [name, type] of [
    ['a.html', 'text/html'],
    ['a.svg', 'image/svg+xml'],
    ['a.xhtml', 'application/xhtml+xml'],
  ] as const) {
    const path = await publish(name, type, evil)
    const other = await browser.newPage()
    const download = other.waitForEvent('download')
    await other.goto(server.baseUrl + path).catch(() => undefined)

    expect((await download).url()).toContain(path)
    expect(await other.title()).not.toBe('taken')
    await other.close()
  }
})

it('is text when it looks like a page', async () => {
  const path = await publish('notes.txt', 'text/plain', `<!doctype html>${evil}`)
  const other = await browser.newPage()
  await other.goto(server.baseUrl + path)

  expect(await other.locator('body').innerText()).toContain('<script>')
  expect(await other.title()).not.toBe('taken')
  await other.close()
})

it('is words in the app, in the name of a firm and in its message', async () => {
  await firm.session.fetch(firm.webId.replace('#me', ''), {
    method: 'PATCH',
    headers: { 'content-type': 'application/sparql-update' },
    body: `PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
      DELETE WHERE { <${firm.webId}> foaf:name ?n ; vcard:fn ?f } ;
      INSERT DATA { <${firm.webId}> foaf:name ${JSON.stringify(evil)} ; vcard:fn ${JSON.stringify(evil)} }`,
  })
  const purpose = purposes.find((each) => each.iri === fh['purpose-CompareAndSwitch'])!.standard
  await askForAccess(firm.session, {
    person: alice.webId,
    dataType: fh.EnergyConsumptionType,
    purpose,
    term: 'P30D',
    message: evil,
  })
  await page.goto(server.baseUrl)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Name').fill('alice')
  await page.getByLabel('Password').fill(alice.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Allow', exact: true }).click()
  await page.getByRole('link', { name: 'Look at the request' }).click()

  await page.getByText('onerror=').first().waitFor()
  expect(await page.title()).not.toBe('taken')
  expect(await page.locator('img[src=x]').count()).toBe(0)
})
