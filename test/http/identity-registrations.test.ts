// Apps that register themselves: how long they are remembered, and how many anybody may add.
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMemoryStore } from '../../server/store/memory.ts'
import type { Store } from '../../server/store/store.ts'
import { openBrowser } from '../support/browser.ts'
import { createDpopClient } from '../support/dpop-client.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { openSolidApp, signIn } from '../support/solid-app.ts'
import type { SolidApp } from '../support/solid-app.ts'

const day = 86_400_000
const clock = { ms: 0 }
const now = () => clock.ms
let store: Store
let identity: TestIdentity
beforeEach(async () => {
  clock.ms = Date.now()
  store = openMemoryStore()
  identity = await openTestIdentity({ store, now })
})
afterEach(async () => {
  await identity.close()
  await store.close()
})

/** Whether the provider still knows an app: the login page, or a page that says what is wrong. */
async function isKnown(app: SolidApp): Promise<boolean> {
  const { status } = await openBrowser(identity.baseUrl).visit(await app.loginUrl())
  return status === 200
}

async function letIn(app: SolidApp) {
  await identity.newAccount('alice')
  return app.redeem((await signIn(openBrowser(identity.baseUrl), app, 'alice')).url)
}

function register(body: string, headers: Record<string, string> = {}) {
  return fetch(`${identity.baseUrl}/.oidc/reg`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
}

describe('an app that registered', () => {
  it('is forgotten after a week in which nobody signs in with it', async () => {
    const app = await openSolidApp(identity.issuer)
    clock.ms += 7 * day - 1_000
    const before = await isKnown(app)
    clock.ms += 2_000

    expect(before).toBe(true)
    expect(await isKnown(app)).toBe(false)
  })

  it('is remembered for half a year after somebody has used it', async () => {
    const app = await openSolidApp(identity.issuer)
    await letIn(app)
    clock.ms += 180 * day - 1_000
    const before = await isKnown(app)
    clock.ms += 2_000

    expect(before).toBe(true)
    expect(await isKnown(app)).toBe(false)
  })

  it('is remembered longer each time that it is used', async () => {
    const app = await openSolidApp(identity.issuer)
    const { refresh_token: token } = await letIn(app)
    clock.ms += 20 * day
    await app.refresh(token!)
    clock.ms += 170 * day

    expect(await isKnown(app)).toBe(true)
  })

  it('is removed from the disk when it is forgotten', async () => {
    await openSolidApp(identity.issuer)
    const before = await store.list(['oidc', 'Client'])
    clock.ms += 8 * day
    const other = await openTestIdentity({ store, now })
    await other.close()

    expect(before).toHaveLength(1)
    expect(await store.list(['oidc', 'Client'])).toEqual([])
  })
})

describe('registering', () => {
  it('ends for a while after sixty times from one address', async () => {
    const statuses = new Set<number>()
    for (let count = 0; count < 60; count++) statuses.add((await register('{}')).status)
    const last = await register(JSON.stringify({ redirect_uris: ['http://localhost:9/back'] }))

    expect([...statuses]).toEqual([400])
    expect(last.status).toBe(429)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it.each([
    ['a megabyte', JSON.stringify({ client_name: 'x'.repeat(1_000_000) }), 413],
    ['no JSON', '{', 400],
    ['a list', '[]', 400],
    ['nothing', '', 400],
    ['a script to go back to', '{"redirect_uris":["javascript:alert(1)"]}', 400],
    ['a page in an address', '{"redirect_uris":["data:text/html,x"]}', 400],
    ['an address with a fragment', '{"redirect_uris":["https://app.example/#x"]}', 400],
    ['a logo that is script', logo('javascript:alert(1)'), 400],
    ['a policy that is a file', logo('file:///etc/passwd'), 400],
    ['a prototype', '{"__proto__":{"redirect_uris":["https://a.example/"]}}', 400],
  ])('keeps nothing of %s', async (_what, body, status) => {
    const response = await register(body)

    expect(response.status).toBe(status)
    expect(await store.list(['oidc', 'Client'])).toEqual([])
  })
})

const loginUrl = (change: Record<string, string> = {}) =>
  `/.oidc/auth?${new URLSearchParams({
    client_id: 'account',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: `${identity.baseUrl}/.account/back`,
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
    ...change,
  })}`

/** Signs in at our login page; where that ends. */
async function signInToPages(browser = openBrowser(identity.baseUrl)) {
  await identity.newAccount('alice')
  const login = await browser.visit(loginUrl())
  return browser.submit(login, '/login', { name: 'alice', password: "alice's password" })
}

describe('our own pages', () => {
  it('sign people in without asking whether they may', async () => {
    const back = await signInToPages()

    expect(back.url).toMatch(`${identity.baseUrl}/.account/`)
    expect(back.text).not.toContain('/consent"')
  })

  it('get no tokens', async () => {
    const browser = openBrowser(identity.baseUrl)
    await signInToPages(browser)
    const cookies = [...browser.cookies.values()].map(({ name, value }) => `${name}=${value}`)
    const verifier = 'v'.repeat(43)
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const again = await fetch(identity.baseUrl + loginUrl({ code_challenge: challenge }), {
      redirect: 'manual',
      headers: { cookie: cookies.join('; ') },
    })
    const code = new URL(again.headers.get('location')!).searchParams.get('code')!
    const tokens = `${identity.baseUrl}/.oidc/token`
    const client = await createDpopClient(Date.now)

    const response = await fetch(tokens, {
      method: 'POST',
      headers: { dpop: await client.proof({ htm: 'POST', htu: tokens }) },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'account',
        redirect_uri: `${identity.baseUrl}/.account/back`,
        code_verifier: verifier,
        code,
      }),
    })

    expect(code).toBeTruthy()
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: 'unauthorized_client' })
  })

  it.each([
    ['another address', { redirect_uri: 'https://evil.example/.account/back' }],
    ['a longer address', { redirect_uri: 'https://evil.example/back' }],
    ['everything', { scope: 'openid webid offline_access' }],
    ['no challenge', { code_challenge_method: 'plain' }],
  ])('cannot be asked for with %s', async (_what, change) => {
    const { text, url } = await openBrowser(identity.baseUrl).visit(loginUrl(change))

    expect(text).not.toContain('/login"')
    expect(url).not.toContain('code=')
  })
})

function logo(url: string): string {
  return JSON.stringify({ redirect_uris: ['https://app.example/back'], logo_uri: url })
}
