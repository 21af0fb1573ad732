// Attacks on accounts through the provider: floods, codes and sessions that others know, consents that grow.
import { request } from 'node:http'
import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import type { Browser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { appAddress, openSolidApp, signIn } from '../support/solid-app.ts'
import type { SolidApp } from '../support/solid-app.ts'

const minute = 60_000

let clock: number
let identity: TestIdentity
let browser: Browser
beforeEach(async () => {
  clock = Date.now()
  identity = await openTestIdentity({ now: () => clock })
  browser = openBrowser(identity.baseUrl)
  await identity.newAccount('alice')
})
afterEach(() => identity.close())

const registration = { redirect_uris: [appAddress] }

function register(body: unknown = registration, headers: Record<string, string> = {}) {
  return fetch(`${identity.baseUrl}/.oidc/reg`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

const kept = async () => (await identity.store.list(['oidc', 'Client'], { limit: 1_000 })).length

describe('registering apps', () => {
  it('ends for an address that registers without end, and goes on later', async () => {
    const before = await kept()
    const statuses: number[] = []
    for (let round = 0; round < 4; round++) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => register()))
      statuses.push(...answers.map(({ status }) => status))
    }
    const refused = await register()
    clock += 16 * minute

    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(60)
    expect(new Set(statuses)).toEqual(new Set([201, 429]))
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await kept()) - before).toBeLessThanOrEqual(60)
    expect((await register()).status).toBe(201)
  })

  it.each([
    ['a megabyte', JSON.stringify({ ...registration, contacts: ['x'.repeat(1_000_000)] }), 413],
    ['broken JSON', '{"redirect_uris":', 400],
    ['a list', '[]', 400],
    ['text', '"app"', 400],
    ['nothing', '', 400],
    ['nesting without end', `${'['.repeat(4_000)}${']'.repeat(4_000)}`, 400],
    ['what objects inherit', '{"__proto__":{"redirect_uris":["http://localhost:9/back"]}}', 400],
  ])('takes no %s', async (_what, body, status) => {
    const before = await kept()
    const answer = await register(body)

    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toMatch('json')
    expect(await kept()).toBe(before)
  })

  it('reads no body that does not say how long it is', async () => {
    const before = await kept()

    expect(await statusOfChunks('/.oidc/reg', JSON.stringify(registration))).toBe(413)
    expect(await kept()).toBe(before)
  })

  it.each<[string, object]>([
    ['an id of its own choice', { client_id: 'agent-alice' }],
    ['a secret of its own choice', { client_secret: 'mine' }],
    ['another person’s WebID', { webid: 'https://alice.example/#me', sub: 'alice' }],
  ])('gives no app %s', async (_what, metadata) => {
    const answer = await register({ ...registration, ...metadata })
    const told = (await answer.json()) as Record<string, unknown>

    for (const [name, value] of Object.entries(metadata)) expect(told[name]).not.toBe(value)
  })

  it('lets nobody read, change or delete what was registered', async () => {
    const { client_id: id } = (await (await register()).json()) as { client_id: string }

    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await fetch(`${identity.baseUrl}/.oidc/reg/${id}`, { method })
      expect([401, 404, 405]).toContain(answer.status)
    }
  })
})

describe('guessing from many addresses', () => {
  it('ends when they are of one network, as one host has them', async () => {
    await identity.close()
    identity = await openTestIdentity({ now: () => clock, proxies: 1 })
    browser = openBrowser(identity.baseUrl)
    const app = await openSolidApp(identity.issuer)
    const page = await browser.visit(await app.loginUrl())
    const guessFrom = async (address: string) => {
      const headers = { 'x-forwarded-for': address }
      const fields = { name: 'alice', password: 'a guess' }
      return (await browser.submit(page, '/login', fields, headers)).status
    }

    for (let host = 1; host <= 5; host++) expect(await guessFrom(`2001:db8:1:2::${host}`)).toBe(403)

    expect(await guessFrom('2001:db8:1:2:ffff:ffff:ffff:ffff')).toBe(429)
    expect(await guessFrom('2001:db8:1:3::1')).toBe(403)
  })
})

