// The data browser of SolidOS, unmodified, in a real browser against a whole server: what a person does with it.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../vocab/generated/schema.ts'
import { desktop, openChromium } from '../support/chromium.ts'
import type { Chromium } from '../support/chromium.ts'
import { serveDataBrowser } from '../support/data-browser.ts'
import type { DataBrowser } from '../support/data-browser.ts'
import { installPatienceMs } from '../support/install.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

/** What the page offers to its panes, which edit with it. */
interface Panes {
  readonly SolidLogic: {
    readonly store: {
      readonly updater: { update(removed: object[], added: object[]): Promise<void> }
    }
  }
  readonly $rdf: {
    sym(iri: string): object
    lit(text: string): object
    st(subject: object, property: object, value: object, document: object): object
  }
}

/** Pictures of the last run, for people to look at. */
const pictures = join(tmpdir(), 'freehold-pictures')

describe('the data browser of SolidOS', () => {
  let server: TestServer
  let alice: Awaited<ReturnType<TestServer['account']>>
  let dataBrowser: DataBrowser
  let chromium: Chromium
  let page: Page

  beforeAll(async () => {
    dataBrowser = await serveDataBrowser()
    server = await startTestServer()
    alice = await server.account('alice')
    chromium = await openChromium({ viewport: desktop })
    // Its icons lie elsewhere; nothing here asks the world.
    await chromium.context.route(
      (url) => url.hostname !== 'localhost',
      (route) => route.abort(),
    )
    page = await chromium.newPage()
  }, installPatienceMs)
  afterAll(async () => {
    await chromium?.close()
    await server?.close()
    await dataBrowser?.close()
  })

  const text = (words: string) => page.getByText(words).first()
  const picture = (name: string) => page.screenshot({ path: join(pictures, `${name}.png`) })

  async function put(path: string, name: string): Promise<string> {
    const url = alice.storage + path
    const headers = { 'Content-Type': 'text/turtle' }
    const body = `<#it> a <${schema.Organization}> ; <${schema.name}> "${name}" .`
    const { status } = await alice.session.fetch(url, { method: 'PUT', headers, body })
    expect(status).toBe(201)
    return url
  }

  it('shows a public document and a container to anybody', async () => {
    const garden = await put('public/garden.ttl', 'The walled garden')

    await page.goto(dataBrowser.pageAbout(garden))
    await text('The walled garden').waitFor()
    await page.goto(dataBrowser.pageAbout(`${alice.storage}public/`))
    await text('garden.ttl').waitFor()

    await picture('data-browser-container')
  })

  it('shows a private document to its owner alone, after she signed in', async () => {
    const letter = await put('data/letter.ttl', 'A private letter')
    const diary = await put('data/diary.ttl', 'A private diary')
    await page.goto(dataBrowser.pageAbout(letter))
    await text('This resource is not publicly readable').waitFor()
    expect(await page.getByText('A private letter').count()).toBe(0)

    await page.getByRole('button', { name: 'Log in', exact: true }).first().click()
    await page.getByPlaceholder('https://example.com').fill(alice.issuer)
    await page.getByRole('button', { name: 'Go', exact: true }).last().click()
    await page.getByLabel('Name').fill('alice')
    await page.getByLabel('Password').fill(alice.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Allow', exact: true }).click()
    await text(alice.webId).waitFor()
    await page.locator('#uriField').fill(diary)
    await page.locator('#goButton').click()

    await text('A private diary').waitFor()
    await picture('data-browser-private')
  })
  it('changes a document for its owner', async () => {
    const note = await put('data/note.ttl', 'A note')
    await page.locator('#uriField').fill(note)
    await page.locator('#goButton').click()
    await text('A note').waitFor()

    await page.evaluate(
      async ({ url, property }) => {
        const { SolidLogic, $rdf } = globalThis as unknown as Panes
        const [subject, document] = [$rdf.sym(`${url}#it`), $rdf.sym(url)]
        const added = $rdf.st(subject, $rdf.sym(property), $rdf.lit('Another name'), document)
        await SolidLogic.store.updater.update([], [added])
      },
      { url: note, property: schema.name },
    )

    const answer = await alice.session.fetch(note)
    expect(await answer.text()).toContain('Another name')
  })
})
