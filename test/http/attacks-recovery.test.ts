// Attacks on the pages for strangers, sign-up and recovery: who has an account, and how to get into it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import type { Browser, Landing } from '../support/browser.ts'
import { newRecoveryCodes } from '../../server/pod/identity/recovery/codes.ts'
import { openTestIdentity, operatorToken } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'

const minute = 60_000
const webIdOf = (name: string) => `${identity.baseUrl}/${name}/profile/card#me`

let clock: number
let identity: TestIdentity
let browser: Browser
beforeEach(async () => {
  clock = Date.now()
  identity = await openTestIdentity({ now: () => clock, signUp: 'open' })
  browser = openBrowser(identity.baseUrl)
  await identity.newAccount('alice')
})
afterEach(() => identity.close())

const pages = ['/.account/new', '/.account/recover']

async function recover(fields: Record<string, string>): Promise<Landing> {
  const page = await browser.visit('/.account/recover')
  return browser.submit(page, '/recover', { password: 'a new password of hers', ...fields })
}

/** An answer without what differs between any two: ids of the pages' script, and the name. */
function withoutNames({ status, text, headers }: Landing, name: string): string {
  const told = [...headers].filter(([header]) => !/^(date|x-request-id|etag)$/.test(header))
  return JSON.stringify([status, text, told]).replaceAll(name, '…')
}

describe('pages for strangers', () => {
  it.each(pages)('%s is in no frame, held by nobody, and asked by no other site', async (path) => {
    const headers = { origin: 'https://evil.example' }
    const page = await browser.visit(path, { headers })

    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('x-frame-options')).toBe('DENY')
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('access-control-allow-origin')).toBeNull()
  })

  it.each(pages.flatMap((path) => ['', '/options'].map((more) => path + more)))(
    '%s takes no form of another site, and nothing that is no form of ours',
    async (path) => {
      const ask = (headers: Record<string, string>) =>
        browser.visit(path, { method: 'POST', headers, body: 'name=alice' })
      const type = { 'content-type': 'application/x-www-form-urlencoded' }
      const here = { origin: identity.baseUrl, 'sec-fetch-site': 'same-origin' }

      for (const site of ['cross-site', 'same-site', 'none']) {
        const evil = { ...type, origin: 'https://evil.example', 'sec-fetch-site': site }
        expect((await ask(evil)).status).toBe(403)
      }
      expect((await ask({ ...type, origin: 'null' })).status).toBe(403)
      for (const other of ['text/plain', 'multipart/form-data; boundary=a']) {
        expect((await ask({ ...here, 'content-type': other })).status).toBe(415)
      }
    },
  )

  it.each([
    '//evil.example/',
    'https://evil.example/',
    '/\\evil.example',
    '\\\\evil.example',
    '/.oidc/auth',
    '/.oidc/authevil.example?x',
    '/.oidc/auth?x\r\nSet-Cookie: a=b',
    '/.oidc/auth?"><script>alert(1)</script>',
    '/.oidc/session/end?x',
    'javascript:alert(1)',
    '.evil.example/',
  ])('lead nobody to %j afterwards', async (next) => {
    const code = (await newRecoveryCodes(identity.store, webIdOf('alice')))[0]!
    const query = new URLSearchParams({ continue: next })
    for (const path of pages) {
      expect((await browser.visit(`${path}?${query}`)).text).not.toMatch(/evil|<script>alert/)
    }

    const page = await browser.visit('/.account/recover')
    const fields = { name: 'alice', code, password: 'a new password of hers', continue: next }
    const landing = await browser.submit(page, '/recover', fields)

    expect(landing.url).toBe(`${identity.baseUrl}/.account/`)
  })

  it('name their own host in links, whatever host the operator’s tool says it speaks to', async () => {
    for (const [path, body] of [
      ['/.account/invitations', {}],
      ['/.account/recovery', { name: 'alice' }],
    ] as const) {
      const response = await fetch(identity.baseUrl + path, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${operatorToken}`,
          'content-type': 'application/json',
          'x-forwarded-host': 'evil.example',
          forwarded: 'host=evil.example',
          origin: 'https://evil.example',
          referer: 'https://evil.example/',
        },
        body: JSON.stringify(body),
      })
      const text = await response.text()

      expect(response.status).toBe(201)
      expect(text).toContain(`"${identity.baseUrl}/.account/`)
      expect(text).not.toContain('evil')
    }
  })

  it.each(['/.account/invitations', '/.account/recovery', '/.account/keys'])(
    'and %s, for the operator, is closed to all others',
    async (path) => {
      for (const authorization of ['', 'Bearer ', 'Bearer guess', `Basic ${btoa('a:b')}`]) {
        const headers = { 'content-type': 'application/json', authorization }
        const sent = { method: 'POST', headers, body: '{"name":"alice"}' }
        const { status } = await fetch(identity.baseUrl + path, sent)

        expect(status).toBe(401)
      }
    },
  )
})

