// What has ended is refused at the next request, in every process, however well it knows the token.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import { listConsents, revokeConsent } from '../../server/pod/identity/sign-ins/consents.ts'
import { removeCredentials } from '../../server/pod/identity/programs/credentials.ts'
import {
  endAllSessions,
  endSession,
  listSessions,
  sessionsEnding,
} from '../../server/pod/identity/sign-ins/sessions.ts'
import { generationWrite } from '../../server/pod/identity/sign-ins/standing.ts'
import { addCredentials } from '../support/programs.ts'
import { openBrowser } from '../support/browser.ts'
import type { Browser } from '../support/browser.ts'
import { openSolidApp, signIn } from '../support/solid-app.ts'
import type { SolidApp } from '../support/solid-app.ts'
import { openStanding } from '../support/standing.ts'
import type { Standing } from '../support/standing.ts'

let standing: Standing
let world: { readonly store: Standing['store']; readonly now: () => number }
let app: SolidApp
beforeAll(async () => {
  standing = await openStanding()
  world = { store: standing.store, now: Date.now }
  app = await openSolidApp(standing.identity.issuer)
})
afterAll(() => standing.close())

const counter = { people: 0 }
let name: string
let webId: string
let browser: Browser
beforeEach(async () => {
  counter.people += 1
  name = `person${counter.people}`
  webId = (await standing.identity.newAccount(name)).webId
  browser = openBrowser(standing.identity.baseUrl)
})

/** Lets the app in at a browser; what it holds then. */
async function letIn(at = browser, scope = 'openid webid offline_access') {
  const login = await at.visit(await app.loginUrl({ scope }))
  const isLogin = login.text.includes('/login"')
  const password = `${name}'s password`
  const consent = isLogin ? await at.submit(login, '/login', { name, password }) : login
  const back = await at.submit(consent, '/consent', { decision: 'allow' })
  const tokens = await app.redeem(back.url)
  const ask = (url: string) => app.ask(url, tokens.access_token)
  return { ...tokens, back: back.url, ask }
}

const onlySession = async () => (await listSessions(world.store, webId))[0]!.id

/** Everything that ends what an app holds, by whoever does it. */
const endings: Readonly<Record<string, (held: Awaited<ReturnType<typeof letIn>>) => unknown>> = {
  'its sign-in': async () => endSession(world, webId, await onlySession()),
  'all sign-ins': () => endAllSessions(world, webId),
  'what it was allowed': () => revokeConsent(world, webId, app.clientId),
  'everything, with a new password': async () => {
    const { writes, conditions } = await sessionsEnding(world.store, webId)
    await world.store.commit(writes, conditions)
  },
  'the account': () =>
    world.store.commit([
      { key: ['identity', 'accounts', webId], value: null },
      generationWrite(webId),
    ]),
  'the refresh token, which the app gives back': ({ refresh_token: token }) =>
    fetch(app.server.revocation_endpoint!, {
      method: 'POST',
      body: new URLSearchParams({ token: token!, client_id: app.clientId }),
    }),
  'its code, by using it twice': ({ back }) => app.redeem(back).catch(() => undefined),
}

describe('an app that holds tokens', () => {
  it.each(Object.entries(endings))('is refused at once after the end of %s', async (_, end) => {
    const held = await letIn()
    const before = await standing.statuses(held.ask)

    await end(held)

    expect(before).toEqual([200])
    expect(await standing.statuses(held.ask)).toEqual([401])
    await expect(app.refresh(held.refresh_token!)).rejects.toThrow()
  })

  it('is refused a code that it got before the end', async () => {
    const back = await signIn(browser, app, name)

    await endAllSessions(world, webId)

    await expect(app.redeem(back.url)).rejects.toThrow()
  })

  it('gets nothing back by being let in again', async () => {
    const held = await letIn()
    await revokeConsent(world, webId, app.clientId)

    const again = await letIn()

    expect(await standing.statuses(held.ask)).toEqual([401])
    await expect(app.refresh(held.refresh_token!)).rejects.toThrow()
    expect(await standing.statuses(again.ask)).toEqual([200])
    expect(await listConsents(world.store, webId)).toHaveLength(1)
  })

  it('goes on where another sign-in has ended', async () => {
    const held = await letIn()
    const other = await letIn(openBrowser(standing.identity.baseUrl))
    const [latest, first] = await listSessions(world.store, webId)

    await endAllSessions(world, webId, { except: latest!.id })

    expect(first).toBeDefined()
    expect(await standing.statuses(held.ask)).toEqual([401])
    expect(await standing.statuses(other.ask)).toEqual([200])
  })

  it('loses all that came from a refresh token that was used twice, and no more', async () => {
    const stolen = await letIn()
    const other = await letIn(openBrowser(standing.identity.baseUrl))
    const fresh = await app.refresh(stolen.refresh_token!)
    const ask = (url: string) => app.ask(url, fresh.access_token)
    const before = await standing.statuses(ask)

    await app.refresh(stolen.refresh_token!).catch(() => undefined)

    expect(before).toEqual([200])
    expect(await standing.statuses(ask)).toEqual([401])
    expect(await standing.statuses(stolen.ask)).toEqual([401])
    await expect(app.refresh(fresh.refresh_token!)).rejects.toThrow()
    expect(await standing.statuses(other.ask)).toEqual([200])
  })

  it.each([
    ['loses them when the person signs out', 'openid webid', 401],
    ['keeps them when she lets it go on without her', 'openid webid offline_access', 200],
  ])('%s', async (_what, scope, status) => {
    const held = await letIn(browser, scope)
    const before = await standing.statuses(held.ask)

    const page = await browser.visit(`/.oidc/session/end?id_token_hint=${held.id_token}`)
    await browser.submit(page, '/session/end/confirm', { logout: 'yes' })

    expect(before).toEqual([200])
    expect(await standing.statuses(held.ask)).toEqual([status])
  })
})

describe('a program with credentials', () => {
  it('is refused at once when the account is gone', async () => {
    const credentials = await addCredentials(world, { webId, name: 'backup' })
    const session = await loginWithCredentials({ issuer: standing.identity.issuer, ...credentials })
    const before = await standing.statuses(session.fetch)

    await endings['the account']!(undefined as never)

    expect(before).toEqual([200])
    expect(await standing.statuses(session.fetch)).toEqual([401])
  })

  it('is refused at once when they are removed, and gets no new token', async () => {
    const first = await addCredentials(world, { webId, name: 'backup' })
    const second = await addCredentials(world, { webId, name: 'import' })
    const { issuer } = standing.identity
    const session = await loginWithCredentials({ issuer, ...first })
    const other = await loginWithCredentials({ issuer, ...second })
    // Once refused, it asks for a new token, and fails then.
    const ask = (url: string) => session.fetch(url).catch(() => new Response('', { status: 401 }))
    const before = await standing.statuses(ask)

    await removeCredentials(world.store, webId, first.clientId)

    expect(before).toEqual([200])
    expect(await standing.statuses(ask)).toEqual([401])
    expect(await standing.statuses(other.fetch)).toEqual([200])
    await expect(loginWithCredentials({ issuer, ...first })).rejects.toThrow()
  })
})
