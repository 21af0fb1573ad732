// Inrupt's sign-in library for Node, unmodified: people and programs, at our provider and at another, with pods of both.
import { universalAccess } from '@inrupt/solid-client'
import { Session } from '@inrupt/solid-client-authn-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import type { ClientCredentials } from '../../client/sdk/session.ts'
import { openBrowser } from '../support/browser.ts'
import type { Landing } from '../support/browser.ts'
import { startCommunityServer } from '../support/community-server.ts'
import type { CommunityServer } from '../support/community-server.ts'
import { allowAtCommunityServer } from '../support/community-sign-in.ts'
import type { CommunityAccount } from '../support/community-accounts.ts'
import { installPatienceMs } from '../support/install.ts'
import { startTestServer } from '../support/server.ts'
import type { TestAccount, TestServer } from '../support/server.ts'

type Fetch = typeof globalThis.fetch

interface Person extends ClientCredentials {
  readonly webId: string
  readonly storage: string
}

const back = 'http://localhost:9/back'

let here: TestServer
let elsewhere: CommunityServer
let alice: TestAccount
let bob: CommunityAccount
const sessions: Session[] = []

beforeAll(async () => {
  here = await startTestServer()
  elsewhere = await startCommunityServer()
  alice = await here.account('alice')
  bob = await elsewhere.createAccount('bob')
}, installPatienceMs)
afterAll(async () => {
  await Promise.all(sessions.map((session) => session.logout()))
  await elsewhere?.stop()
  await here?.close()
})

/** How programs sign in, by library. */
const libraries: Readonly<Record<string, (person: Person) => Promise<Fetch>>> = {
  'Inrupt’s library': async ({ issuer, clientId, clientSecret }) => {
    const session = new Session()
    sessions.push(session)
    await session.login({ oidcIssuer: issuer, clientId, clientSecret })
    expect(session.info.isLoggedIn).toBe(true)
    return session.fetch
  },
  'our SDK': async (person) => (await loginWithCredentials(person)).fetch,
}

const directions: readonly (readonly [string, () => { guest: Person; host: Person }])[] = [
  ['of ours at a pod of another server', () => ({ guest: alice, host: bob })],
  ['of another provider at a pod of ours', () => ({ guest: bob, host: alice })],
]

const cases = Object.entries(libraries).flatMap(([library, signIn]) =>
  directions.map(([direction, people]) => ({ library, direction, signIn, people })),
)

describe.each(cases)('a program $direction, with $library', ({ library, signIn, people }) => {
  let guest: Person
  let hostFetch: Fetch
  let fetch: Fetch
  let url: string
  beforeAll(async () => {
    const both = people()
    guest = both.guest
    hostFetch = (await loginWithCredentials(both.host)).fetch
    fetch = await signIn(guest)
    url = `${both.host.storage}shared-by-${library.length}.txt`
    await put(hostFetch, url, 'hello')
  })

  it('may do nothing before it is let in', async () => {
    expect((await fetch(url)).status).toBe(403)
    expect((await put(fetch, url, 'mine')).status).toBe(403)
    expect((await globalThis.fetch(url)).status).toBe(401)
  })

  it('may read, and no more, once its WebID may', async () => {
    await allow({ read: true })

    expect(await (await fetch(url)).text()).toBe('hello')
    expect((await put(fetch, url, 'mine')).status).toBe(403)
  })

  it('may write once its WebID may', async () => {
    await allow({ read: true, write: true })

    expect((await put(fetch, url, 'changed')).ok).toBe(true)
    expect(await (await hostFetch(url)).text()).toBe('changed')
  })

  it('may do nothing after it was taken back', async () => {
    await allow({ read: false, write: false })

    expect((await fetch(url)).status).toBe(403)
  })

  async function allow(modes: { read: boolean; write?: boolean }) {
    const given = await universalAccess.setAgentAccess(url, guest.webId, modes, {
      fetch: hostFetch,
    })
    expect(given).toMatchObject(modes)
  }
})

describe('a person who signs in to a web app that uses Inrupt’s library', () => {
  /** What she does in her browser, at each provider; where it ends. */
  const providers: readonly (readonly [
    string,
    () => Person,
    (address: string) => Promise<string>,
  ])[] = [
    ['ours', () => alice, allowHere],
    ['another', () => bob, (address) => allowAtCommunityServer(elsewhere.baseUrl, address, bob)],
  ]

  it.each(providers)('at %s comes back, and the app reads as her', async (_name, who, allow) => {
    const session = new Session()
    const address = await addressFor(session, who().issuer)

    const landing = await allow(address)
    const info = await session.handleIncomingRedirect(landing)
    const settings = `${alice.storage}settings/prefs.ttl`
    const answer = await session.fetch(settings)
    await session.logout()

    expect(landing.startsWith(back)).toBe(true)
    expect(info).toMatchObject({ isLoggedIn: true, webId: who().webId })
    expect(answer.status).toBe(who() === alice ? 200 : 403)
  })

  it('is not signed in by an answer of another provider', async () => {
    const session = new Session()
    const landing = new URL(await allowHere(await addressFor(session, alice.issuer)))
    landing.searchParams.set('iss', 'https://evil.example/')

    const outcome = await session.handleIncomingRedirect(landing.href).catch(() => undefined)

    expect(outcome?.isLoggedIn ?? false).toBe(false)
    expect(session.info.isLoggedIn).toBe(false)
  })
})

/** Where the app sends the browser. */
async function addressFor(session: Session, oidcIssuer: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { oidcIssuer, redirectUrl: back, clientName: 'An app', handleRedirect: resolve }
    session.login(options).catch(reject)
  })
}

async function allowHere(address: string): Promise<string> {
  const browser = openBrowser(here.baseUrl)
  const login: Landing = await browser.visit(address)
  const fields = { name: 'alice', password: alice.password }
  const consent = await browser.submit(login, '/login', fields)
  return (await browser.submit(consent, '/consent', { decision: 'allow' })).url
}

async function put(fetch: Fetch, url: string, body: string): Promise<Response> {
  return fetch(url, { method: 'PUT', headers: { 'content-type': 'text/plain' }, body })
}
