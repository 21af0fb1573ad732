// New keys: with an overlap as a rule, at once when the old ones leaked.
import { decodeProtectedHeader } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/store.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestIdentity, operatorToken } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { openSolidApp, signIn } from '../support/solid-app.ts'
import { openStanding } from '../support/standing.ts'

const day = 86_400_000
const clock = { ms: 0 }
let store: Store
let identity: TestIdentity
beforeEach(async () => {
  clock.ms = Date.now()
  store = openMemoryStore()
  identity = await openTestIdentity({ store, now: () => clock.ms })
})
afterEach(async () => {
  await identity.close()
  await store.close()
})

const operator = { authorization: `Bearer ${operatorToken}` }
const rotate = (body: unknown = {}, { baseUrl } = identity) =>
  fetch(`${baseUrl}/.account/keys`, {
    method: 'POST',
    headers: { ...operator, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function published(): Promise<(string | undefined)[]> {
  const response = await fetch(`${identity.baseUrl}/.oidc/jwks`)
  const { keys } = (await response.json()) as { keys: Record<string, string>[] }
  return keys.map(({ kid }) => kid)
}

/** The app let in by somebody new; what it holds. */
async function letIn(at = identity) {
  const name = `person${++people.count}`
  await at.newAccount(name)
  const app = await openSolidApp(at.issuer)
  const browser = openBrowser(at.baseUrl)
  const tokens = await app.redeem((await signIn(browser, app, name)).url)
  const ask = (url: string) => app.ask(url, tokens.access_token)
  return { app, browser, tokens, ask, key: decodeProtectedHeader(tokens.access_token).kid }
}

const people = { count: 0 }

describe('new keys', () => {
  it('are published a day before they sign, and old ones for two weeks after', async () => {
    const old = (await letIn()).key
    const response = await rotate()
    const coming = await published()
    const stillOld = (await letIn()).key
    clock.ms += day
    const later = await letIn()
    const both = await published()
    clock.ms += 15 * day
    const atLast = await published()

    expect(response.status).toBe(200)
    expect(coming).toHaveLength(4)
    expect(stillOld).toBe(old)
    expect(later.key).not.toBe(old)
    expect(decodeProtectedHeader(later.tokens.id_token!).kid).toBe(later.key)
    expect(coming).toContain(later.key)
    expect(both).toContain(old)
    expect(atLast).toHaveLength(2)
    expect(atLast).toContain(later.key)
  })

  it('come by themselves after ninety days, and are not made twice', async () => {
    const before = await published()
    clock.ms += 89 * day
    const first = await openTestIdentity({ store, now: () => clock.ms })
    await first.close()
    const coming = await published()
    const second = await openTestIdentity({ store, now: () => clock.ms })
    await second.close()

    expect(before).toHaveLength(2)
    expect(coming).toHaveLength(4)
    expect(await published()).toEqual(coming)
  })

  it('are listed for the operator, without their secrets', async () => {
    await rotate()
    await rotate()
    const response = await fetch(`${identity.baseUrl}/.account/keys`, { headers: operator })
    const { keys } = (await response.json()) as { keys: Record<string, unknown>[] }

    expect(keys.map(({ state }) => state)).toEqual(['current', 'current', 'next', 'next'])
    expect(Object.keys(keys[0]!).toSorted()).toEqual(
      ['algorithm', 'from', 'keyId', 'state', 'until'].toSorted(),
    )
  })

  it('sign people out nowhere', async () => {
    const { app, browser, tokens } = await letIn()
    await rotate()
    clock.ms += day

    const silent = await browser.visit(await app.loginUrl({ prompt: 'none' }))
    const page = await browser.visit(`/.oidc/session/end?id_token_hint=${tokens.id_token}`)

    expect(new URL(silent.url).searchParams.has('code')).toBe(true)
    expect(page.status).toBe(200)
  })
})

describe('keys that are asked for by somebody else', () => {
  it.each([
    ['without the token of the operator', {}, '{}', 401],
    ['with another token', { authorization: 'Bearer nonsense' }, '{}', 401],
    ['with a word for now', operator, '{"now":"yes"}', 422],
    ['with a list', operator, '[]', 400],
    ['with no JSON', operator, '{', 400],
  ])('stay as they are %s', async (_what, headers, body, status) => {
    const before = await published()
    const response = await fetch(`${identity.baseUrl}/.account/keys`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })

    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toMatch('application/problem+json')
    expect(await published()).toEqual(before)
  })

  it('have no other methods', async () => {
    const url = `${identity.baseUrl}/.account/keys`
    const response = await fetch(url, { method: 'DELETE', headers: operator })

    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST')
  })
})

describe('keys that leaked', () => {
  it('are worth nothing at the next request, in every process', async () => {
    const standing = await openStanding()
    const { app, browser, tokens, ask } = await letIn(standing.identity)
    const agent = 'https://pods.example/.mediator/agents/canary#it'
    const service = await standing.identity.serviceCredentials(agent)
    const before = await standing.statuses(ask)

    await rotate({ now: true }, standing.identity)

    expect(before).toEqual([200])
    expect(await standing.statuses(ask)).toEqual([401])
    const silent = await browser.visit(await app.loginUrl({ prompt: 'none' }))
    expect(new URL(silent.url).searchParams.get('error')).toBe('login_required')
    const fresh = await app.refresh(tokens.refresh_token!)
    expect(await standing.statuses((url) => app.ask(url, fresh.access_token))).toEqual([200])
    const { issuer } = standing.identity
    await expect(loginWithCredentials({ issuer, ...service })).rejects.toThrow()
    const renewed = await standing.identity.serviceCredentials(agent)
    expect((await loginWithCredentials({ issuer, ...renewed })).webId).toBe(agent)
    await standing.close()
  })

  it('are gone from what is published', async () => {
    const before = await published()

    await rotate({ now: true })

    const after = await published()
    expect(after).toHaveLength(2)
    expect(after.filter((kid) => before.includes(kid))).toEqual([])
  })
})
