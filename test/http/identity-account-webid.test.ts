// What only the account page can change in a WebID document, and how it is checked.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../client/sdk/document.ts'
import { openAccount, sectionOf, send } from '../support/account-page.ts'
import type { Browser, Landing } from '../support/browser.ts'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

/** What the page says was done, or was wrong. */
const said = (page: Landing) =>
  /class="(?:done|alert)"[^>]*>([^<]+)</.exec(sectionOf(page, 'webid'))?.[1]

describe('who a WebID names', () => {
  let server: TestServer
  let browser: Browser
  let account: Awaited<ReturnType<TestServer['account']>>
  let provider: Awaited<ReturnType<typeof openProvider>>
  beforeAll(async () => {
    server = await startTestServer()
    provider = await openProvider()
    account = await server.account('alice')
    browser = (await openAccount(server.baseUrl, 'alice', account.password)).browser
  })
  afterAll(async () => {
    await provider.close()
    await server.close()
  })

  const add = (kind: string, value: string) => post('webid', { kind, value })
  const remove = (kind: string, value: string) => post('webid/remove', { kind, value })
  const addKey = (jwk: object | string) =>
    post('webid/keys', { jwk: typeof jwk === 'string' ? jwk : JSON.stringify(jwk) })
  const post = (path: string, fields: Record<string, string>) =>
    browser.visit(`/.account/${path}`, { method: 'POST', body: new URLSearchParams(fields) })
  const values = async (property: string) => {
    const { graph } = await readDocument(account.session.fetch, account.webId)
    return graph.getObjects(account.webId, property, null).map(({ value }) => value)
  }
  const changed = 'Your WebID says so now.'

  it('is seen on the page', async () => {
    const page = await browser.visit('/.account/')

    expect(sectionOf(page, 'webid')).toContain(account.webId)
    expect(sectionOf(page, 'webid')).toContain(`<strong>${server.baseUrl}/</strong>`)
    expect(sectionOf(page, 'webid')).toContain(`<strong>${account.storage}inbox/</strong>`)
  })

  it('can be another provider, which must say that it is one; and never nobody', async () => {
    expect(said(await add('issuer', provider.url))).toBe(changed)
    expect(await values(oidcIssuer)).toEqual([`${server.baseUrl}/`, `${provider.url}/`])

    expect(said(await remove('issuer', `${server.baseUrl}/`))).toBe(changed)
    expect((await browser.visit('/.account/')).text).toContain('apps no longer take your sign-ins')
    const last = await remove('issuer', `${provider.url}/`)
    expect(last.status).toBe(409)
    expect(said(last)).toContain('This is the last provider')

    expect(said(await add('issuer', `${server.baseUrl}/`))).toBe(changed)
    expect(said(await remove('issuer', `${provider.url}/`))).toBe(changed)
    expect(await values(oidcIssuer)).toEqual([`${server.baseUrl}/`])
  })

  it.each([
    ['no address', 'issuer', 'evil', 'This is no web address'],
    ['a script', 'issuer', 'javascript:alert(1)', 'This is no web address'],
    ['markup', 'issuer', 'https://id.example/"><b>', 'This is no web address'],
    ['http', 'issuer', 'http://id.example/', 'must begin with https://'],
    ['a password in it', 'issuer', 'https://me:secret@id.example/', 'Leave out name, password'],
    ['a query', 'issuer', 'https://id.example/?x', 'Leave out name, password'],
    ['a fragment', 'storage', 'https://pod.example/#x', 'Leave out name, password'],
    ['a host that is nowhere', 'issuer', 'https://nowhere.invalid/', 'no OpenID provider'],
    ['a private host', 'issuer', 'https://192.168.0.1/', 'no OpenID provider'],
    ['a storage without slash', 'storage', 'https://pod.example/me', 'ends in a slash'],
    ['an inbox without TLS', 'inbox', 'http://pod.example/inbox/', 'must begin with https://'],
    ['another kind', 'alias', 'https://other.example/#me', 'This is no web address'],
    ['a kind that there is not', 'constructor', 'https://x.example/', 'It is gone already'],
  ])('is not %s', async (_what, kind, value, words) => {
    const before = await (await account.session.fetch(account.webId)).text()

    const page = await add(kind, value)

    expect(page.status).toBe(422)
    expect(said(page)).toContain(words)
    expect(await (await account.session.fetch(account.webId)).text()).toBe(before)
  })

  it('is no provider that calls itself otherwise, redirects, or says nothing', async () => {
    provider.answer = { status: 200, body: JSON.stringify({ issuer: 'https://id.example/' }) }
    expect(said(await add('issuer', provider.url))).toContain('calls itself otherwise')
    provider.answer = { status: 302, body: '', location: `${server.baseUrl}/` }
    expect(said(await add('issuer', provider.url))).toContain('no OpenID provider')
    for (const body of ['{', '[]', 'null', '{"issuer":1}', `"${'x'.repeat(70_000)}"`]) {
      provider.answer = { status: 200, body }
      expect(said(await add('issuer', provider.url)), body.slice(0, 9)).toContain(
        'no OpenID provider',
      )
    }
    provider.answer = undefined
  })

  it('can be another storage, and another inbox instead of the first', async () => {
    expect(said(await add('storage', 'https://pod.example/me/'))).toBe(changed)
    expect(await values(storage)).toEqual([account.storage, 'https://pod.example/me/'])
    expect(said(await remove('storage', 'https://pod.example/me/'))).toBe(changed)
    expect((await remove('storage', 'https://pod.example/me/')).status).toBe(404)

    expect(said(await add('inbox', 'https://pod.example/inbox/'))).toBe(changed)
    expect(await values(inbox)).toEqual(['https://pod.example/inbox/'])
    expect(said(await add('inbox', `${account.storage}inbox/`))).toBe(changed)
  })

  it('can be a public key, named and removable, and never a private one', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk = await exportJWK(publicKey)
    expect(said(await addKey({ ...jwk, kid: 'laptop', x5u: 'https://evil.example/' }))).toBe(
      changed,
    )

    const { graph } = await readDocument(account.session.fetch, account.webId)
    const [node] = graph.getObjects(account.webId, `${sec}verificationMethod`, null)
    const [kept] = graph.getObjects(node!, `${sec}publicKeyJwk`, null)
    expect(JSON.parse(kept!.value)).toEqual({ ...jwk, kid: 'laptop' })
    expect(graph.getObjects(account.webId, `${sec}assertionMethod`, null)).toEqual([node])
    expect(graph.getObjects(node!, `${sec}controller`, null)[0]?.value).toBe(account.webId)

    expect(graph.getObjects(node!, 'http://purl.org/dc/terms/created', null)).toHaveLength(1)
    expect(graph.getObjects(node!, `${sec}expires`, null)).toEqual([])

    const page = await browser.visit('/.account/')
    expect(sectionOf(page, 'webid')).toContain('<strong>laptop</strong>')
    expect(said(await send(browser, '/keys/remove#webid'))).toBe(changed)
    expect(await values(`${sec}verificationMethod`)).toEqual([])
    expect(await (await account.session.fetch(account.webId)).text()).not.toContain('laptop')

    const secret = await addKey(await exportJWK(privateKey))
    expect(said(secret)).toContain('This is a private key')
    expect(secret.text).not.toContain((await exportJWK(privateKey)).d)
  })

  it('can be a key until a day that lies ahead', async () => {
    const { publicKey } = await generateKeyPair('Ed25519', { extractable: true })
    const jwk = JSON.stringify(await exportJWK(publicKey))

    expect((await post('webid/keys', { jwk, ends: '2001-01-01' })).status).toBe(422)
    expect(said(await post('webid/keys', { jwk, ends: '2999-12-31' }))).toBe(changed)

    const page = await browser.visit('/.account/')
    expect(sectionOf(page, 'webid')).toContain('Signs until: <time datetime="2999-12-31')
    expect(said(await send(browser, '/keys/remove#webid'))).toBe(changed)
    expect(await (await account.session.fetch(account.webId)).text()).not.toContain('2999')
  })

  it.each([
    ['nothing', '', 'no JSON Web Key'],
    ['a list', '[]', 'no JSON Web Key'],
    ['a secret', '{"kty":"oct","k":"AAAA"}', 'private key'],
    [
      'a point off the curve',
      '{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}',
      'Give a public key',
    ],
    ['a short RSA key', '{"kty":"RSA","n":"AQAB","e":"AQAB"}', 'Give a public key'],
    ['a kind that does not sign', '{"kty":"OKP","crv":"X25519","x":"AAAA"}', 'Give a public key'],
  ])('is no key made of %s', async (_what, text, words) => {
    const page = await addKey(text)

    expect(page.status).toBe(422)
    expect(said(page)).toContain(words)
  })

  it('moves the ETag, and keeps all else in the document', async () => {
    const nick = `INSERT DATA { <${account.webId}> <http://xmlns.com/foaf/0.1/nick> "Al" }`
    const headers = { 'content-type': 'application/sparql-update' }
    await account.session.fetch(account.webId, { method: 'PATCH', headers, body: nick })
    const before = await account.session.fetch(account.webId)

    await add('storage', 'https://second.example/')

    const after = await account.session.fetch(account.webId)
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'))
    const text = await after.text()
    expect(text).toContain('Al')
    expect(text).toContain('https://second.example/')
    expect(text).toContain('@prefix')
    await remove('storage', 'https://second.example/')
  })

  it('is not changed without a proof of presence, nor by another site', async () => {
    const stranger = await browser.copy().visit('/.account/webid', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams({ kind: 'storage', value: 'https://evil.example/' }),
    })

    expect(stranger.status).toBe(403)
    expect(await values(storage)).toEqual([account.storage])
  })

  it('asks other hosts only so often', async () => {
    const pages: Landing[] = []
    for (let count = 0; count < 35; count++)
      pages.push(await add('issuer', 'https://nowhere.invalid/'))

    expect(pages.at(-1)?.status).toBe(429)
  })
})

const oidcIssuer = 'http://www.w3.org/ns/solid/terms#oidcIssuer'
const storage = 'http://www.w3.org/ns/pim/space#storage'
const inbox = 'http://www.w3.org/ns/ldp#inbox'
const sec = 'https://w3id.org/security#'

interface Said {
  readonly status: number
  readonly body: string
  readonly location?: string
}

/** A provider that says who it is, or whatever `answer` is. */
async function openProvider() {
  const provider: { url: string; answer: Said | undefined; close(): Promise<void> } = {
    url: '',
    answer: undefined,
    close,
  }
  const server = createServer((_req, res) => {
    const own = { status: 200, body: JSON.stringify({ issuer: `${provider.url}/` }) }
    const { status, body, location }: Said = provider.answer ?? own
    res.writeHead(status, location === undefined ? {} : { location }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  provider.url = `http://localhost:${(server.address() as AddressInfo).port}`
  return provider

  async function close() {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
