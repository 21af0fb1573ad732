// What a session does with tokens and proofs, told from the servers that it talks to.
import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { RequestError } from '../../client/sdk/request.ts'
import { loginWithCredentials } from '../../client/sdk/session.ts'
import { createFakeIssuer, issuerUrl, proofIn } from '../support/fake-issuer.ts'
import type { FakeIssuer } from '../support/fake-issuer.ts'
import { createFakeWeb } from '../support/fake-web.ts'
import type { Answering } from '../support/fake-web.ts'

const firm = 'https://firm.example/card#me'
const credentials = { issuer: issuerUrl, clientId: 'id with space', clientSecret: 's3:cret' }

let issuer: FakeIssuer
let clock: number
/** What the pod answers to each request in turn; 200 when there is nothing left. */
let answers: Response[]
/** The requests that reached the pod. */
let seen: Request[]

beforeEach(() => {
  issuer = createFakeIssuer(firm)
  clock = 1_800_000_000_000
  answers = []
  seen = []
})

const pod: Answering = (request) => {
  seen.push(request)
  return answers.shift() ?? new Response('ok')
}

function refused(challenge: string): Response {
  return new Response(null, { status: 401, headers: { 'www-authenticate': challenge } })
}

function to(location: string, status = 302): Response {
  return new Response(null, { status, headers: { location } })
}

async function login() {
  const web = createFakeWeb({
    'https://issuer.example': issuer.answer,
    'https://pod.example': pod,
    'https://elsewhere.example': pod,
  })
  const session = await loginWithCredentials(credentials, { fetch: web.fetch, now: () => clock })
  return { ...session, web }
}

describe('signing in with client credentials', () => {
  it('says who one is and who vouches for it', async () => {
    const session = await login()

    expect(session).toMatchObject({ webId: firm, issuer: issuerUrl })
    expect(issuer.grants[0]?.get('grant_type')).toBe('client_credentials')
  })

  it('tells what the issuer says when it refuses', async () => {
    const body = { error: 'invalid_client', error_description: 'no such client' }
    issuer.refusals.push(Response.json(body, { status: 401 }))

    const failure: unknown = await login().catch((error: unknown) => error)

    expect(failure).toBeInstanceOf(RequestError)
    expect(failure).toMatchObject({ status: 401, members: { error: 'invalid_client' } })
    expect(String(failure)).toContain('no such client')
  })

  it('answers a nonce that the issuer wants in the proof', async () => {
    const headers = { 'dpop-nonce': 'n1' }
    issuer.refusals.push(Response.json({ error: 'use_dpop_nonce' }, { status: 400, headers }))

    await expect(login()).resolves.toMatchObject({ webId: firm })
    expect(issuer.grants).toHaveLength(2)
  })

  it('does not take a token that is not bound to its key', async () => {
    issuer.refusals.push(Response.json({ access_token: 'a.b.c', token_type: 'Bearer' }))

    await expect(login()).rejects.toThrow('not bound to a key')
  })

  it('does not take a token without a WebID', async () => {
    issuer.refusals.push(Response.json({ access_token: 'opaque', token_type: 'DPoP' }))

    await expect(login()).rejects.toThrow('without a WebID')
  })

  it.each(['http://issuer.example/', 'ftp://issuer.example/'])(
    'keeps its secret from %s',
    async (address) => {
      const { fetch, requests } = createFakeWeb({})

      const attempt = loginWithCredentials({ ...credentials, issuer: address }, { fetch })

      await expect(attempt).rejects.toThrow('only sent over https or to localhost')
      expect(requests).toEqual([])
    },
  )

  it('says so when there is no issuer at the address', async () => {
    const { fetch } = createFakeWeb({ 'https://pod.example': pod })
    const attempt = loginWithCredentials(
      { ...credentials, issuer: 'https://pod.example/' },
      { fetch },
    )

    await expect(attempt).rejects.toThrow('There is no OpenID issuer at https://pod.example/')
  })
})

describe('a request of a session', () => {
  it('carries the token and a proof for exactly this request', async () => {
    const { fetch } = await login()
    await fetch('https://pod.example/a?b=c#d', { method: 'put', body: 'x' })

    const [request] = seen
    const token = issuer.tokens[0]!
    expect(request?.headers.get('authorization')).toBe(`DPoP ${token}`)
    expect(await proofIn(request!)).toMatchObject({
      htm: 'PUT',
      htu: 'https://pod.example/a',
      ath: createHash('sha256').update(token).digest('base64url'),
    })
  })

  it('has a proof of its own each time', async () => {
    const { fetch } = await login()
    await fetch('https://pod.example/a')
    await fetch('https://pod.example/a')

    const proofs = await Promise.all(seen.map(proofIn))
    expect(new Set(proofs.map((proof) => proof['jti'])).size).toBe(2)
  })

  it('may be given as a Request, with body and headers', async () => {
    const { fetch } = await login()
    const headers = { 'content-type': 'text/turtle' }
    await fetch(
      new Request('https://pod.example/a', { method: 'POST', body: '<> a <b> .', headers }),
    )

    expect(seen[0]?.method).toBe('POST')
    expect(seen[0]?.headers.get('content-type')).toBe('text/turtle')
    expect(await seen[0]?.text()).toBe('<> a <b> .')
  })

  it('never goes over an open line', async () => {
    const { fetch } = await login()

    await expect(fetch('http://pod.example/a')).rejects.toThrow('only sent over https')
    expect(seen).toEqual([])
  })

  it('hands on what the server says', async () => {
    const { fetch } = await login()
    answers.push(new Response('no', { status: 403 }))

    expect((await fetch('https://pod.example/a')).status).toBe(403)
  })
})

