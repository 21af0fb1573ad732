// Sign-ins: what people see of them, what is left when they end, and what cannot bring them back.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listConsents } from '../../server/pod/identity/sign-ins/consents.ts'
import { endAllSessions, listSessions } from '../../server/pod/identity/sign-ins/sessions.ts'
import { passwordChange } from '../../server/pod/identity/accounts/ways-in.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/store.ts'
import { openBrowser } from '../support/browser.ts'
import type { Browser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { openSolidApp, signIn } from '../support/solid-app.ts'
import type { SolidApp } from '../support/solid-app.ts'

const minute = 60_000
const day = 1_440 * minute
const clock = { ms: 0 }
const now = () => clock.ms
let store: Store
let identity: TestIdentity
let app: SolidApp
let browser: Browser
let alice: string
beforeEach(async () => {
  clock.ms = Date.now()
  store = openMemoryStore()
  identity = await openTestIdentity({ store, now })
  app = await openSolidApp(identity.issuer)
  browser = openBrowser(identity.baseUrl)
  alice = (await identity.newAccount('alice')).webId
})
afterEach(async () => {
  await identity.close()
  await store.close()
})

const letIn = async () => app.redeem((await signIn(browser, app, 'alice')).url)

/** What the sweep of another process leaves. */
async function swept() {
  const other = await openTestIdentity({ store, now })
  await other.close()
  return listSessions(store, alice)
}

describe('the list of sign-ins', () => {
  it('says when, how, with what, and which apps came in through each', async () => {
    const started = clock.ms
    await letIn()
    clock.ms += minute
    // Nobody signs in with this one.
    await openBrowser(identity.baseUrl).visit(await app.loginUrl())

    const sessions = await listSessions(store, alice)

    expect(sessions).toEqual([
      {
        id: expect.any(String) as string,
        webId: alice,
        created: started,
        lastUsed: started,
        userAgent: 'node',
        apps: [app.clientId],
        by: 'password',
      },
    ])
  })

  it('notes the last use, but not each use', async () => {
    const { refresh_token: token } = await letIn()
    const [first] = await listSessions(store, alice)
    clock.ms += 4 * minute
    const second = await app.refresh(token!)
    const [soon] = await listSessions(store, alice)
    clock.ms += 2 * minute
    await app.refresh(second.refresh_token!)
    const [later] = await listSessions(store, alice)
    const [consent] = await listConsents(store, alice)

    expect(soon!.lastUsed).toBe(first!.lastUsed)
    expect(later!.lastUsed).toBe(clock.ms)
    expect(consent).toMatchObject({ lastUsed: clock.ms, name: 'Test app', hasDocument: false })
  })

  it('loses one when the person signs out, but not what goes on without her', async () => {
    const { id_token: hint } = await letIn()
    const sign = async () => {
      const page = await browser.visit(`/.oidc/session/end?id_token_hint=${hint}`)
      return browser.submit(page, '/session/end/confirm', { logout: 'yes' })
    }
    await sign()
    const withApp = await listSessions(store, alice)
    const later = openBrowser(identity.baseUrl)
    const page = await later.visit(await app.loginUrl())
    await later.submit(page, '/login', { name: 'alice', password: "alice's password" })
    const both = await listSessions(store, alice)
    const end = await later.visit('/.oidc/session/end')
    await later.submit(end, '/session/end/confirm', { logout: 'yes' })

    expect(withApp.map(({ apps }) => apps)).toEqual([[app.clientId]])
    expect(both).toHaveLength(2)
    expect(await listSessions(store, alice)).toEqual(withApp)
  })
})

it('takes many sign-ins of one person at the same time', async () => {
  // As many as may be trying at once.
  const many = Array.from({ length: 5 }, () => openBrowser(identity.baseUrl))

  const landings = await Promise.all(many.map((each) => signIn(each, app, 'alice')))

  for (const { url } of landings) expect(url).toContain('code=')
  expect(await listSessions(store, alice)).toHaveLength(5)
})

describe('a sign-in that nobody ends', () => {
  it('stays while an app can get tokens from it, and goes after that', async () => {
    const { refresh_token: token } = await letIn()
    clock.ms += 15 * day
    await app.refresh(token!)
    const unused = await swept()
    clock.ms += 29 * day
    const before = await swept()
    clock.ms += 2 * day
    const after = await swept()

    expect([unused, before, after].map((sessions) => sessions.length)).toEqual([1, 1, 0])
    expect(await listConsents(store, alice)).toHaveLength(1)
  })

  it('goes with the browser when no app goes on without the person', async () => {
    const login = await browser.visit(await app.loginUrl({ scope: 'openid webid' }))
    const fields = { name: 'alice', password: "alice's password" }
    const consent = await browser.submit(login, '/login', fields)
    await app.redeem((await browser.submit(consent, '/consent', { decision: 'allow' })).url)
    clock.ms += 13 * day
    const before = await swept()
    clock.ms += 2 * day

    expect(before).toHaveLength(1)
    expect(await swept()).toHaveLength(0)
  })
})

describe('an end', () => {
  it('of a password reaches a login that is under way', async () => {
    const page = await browser.visit(await app.loginUrl())
    const cookie = [...browser.cookies.values()].map(({ name, value }) => `${name}=${value}`)
    const proven = await fetch(`${page.url}/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookie.join('; '), origin: identity.baseUrl },
      body: new URLSearchParams({ name: 'alice', password: "alice's password" }),
    })

    const { writes, conditions } = await passwordChange(store, alice, 'Quite another password')
    await store.commit(writes, conditions)
    const back = await browser.visit(proven.headers.get('location')!)

    expect(proven.status).toBe(303)
    expect(back.url).not.toContain('code=')
    expect(await listSessions(store, alice)).toEqual([])
  })

  it('leaves the browser signed out', async () => {
    await letIn()
    await endAllSessions({ store, now }, alice)

    const silent = await browser.visit(await app.loginUrl({ prompt: 'none' }))

    expect(new URL(silent.url).searchParams.get('error')).toBe('login_required')
    expect(new URL(silent.url).searchParams.get('iss')).toBe(identity.issuer)
  })
})
