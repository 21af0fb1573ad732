// A provider behind a proxy that ends TLS: its cookies, and the addresses that it writes.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'

const baseUrl = 'https://pods.example'
let identity: TestIdentity
beforeAll(async () => void (identity = await openTestIdentity({ baseUrl, proxies: 1 })))
afterAll(() => identity.close())

it('ties people to this host and to TLS', async () => {
  const set: string[] = []
  const browser = openBrowser(baseUrl, async (url, init) => {
    const { pathname, search } = new URL(new Request(url).url)
    const response = await fetch(identity.local + pathname + search, init)
    set.push(...response.headers.getSetCookie())
    return response
  })
  await identity.newAccount('alice')
  const question = new URLSearchParams({
    client_id: 'account',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: `${baseUrl}/.account/back`,
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  })

  const login = await browser.visit(`/.oidc/auth?${question}`)
  await browser.submit(login, '/login', { name: 'alice', password: "alice's password" })

  const sessions = set.filter((line) => line.startsWith('__Host-_session'))
  expect(login.url).toMatch(`${baseUrl}/.oidc/interaction/`)
  expect(sessions.length).toBeGreaterThanOrEqual(2)
  for (const line of sessions) expect(line).toMatch(/; path=\/; .*samesite=lax; secure; httponly/i)
  for (const line of set) expect(line).toMatch(/^__(Host|Secure)-.*; secure; httponly/i)
})
