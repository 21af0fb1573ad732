// Signing in to this server from a page, through the SDK: away, back, a reload, and out.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { logout, restoreSession, startLogin } from '../../client/sdk/browser-session.ts'
import { openBrowser } from '../support/browser.ts'
import { createFakeBrowser } from '../support/fake-browser.ts'
import type { FakeBrowser } from '../support/fake-browser.ts'
import { startTestServer } from '../support/server.ts'
import type { TestAccount, TestServer } from '../support/server.ts'

const redirectUrl = 'http://localhost:9/back'

let server: TestServer
let alice: TestAccount
let tab: FakeBrowser

beforeAll(async () => {
  server = await startTestServer()
  alice = await server.account('alice')
})
afterAll(() => server.close())
beforeEach(() => {
  tab = createFakeBrowser(`${redirectUrl}#/data`, (input, init) => fetch(input, init))
})

/** Leaves the page, and comes back after this decision at the issuer. */
async function leaveAndDecide(decision: 'allow' | 'deny') {
  await startLogin({ issuer: alice.issuer, redirectUrl, clientName: 'A test' }, tab.world)
  const person = openBrowser(server.baseUrl)
  const login = await person.visit(tab.address.href)
  const { password } = alice
  const consent = await person.submit(login, '/login', { name: 'alice', password })
  const back = await person.submit(consent, '/consent', { decision })
  tab.address = new URL(back.url)
}

describe('signing in from a page', () => {
  it('gives a session that may do what the person may', async () => {
    await leaveAndDecide('allow')
    const session = await restoreSession(tab.world)

    expect(session).toMatchObject({ webId: alice.webId, issuer: alice.issuer })
    expect(tab.address.href).toBe(`${redirectUrl}#/data`)
    expect((await session!.fetch(`${alice.storage}settings/prefs.ttl`)).status).toBe(200)
  })

  it('lasts over reloads and over the end of its token', async () => {
    await leaveAndDecide('allow')
    await restoreSession(tab.world)
    tab.clock += 24 * 60 * 60 * 1000
    const session = await restoreSession(tab.world)

    expect((await session!.fetch(`${alice.storage}settings/prefs.ttl`)).status).toBe(200)
  })

  it('is refused when the person says no', async () => {
    await leaveAndDecide('deny')

    await expect(restoreSession(tab.world)).rejects.toThrow('access_denied')
    expect(await restoreSession(tab.world)).toBeUndefined()
  })

  it('ends for good', async () => {
    await leaveAndDecide('allow')
    await restoreSession(tab.world)
    const kept = await tab.world.vault.get('session')
    await logout(tab.world)
    expect(await restoreSession(tab.world)).toBeUndefined()

    // Somebody brings back what was in the browser: the issuer no longer takes it.
    await tab.world.vault.put('session', kept)
    tab.clock += 24 * 60 * 60 * 1000
    expect(await restoreSession(tab.world)).toBeUndefined()
  })
})
