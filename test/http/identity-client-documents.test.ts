// Apps that are described by a document at their client id.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createSafeFetch } from '../../server/http/safe-fetch.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { appAddress, openSolidApp, signIn } from '../support/solid-app.ts'

describe('an app that is described at its id', () => {
  const id = 'https://app.example/id'
  const document = {
    '@context': ['https://www.w3.org/ns/solid/oidc-context.jsonld'],
    client_id: id,
    client_name: 'Described app',
    redirect_uris: [appAddress],
    scope: 'openid webid offline_access something_else',
    grant_types: ['authorization_code', 'refresh_token', 'urn:unknown'],
    client_secret: 'ignored',
    logo_uri: 'https://app.example/logo.svg',
  }
  let asked: string[]
  let identity: TestIdentity
  afterEach(() => identity.close())

  async function openWith(answers: Record<string, () => Response>) {
    asked = []
    identity = await openTestIdentity({
      fetch: async (url) => {
        if (typeof url !== 'string') throw new TypeError('client documents are asked for by URL')
        asked.push(url)
        const answer = answers[url]
        if (!answer) throw new TypeError('unreachable')
        return answer()
      },
    })
    await identity.newAccount('alice')
  }

  it('signs people in without being registered, and is read once', async () => {
    await openWith({ [id]: () => Response.json(document) })
    const app = await openSolidApp(identity.issuer, id)
    const browser = openBrowser(identity.baseUrl)

    const back = await signIn(browser, app, 'alice')
    const tokens = await app.redeem(back.url)

    expect(tokens.refresh_token).toBeDefined()
    expect(asked).toEqual([id])
  })

  it('is not vouched for by this server when its document lies in a pod', async () => {
    identity = await openTestIdentity({
      fetch: async (url) => Response.json({ ...document, client_id: url }),
    })
    await identity.newAccount('alice')
    const app = await openSolidApp(identity.issuer, `${identity.baseUrl}/eve/app`)
    const browser = openBrowser(identity.baseUrl)
    const login = await browser.visit(await app.loginUrl())

    const page = await browser.submit(login, '/login', {
      name: 'alice',
      password: "alice's password",
    })

    expect(page.text).toContain('Nobody vouches for it')
    expect(page.text).toContain('The app gave this name itself')
  })

  it('may be an app on this device while the provider is there too', async () => {
    const local = 'http://localhost:9/id'
    await openWith({ [local]: () => Response.json({ ...document, client_id: local }) })
    const app = await openSolidApp(identity.issuer, local)

    const page = await openBrowser(identity.baseUrl).visit(await app.loginUrl())

    expect(page.text).toContain('Described app')
  })

  it('speaks for its own address only, not for one that leads to it', async () => {
    const host = createServer((req, res) => {
      const { port } = host.address() as AddressInfo
      const address = `http://localhost:${port}/id`
      if (req.url === '/id') res.writeHead(302, { location: '/elsewhere' }).end()
      else res.end(JSON.stringify({ ...document, client_id: address }))
    })
    await new Promise<void>((resolve) => host.listen(0, 'localhost', resolve))
    const { port } = host.address() as AddressInfo
    identity = await openTestIdentity({ fetch: createSafeFetch({ allowLoopback: true }) })
    const app = await openSolidApp(identity.issuer, `http://localhost:${port}/id`)

    const page = await openBrowser(identity.baseUrl).visit(await app.loginUrl())
    host.close()

    expect(page.status).toBe(400)
    expect(page.text).toContain('cannot be reached')
  })

  it.each([
    [
      'is about another client',
      () => Response.json({ ...document, client_id: `${id}2` }),
      'about another client',
    ],
    [
      'has no Solid context',
      () => Response.json({ ...document, '@context': [] }),
      'lacks the context',
    ],
    ['is not there', () => new Response('no', { status: 404 }), 'answered with 404'],
    ['is a page', () => new Response('<html>'), 'no JSON'],
    ['is a list', () => Response.json([]), 'no JSON object'],
    ['is endless', () => new Response('{"a":"'.padEnd(40_000, 'a')), 'at most 32768 bytes'],
    [
      'cannot be reached',
      () => {
        throw new TypeError('refused')
      },
      'cannot be reached',
    ],
    [
      'has no addresses',
      () => Response.json({ ...document, redirect_uris: undefined }),
      'redirect_uris',
    ],
    [
      'has other addresses',
      () => Response.json({ ...document, redirect_uris: ['https://app.example/'] }),
      'did not match',
    ],
    [
      'has no texts',
      () => Response.json({ ...document, redirect_uris: 7, client_name: [] }),
      'must',
    ],
  ])('is refused when the document %s', async (_what, answer, why) => {
    await openWith({ [id]: answer })
    const app = await openSolidApp(identity.issuer, id)

    const page = await openBrowser(identity.baseUrl).visit(await app.loginUrl())

    expect(page.status).toBe(400)
    expect(page.text).toContain(why)
  })

  it.each([
    'http://app.example/id',
    'http://127.0.0.1/id',
    'https://',
    'http://localhost.evil.example/',
  ])('is never looked for at %s', async (address) => {
    await openWith({})
    const app = await openSolidApp(identity.issuer, address)

    const page = await openBrowser(identity.baseUrl).visit(await app.loginUrl())

    expect(page.status).toBe(400)
    expect(asked).toEqual([])
  })
})
