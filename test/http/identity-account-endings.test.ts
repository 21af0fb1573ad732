// What is ended on the account page is over at the very next request.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import { openAccount, sectionOf, send } from '../support/account-page.ts'
import type { Browser } from '../support/browser.ts'
import { openSolidApp } from '../support/solid-app.ts'
import type { SolidApp } from '../support/solid-app.ts'
import { startTestServer } from '../support/server.ts'
import type { TestAccount, TestServer } from '../support/server.ts'

describe('what is ended on the account page', () => {
  let server: TestServer
  let alice: TestAccount
  beforeAll(async () => {
    server = await startTestServer()
    alice = await server.account('alice')
  })
  afterAll(() => server.close())

  const open = () => openAccount(server.baseUrl, 'alice', alice.password)
  const statusOf = async (app: SolidApp, token: string) =>
    (await app.ask(`${alice.storage}settings/prefs.ttl`, token)).status

  it('is an app, with the token that it had and the one to go on with', async () => {
    const { browser } = await open()
    const app = await openSolidApp(alice.issuer, { client_name: 'Diary' })
    const tokens = await letIn(browser, app)
    expect(await statusOf(app, tokens.access_token)).toBe(200)

    const page = await send(browser, '/apps/stop#apps')

    expect(sectionOf(page, 'apps')).toContain('The app is stopped')
    expect(sectionOf(page, 'apps')).not.toContain('Diary')
    expect(await statusOf(app, tokens.access_token)).toBe(401)
    await expect(app.refresh(tokens.refresh_token!)).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })

  it('is another sign-in, with the apps that came in with it', async () => {
    const { browser: other } = await open()
    const { browser } = await open()
    const app = await openSolidApp(alice.issuer)
    const lost = await letIn(other, app)
    const mine = await openSolidApp(alice.issuer)
    const kept = await letIn(browser, mine)

    const page = await send(browser, '/sessions/end-others#sessions')

    expect(sectionOf(page, 'sessions')).toContain('All other browsers are signed out')
    expect(await statusOf(app, lost.access_token)).toBe(401)
    expect(await statusOf(mine, kept.access_token)).toBe(200)
  })

  it('is this sign-in, with the apps that came in with it and do not go on alone', async () => {
    const { browser, page } = await open()
    const [briefly, longer] = [await openSolidApp(alice.issuer), await openSolidApp(alice.issuer)]
    const asked = await browser.visit(await briefly.loginUrl({ scope: 'openid webid' }))
    const back = await browser.submit(asked, '/consent', { decision: 'allow' })
    const lost = await briefly.redeem(back.url)
    const kept = await letIn(browser, longer)
    expect(await statusOf(briefly, lost.access_token)).toBe(200)

    await browser.submit(page, '/sign-out', {})

    expect(await statusOf(briefly, lost.access_token)).toBe(401)
    expect(await statusOf(longer, kept.access_token)).toBe(200)
  })

  it('is a sign-in that no app goes on with, which nobody sees any more', async () => {
    const { browser, page } = await open()
    await browser.submit(page, '/sign-out', {})

    const { browser: next } = await open()
    await send(next, '/sessions/end-others#sessions')
    const { browser: third, page: last } = await open()
    await third.submit(last, '/sign-out', {})

    expect(sectionOf(await next.visit('/.account/'), 'sessions')).toContain('nowhere else')
  })

  it('is a program, with the token that it had', async () => {
    const { browser } = await open()
    const made = await send(browser, '/programs#programs', { name: 'Backup', ends: '' })
    const [clientId, clientSecret] = [...made.text.matchAll(/<code>([^<]*)<\/code>/g)].map(
      ([, text]) => text!,
    )
    const session = await loginWithCredentials({
      issuer: alice.issuer,
      clientId: clientId!,
      clientSecret: clientSecret!,
    })
    const ask = async () => (await session.fetch(`${alice.storage}settings/prefs.ttl`)).status
    expect(await ask()).toBe(200)

    const page = await send(browser, '/programs/remove#programs', { id: clientId! })

    expect(sectionOf(page, 'programs')).toContain('The program is removed')
    expect(await ask().catch(() => 401)).toBe(401)
  })
})

async function letIn(browser: Browser, app: SolidApp) {
  const asked = await browser.visit(await app.loginUrl())
  const back = await browser.submit(asked, '/consent', { decision: 'allow' })
  return app.redeem(back.url)
}