describe('guessing at recovery', () => {
  it('is told the same whether or not there is such an account', async () => {
    await newRecoveryCodes(identity.store, webIdOf('alice'))
    const code = 'aaaa-bbbb-cccc-dddd-eeee-ffff'

    const wrong = await recover({ name: 'alice', code })
    const nobody = await recover({ name: 'zelda', code })
    const impossible = await recover({ name: '../..', code })

    expect(wrong.status).toBe(403)
    expect(withoutNames(nobody, 'zelda')).toBe(withoutNames(wrong, 'alice'))
    expect(impossible.status).toBe(403)
  })

  it('ends after a few attempts, also for nobody, and with the right code then', async () => {
    const [code] = await newRecoveryCodes(identity.store, webIdOf('alice'))
    const guess = (name: string) => recover({ name, code: 'aaaa-bbbb-cccc-dddd-eeee-ffff' })
    for (let attempt = 0; attempt < 5; attempt++) {
      await guess('alice')
      await guess('zelda')
    }

    const right = await recover({ name: 'alice', code: code! })
    const nobody = await guess('zelda')
    clock += 16 * minute
    const later = await recover({ name: 'alice', code: code! })

    expect([right.status, nobody.status]).toEqual([429, 429])
    expect(withoutNames(nobody, 'zelda')).toBe(withoutNames(right, 'alice'))
    expect(later.url).toBe(`${identity.baseUrl}/.account/`)
  })

  it('counts guesses that are made at the same time', async () => {
    const page = await browser.visit('/.account/recover')
    const guesses = Array.from({ length: 20 }, (_, index) =>
      browser.submit(page, '/recover', {
        name: 'alice',
        password: 'a new password of hers',
        code: `aaaa-bbbb-cccc-dddd-eeee-${index}`,
      }),
    )
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)

    expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(5)
    expect(new Set(statuses)).toEqual(new Set([403, 429]))
  })

  it('gets nothing by a code of somebody else, an old one, or one that was used', async () => {
    await identity.newAccount('bob')
    const [old] = await newRecoveryCodes(identity.store, webIdOf('alice'))
    const [used] = await newRecoveryCodes(identity.store, webIdOf('alice'))
    const [bobs] = await newRecoveryCodes(identity.store, webIdOf('bob'))
    const first = await recover({ name: 'alice', code: used! })

    expect(first.url).toBe(`${identity.baseUrl}/.account/`)
    for (const code of [old!, used!, bobs!, '', ' ', '[object Object]']) {
      expect((await recover({ name: 'alice', code })).status).toBe(403)
      clock += 16 * minute
    }
  })

  it('lets one of two in who use a code at the same time', async () => {
    const [code] = await newRecoveryCodes(identity.store, webIdOf('alice'))
    const outcomes = await Promise.all([1, 2].map(() => recover({ name: 'alice', code: code! })))

    const isIn = ({ url }: Landing) => url === `${identity.baseUrl}/.account/`
    expect(outcomes.filter(isIn)).toHaveLength(1)
  })

  it('finds no link by trying, and no link twice', async () => {
    const made = await fetch(`${identity.baseUrl}/.account/recovery`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
      body: '{"name":"alice"}',
    })
    const link = /"(http[^"]*recovery=[^"]*)"/.exec(await made.text())![1]!
    const secret = new URL(link).searchParams.get('recovery')!
    const page = await browser.visit(link)
    const fields = { password: 'a new password of hers' }
    const done = await browser.submit(page, '/recover', fields)
    const again = await browser.submit(page, '/recover', fields)

    expect(secret).toMatch(/^[\w-]{22,}$/)
    expect(done.status).toBe(200)
    expect(again.status).toBe(404)
    for (const guess of [secret.slice(1), `${secret}a`, '..', '', 'a'.repeat(5_000)]) {
      const query = new URLSearchParams({ recovery: guess })
      const found = await browser.visit(`/.account/recover?${query}`)
      expect(found.text).not.toContain('value="alice"')
      expect(found.status).toBeLessThan(500)
    }
  })
})
