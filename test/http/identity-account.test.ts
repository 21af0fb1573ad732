// The account page: signing in to it, what it shows, and what must come before it changes anything.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAccount, sectionOf } from '../support/account-page.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { openSolidApp, signIn } from '../support/solid-app.ts'

const minute = 60_000

describe('the account page', () => {
  let identity: TestIdentity
  let time: number
  beforeEach(async () => {
    time = Date.now()
    identity = await openTestIdentity({ now: () => time })
    await identity.newAccount('alice')
  })
  afterEach(() => identity.close())

  const open = () => openAccount(identity.baseUrl, 'alice')
  const post = (path: string, headers: Record<string, string>, body = 'id=x') =>
    fetch(identity.baseUrl + path, { method: 'POST', redirect: 'manual', headers, body })

  it('signs in at the one login page, and comes back', async () => {
    const { page } = await open()

    expect(page.url).toBe(`${identity.baseUrl}/.account/`)
    expect(page.status).toBe(200)
    expect(sectionOf(page, 'pod')).toContain(`${identity.baseUrl}/alice/`)
    expect(sectionOf(page, 'sessions')).toContain('this browser')
  })

  it('is found without the slash by people, not by programs', async () => {
    const typed = await openBrowser(identity.baseUrl).visit('/.account')
    const asked = await fetch(`${identity.baseUrl}/.account`, { redirect: 'manual' })

    expect(typed.url).toContain('/.oidc/interaction/')
    expect(asked.status).toBe(405)
  })

  it('asks no consent of its owner, and is no app among others', async () => {
    const { page } = await open()

    expect(sectionOf(page, 'apps')).toContain('You have let no app in')
    expect(sectionOf(page, 'sessions')).not.toContain('came in with it')
  })

  it('is not stored, not framed, and leaks no address', async () => {
    const { page } = await open()

    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(page.headers.get('x-frame-options')).toBe('DENY')
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(page.headers.get('access-control-allow-origin')).toBeNull()
    expect(page.text).not.toMatch(/style=|<script(?! type="module" src="\/\.app\/sign-in\.js")/)
  })

  it('speaks French to those who prefer it', async () => {
    const { browser } = await open()
    const page = await browser.visit('/.account/', { headers: { 'accept-language': 'fr-CA' } })

    expect(page.text).toContain('<html lang="fr">')
    expect(page.text).toContain('Votre compte')
  })

  it('tells who came in, and with what', async () => {
    const app = await openSolidApp(identity.issuer, { client_name: 'Energy <b>diary</b>' })
    const { browser } = await open()
    const consent = await browser.visit(await app.loginUrl())
    await browser.submit(consent, '/consent', { decision: 'allow' })
    await signIn(openBrowser(identity.baseUrl), app, 'alice')

    const page = await browser.visit('/.account/')

    expect(sectionOf(page, 'apps')).toContain('Energy &#60;b&#62;diary&#60;/b&#62;')
    expect(sectionOf(page, 'apps')).toContain('gave this name itself')
    expect(sectionOf(page, 'apps')).toContain('go on while you are away')
    expect(sectionOf(page, 'sessions').match(/One app came in with it/g)).toHaveLength(2)
  })

  it('signs out', async () => {
    const { browser, page } = await open()

    const out = await browser.submit(page, '/sign-out', {})

    expect(out.text).toContain('Signed out')
    expect((await browser.visit('/.account/')).url).toContain('/.oidc/interaction/')
  })

  it('wants to see again that it is she, after ten minutes', async () => {
    const { browser, page } = await open()
    time += 11 * minute

    const later = await browser.visit('/.account/')
    expect(sectionOf(later, 'webid')).not.toContain('<form')
    expect(sectionOf(later, 'apps')).not.toContain('Confirm that it is you')
    const asked = await browser.submit(page, '/codes#codes', {})
    expect(asked.url).toContain('/.oidc/interaction/')

    const back = await browser.submit(asked, '/login', {
      name: 'alice',
      password: "alice's password",
    })
    expect(back.url).toBe(`${identity.baseUrl}/.account/#codes`)
    expect(sectionOf(back, 'codes')).toContain('no codes left')
    expect(sectionOf(back, 'webid')).toContain('<form')
  })

  it('changes nothing when she does not confirm', async () => {
    const { browser } = await open()
    time += 11 * minute

    const asked = await browser.visit('/.account/again?to=webid')
    const back = await browser.submit(asked, '/cancel', {})

    expect(back.url).toBe(`${identity.baseUrl}/.account/#webid`)
    expect(sectionOf(back, 'webid')).toContain('You did not confirm')
    expect(sectionOf(back, 'webid')).not.toContain('<form')
  })

  it('lets nobody in who cancels the first sign-in', async () => {
    const browser = openBrowser(identity.baseUrl)
    const login = await browser.visit('/.account/')

    const back = await browser.submit(login, '/cancel', {})

    expect(back.status).toBe(403)
    expect(back.text).toContain('You are not signed in')
  })

  it('leads back to its own places only', async () => {
    const { browser } = await open()
    for (const to of ['//evil.example/', 'https://evil.example/', '../x', 'constructor', '']) {
      const asked = await browser.visit(`/.account/again?to=${encodeURIComponent(to)}`)
      const back = await browser.submit(asked, '/login', {
        name: 'alice',
        password: "alice's password",
      })
      expect(back.url, to).toBe(`${identity.baseUrl}/.account/`)
    }
  })

  it('takes no answer that it did not ask for', async () => {
    const { browser } = await open()
    const iss = encodeURIComponent(identity.issuer)
    await browser.visit('/.account/again?to=webid')
    const [cookie] = [...browser.cookies.values()].filter(({ name }) => name.includes('sign-in'))
    const [state] = cookie!.value.split('.')

    for (const query of ['', `code=x&state=guess&iss=${iss}`, `state=${state}&iss=https://evil/`]) {
      const copy = browser.copy()
      expect((await copy.visit(`/.account/back?${query}`)).status, query).toBe(400)
    }
    const right = await browser.visit(`/.account/back?code=x&state=${state}&iss=${iss}`)
    expect(right.url).toBe(`${identity.baseUrl}/.account/#webid`)
    const twice = await browser.visit(`/.account/back?code=x&state=${state}&iss=${iss}`)
    expect(twice.status).toBe(400)
  })

  it('refuses forms of other sites, and what no form of ours could be', async () => {
    const { browser } = await open()
    const cookie = [...browser.cookies.values()]
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const form = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
    const path = '/.account/sessions/end-others'

    for (const headers of [
      { ...form, origin: 'https://evil.example' },
      { ...form, origin: 'null' },
      { ...form, 'sec-fetch-site': 'cross-site' },
      { ...form, 'sec-fetch-site': 'same-site' },
    ]) {
      expect((await post(path, headers)).status).toBe(403)
    }
    for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x']) {
      expect((await post(path, { ...form, 'content-type': type })).status).toBe(415)
    }
    expect([400, 413]).toContain((await post(path, form, `id=${'x'.repeat(20_000)}`)).status)
    const looked = await browser.visit(path)
    expect(looked.url).toBe(`${identity.baseUrl}/.account/#sessions`)
  })

  it('answers programs with problem documents', async () => {
    const { browser } = await open()
    const cookie = [...browser.cookies.values()]
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const response = await post(
      '/.account/programs/remove',
      { cookie, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      'id=agent-x',
    )

    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  })
})