describe('a sign-in that others prepared', () => {
  it('does not land in a session that somebody put into the browser before', async () => {
    await identity.newAccount('mallory')
    const app = await openSolidApp(identity.issuer)
    await signIn(browser, app, 'mallory')
    const victim = browser.copy()
    const login = await victim.visit(await app.loginUrl({ prompt: 'login consent' }))
    const fields = { name: 'alice', password: "alice's password" }
    const handOver = await victim.submit(login, '/login', fields)
    const consent = await victim.submit(handOver, '/session/end/confirm', {})
    const back = await victim.submit(consent, '/consent', { decision: 'allow' })
    const silent = await app.loginUrl({ prompt: 'none', scope: 'openid webid' })

    const mallorys = new URL((await browser.visit(silent)).url)

    expect(await whoIs(app, back.url)).toContain('/alice/')
    const code = mallorys.searchParams.get('code')
    if (code !== null) expect(await whoIs(app, mallorys.href)).toContain('/mallory/')
  })

  it('does not follow a session that somebody made up', async () => {
    const app = await openSolidApp(identity.issuer)
    await signIn(browser, app, 'alice')
    const forged = browser.copy()
    for (const [key, cookie] of forged.cookies) {
      if (/session/.test(cookie.name) && !cookie.name.endsWith('sig')) {
        forged.cookies.set(key, { ...cookie, value: 'fixed-by-somebody-else' })
      }
    }
    const silent = await app.loginUrl({ prompt: 'none', scope: 'openid webid' })

    expect(new URL((await browser.visit(silent)).url).searchParams.get('code')).toBeTruthy()
    const answer = new URL((await forged.visit(silent)).url).searchParams
    expect(answer.get('code')).toBeNull()
    expect(answer.get('error')).toBe('login_required')
  })

  it('does not end at an app that another browser began it for', async () => {
    const app = await openSolidApp(identity.issuer)
    const attacker = openBrowser(identity.baseUrl)
    const begun = await attacker.visit(await app.loginUrl())

    const victim = await browser.visit(begun.url)

    expect(victim.status).toBe(404)
    expect(victim.text).not.toContain('type="password"')
  })
})

describe('what was allowed once', () => {
  it('does not grow without asking: prompt=none gives no more than before', async () => {
    const app = await openSolidApp(identity.issuer, {
      scope: 'openid webid profile offline_access',
    })
    const login = await browser.visit(await app.loginUrl({ scope: 'openid webid' }))
    const fields = { name: 'alice', password: "alice's password" }
    const consent = await browser.submit(login, '/login', fields)
    await browser.submit(consent, '/consent', { decision: 'allow' })
    const silently = (scope: string) => app.loginUrl({ prompt: 'none', scope })

    expect(await errorOf(await silently('openid webid'))).toBeNull()
    expect(await errorOf(await silently('openid webid profile'))).toBe('consent_required')
    const offline = await browser.visit(await silently('openid webid offline_access'))
    const tokens = await app.redeem(offline.url)
    expect(tokens.refresh_token).toBeUndefined()
  })

  it('is not for another app, whatever it is called', async () => {
    const first = await openSolidApp(identity.issuer, { client_name: 'Twin' })
    const second = await openSolidApp(identity.issuer, { client_name: 'Twin' })
    await signIn(browser, first, 'alice')

    const silent = await second.loginUrl({ prompt: 'none', scope: 'openid webid' })

    expect(await errorOf(silent)).toBe('consent_required')
  })

  it('is not for another person at the same browser', async () => {
    await identity.newAccount('bob')
    const app = await openSolidApp(identity.issuer)
    await signIn(browser, app, 'alice')
    const other = openBrowser(identity.baseUrl)
    const login = await other.visit(await app.loginUrl({ prompt: 'login' }))

    const page = await other.submit(login, '/login', { name: 'bob', password: "bob's password" })

    expect(page.text).toContain('/consent')
  })

  it('is not given twice by sending the consent twice', async () => {
    const app = await openSolidApp(identity.issuer)
    const login = await browser.visit(await app.loginUrl())
    const fields = { name: 'alice', password: "alice's password" }
    const consent = await browser.submit(login, '/login', fields)

    const answers = await Promise.all([
      browser.submit(consent, '/consent', { decision: 'allow' }),
      browser.submit(consent, '/consent', { decision: 'allow' }),
    ])

    const codes = answers.flatMap(({ url }) => new URL(url).searchParams.get('code') ?? [])
    const redeemed = await Promise.allSettled(answers.map(({ url }) => app.redeem(url)))
    expect(new Set(codes).size).toBe(codes.length)
    expect(answers.every(({ status }) => status < 500)).toBe(true)
    expect(redeemed.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
  })
})

async function errorOf(address: string): Promise<string | null> {
  return new URL((await browser.visit(address)).url).searchParams.get('error')
}

/** The WebID that an app is told of, at the address that it is called back at. */
async function whoIs(app: SolidApp, back: string): Promise<unknown> {
  return decodeJwt((await app.redeem(back)).access_token)['webid']
}

/** The status of an answer to a body in chunks, whose length nobody says. */
function statusOfChunks(path: string, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }
    const sent = request(identity.baseUrl + path, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
