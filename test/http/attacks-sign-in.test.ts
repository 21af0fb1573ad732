// Attacks on the pages that ask for a password or a consent, and on where they lead.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTarget } from '../support/attack.ts'
import type { Target } from '../support/attack.ts'
import { openBrowser } from '../support/browser.ts'
import type { Browser } from '../support/browser.ts'
import { appAddress, openSolidApp } from '../support/solid-app.ts'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

const script = '<script>parent.alert(document.cookie)</script>'

/** The page that asks carol to let an app in, with the browser that she is at. */
async function consentPage(metadata: Record<string, unknown> = {}) {
  const app = await openSolidApp(`${target.baseUrl}/`, metadata)
  const { password } = await accountOf('carol')
  const browser = openBrowser(target.baseUrl)
  const login = await browser.visit(await app.loginUrl())
  const page = await browser.submit(login, '/login', { name: 'carol', password })
  return { app, browser, login, page }
}

describe('the pages that ask for a password or a consent', () => {
  it('are in no frame, open no other window, and run nothing', async () => {
    const { login, page } = await consentPage()
    for (const { headers } of [login, page]) {
      const policy = headers.get('content-security-policy')

      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("default-src 'none'")
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    }
    const app = await target.stranger('GET', '/')
    expect(app.headers['content-security-policy'] ?? '').toContain("frame-ancestors 'none'")
    expect(app.headers['cross-origin-opener-policy']).toBe('same-origin')
  })

  it('show names as text, whatever is in them', async () => {
    const name = `"><img src=x onerror=alert(1)>${script}\u202e\u0000`
    const { page } = await consentPage({ client_name: name })

    expect(page.text).toContain('&#60;img src=x')
    expect(page.text).not.toMatch(/<img|<script|\u202e/)
  })

  it.each([
    ['from another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['from nowhere', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['from a sandboxed page of a pod', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['from a site beside us', { origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' }],
  ])('take no answer %s', async (_what, headers: Record<string, string>) => {
    const { browser, page } = await consentPage()
    const answer = await browser.submit(page, '/consent', { decision: 'allow' }, headers)

    expect(answer.status).toBe(403)
    expect(answer.url).not.toContain('code=')
  })

  it.each(['text/plain', 'application/json', 'multipart/form-data; boundary=a'])(
    'take no answer as %s',
    async (type) => {
      const { browser, page } = await consentPage()
      const answer = await postAs(browser, `${page.url}/consent`, type)

      expect(answer.url).not.toContain('code=')
    },
  )

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://app.example/back#fragment',
    'vbscript:x',
    '//evil.example/back',
  ])('lead to no app that registers with %s', async (redirect) => {
    const answer = await target.stranger('POST', '/.oidc/reg', {
      type: 'application/json',
      body: JSON.stringify({ redirect_uris: [redirect] }),
    })

    expect(answer.status).toBe(400)
  })

  it.each([
    `${appAddress}.evil.example/`,
    `${appAddress}/more`,
    `${appAddress}?next=//evil.example`,
    appAddress.replace('/back', '/other'),
    appAddress.replace('http://', 'http://evil.example@'),
    'https://evil.example/',
    '//evil.example/back',
    'javascript:alert(1)',
  ])('never send the browser to %s', async (redirect) => {
    const { app, browser } = await consentPage()
    const landing = await browser.visit(await app.loginUrl({ redirect_uri: redirect }))

    expect(landing.status).toBe(400)
    expect(landing.url).toMatch(new RegExp(`^${target.baseUrl}/`))
    expect(landing.text).not.toMatch(/<script/)
  })

  it('send nobody on after signing out, but to where the app said beforehand', async () => {
    const { app, browser } = await consentPage()
    const query = new URLSearchParams({
      client_id: app.clientId,
      post_logout_redirect_uri: 'https://evil.example/',
    })
    const landing = await browser.visit(`/.oidc/session/end?${query}`)

    expect(landing.status).toBe(400)
    expect(landing.url).toContain(target.baseUrl)
  })

  it.each([
    '//evil.example/',
    '/\\evil.example',
    '/.app//evil.example/..',
    '/.app/%2f%2fevil.example',
  ])('and no other page: %s leads nowhere else', async (path) => {
    const answer = await target.stranger('GET', path)

    expect(answer.headers.location ?? '/').not.toMatch(/^(?:[/\\]{2}|https?:\/\/evil)/)
    expect(answer.status).toBeGreaterThanOrEqual(300)
  })

  it('go on in no other browser, and tell the app who answers and to which question', async () => {
    const { app, browser, page } = await consentPage()
    const other = openBrowser(target.baseUrl)
    const stolen = await other.submit(page, '/consent', { decision: 'allow' })
    const back = await browser.submit(page, '/consent', { decision: 'allow' })
    const answer = new URL(back.url).searchParams

    expect(stolen.status).toBe(404)
    expect(answer.get('iss')).toBe(`${target.baseUrl}/`)
    expect(answer.get('state')).toBe(app.state)
  })
})

const accounts = new Map<string, { readonly password: string }>()

async function accountOf(name: string): Promise<{ readonly password: string }> {
  const known = accounts.get(name) ?? (await target.server.account(name))
  accounts.set(name, known)
  return known
}

function postAs(browser: Browser, url: string, type: string) {
  return browser.visit(url, {
    method: 'POST',
    headers: { origin: target.baseUrl, 'sec-fetch-site': 'same-origin', 'content-type': type },
    body: 'decision=allow',
  })
}