describe('a token that ends', () => {
  it('is renewed before it does', async () => {
    const { fetch } = await login()
    clock += 539_000
    await fetch('https://pod.example/a')
    clock += 2_000
    await fetch('https://pod.example/a')

    const used = seen.map((request) => request.headers.get('authorization')?.slice(5))
    expect(used).toEqual(issuer.tokens)
    expect(used).toHaveLength(2)
  })

  it('is renewed once for many requests', async () => {
    const { fetch } = await login()
    clock += 600_000
    await Promise.all(Array.from({ length: 5 }, () => fetch('https://pod.example/a')))

    expect(issuer.tokens).toHaveLength(2)
  })

  it.each(['DPoP error="invalid_token"', 'Bearer scope="openid"'])(
    'is renewed when a server refuses it with %s, and the request repeated with its body',
    async (challenge) => {
      const { fetch } = await login()
      answers.push(refused(challenge))

      const response = await fetch('https://pod.example/a', { method: 'PUT', body: 'once more' })

      expect(response.status).toBe(200)
      expect(await Promise.all(seen.map((each) => each.text()))).toEqual(['once more', 'once more'])
      expect(issuer.tokens).toHaveLength(2)
    },
  )

  it('is renewed only once: a server that refuses every token is believed', async () => {
    const { fetch } = await login()
    answers.push(refused('DPoP error="invalid_token"'), refused('DPoP error="invalid_token"'))

    expect((await fetch('https://pod.example/a')).status).toBe(401)
    expect(seen).toHaveLength(2)
  })

  it('is not renewed for a body that cannot be sent twice', async () => {
    const { fetch } = await login()
    answers.push(refused('DPoP error="invalid_token"'))
    const body = new Blob(['only once']).stream()

    expect((await fetch('https://pod.example/a', { method: 'PUT', body })).status).toBe(401)
    expect(seen).toHaveLength(1)
  })
})

describe('a nonce', () => {
  it('is put into the proof when a server asks for it, and into the next proofs', async () => {
    const { fetch } = await login()
    const headers = { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'n7' }
    answers.push(new Response(null, { status: 401, headers }))

    expect((await fetch('https://pod.example/a')).status).toBe(200)
    await fetch('https://pod.example/b')

    const proofs = await Promise.all(seen.map(proofIn))
    expect(proofs.map((proof) => proof['nonce'])).toEqual([undefined, 'n7', 'n7'])
    expect(issuer.tokens).toHaveLength(1)
  })
})

describe('a redirect', () => {
  it('of a read is followed with a proof for the new address', async () => {
    const { fetch } = await login()
    answers.push(to('/b'), to('https://elsewhere.example/c'))

    const response = await fetch('https://pod.example/a')

    const proofs = await Promise.all(seen.map(proofIn))
    expect(proofs.map((proof) => proof['htu'])).toEqual([
      'https://pod.example/a',
      'https://pod.example/b',
      'https://elsewhere.example/c',
    ])
    expect(response.url).toBe('https://elsewhere.example/c')
  })

  it('of a write is refused', async () => {
    const { fetch } = await login()
    answers.push(to('/b', 307))

    const attempt = fetch('https://pod.example/a', { method: 'PUT', body: 'x' })

    await expect(attempt).rejects.toThrow('ask for the final address')
    expect(seen).toHaveLength(1)
  })

  it('to an open line is refused', async () => {
    const { fetch } = await login()
    answers.push(to('http://pod.example/b'))

    await expect(fetch('https://pod.example/a')).rejects.toThrow('only sent over https')
  })

  it('without end is refused', async () => {
    const { fetch } = await login()
    answers.push(...Array.from({ length: 9 }, () => to('/a')))

    await expect(fetch('https://pod.example/a')).rejects.toThrow('ask for the final address')
    expect(seen).toHaveLength(6)
  })

  it('is handed on when the caller wants to see it', async () => {
    const { fetch } = await login()
    answers.push(to('/b'))

    expect((await fetch('https://pod.example/a', { redirect: 'manual' })).status).toBe(302)
  })
})
