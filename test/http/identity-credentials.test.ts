// Programs that act as a WebID by client credentials.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Session } from '@inrupt/solid-client-authn-node'
import { SignJWT, createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose'
import type { JWTPayload } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account } from '../../server/pod/identity/accounts/accounts.ts'
import { openLmdbStore } from '../../server/store/lmdb.ts'
import { openMemoryStore } from '../../server/store/memory.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { register } from '../support/solid-app.ts'

describe.each(['memory', 'lmdb'])('an agent of an account in the %s store', (kind) => {
  it('logs in with the Inrupt library', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'identity-'))
    await using store = Object.assign(
      kind === 'memory' ? openMemoryStore() : openLmdbStore(folder),
      { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) },
    )
    const identity = await openTestIdentity({ store })
    const { webId, issuer, clientId, clientSecret } = await identity.newAccount('alice')

    const session = new Session()
    await session.login({ oidcIssuer: issuer, clientId, clientSecret })

    expect(session.info).toMatchObject({ isLoggedIn: true, webId })
    await session.logout()
    await identity.close()
    await store.close()
  })
})

describe('asking for a token with client credentials', () => {
  let identity: TestIdentity
  let alice: Account
  let tokenEndpoint: string
  beforeAll(async () => {
    identity = await openTestIdentity()
    alice = await identity.newAccount('alice')
    tokenEndpoint = `${identity.baseUrl}/.oidc/token`
  })
  afterAll(() => identity.close())

  function ask(headers: Record<string, string>, fields: Record<string, string> = {}) {
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...fields })
    return fetch(tokenEndpoint, { method: 'POST', headers, body })
  }

  async function proof(claims: JWTPayload = {}, alg = 'ES256'): Promise<string> {
    const { privateKey, publicKey } = await generateKeyPair(alg)
    return new SignJWT({ htm: 'POST', htu: tokenEndpoint, jti: crypto.randomUUID(), ...claims })
      .setProtectedHeader({ typ: 'dpop+jwt', alg, jwk: await exportJWK(publicKey) })
      .setIssuedAt(claims.iat)
      .sign(privateKey)
  }

  it.each(['ES256', 'RS256', 'PS256', 'EdDSA'])(
    'gets a token for the WebID, bound to a key of %s, without naming a scope',
    async (alg) => {
      const response = await ask({ authorization: basic(alice), dpop: await proof({}, alg) })
      const { access_token: token, ...rest } = (await response.json()) as Record<string, string>

      const keys = createRemoteJWKSet(new URL(`${identity.baseUrl}/.oidc/jwks`))
      const { payload } = await jwtVerify(token!, keys, {
        typ: 'at+jwt',
        issuer: identity.issuer,
        audience: 'solid',
      })
      expect(rest).toMatchObject({ token_type: 'DPoP', expires_in: 600 })
      expect(payload).toMatchObject({
        webid: alice.webId,
        client_id: alice.clientId,
        cnf: { jkt: expect.stringMatching(/^[\w-]{43}$/) as string },
      })
      expect(payload.exp! - payload.iat!).toBe(600)
    },
  )

  it('may send id and secret in the form', async () => {
    const response = await ask(
      { dpop: await proof() },
      { client_id: alice.clientId, client_secret: alice.clientSecret, scope: 'webid' },
    )

    expect(response.status).toBe(200)
  })

  it('gets a fresh answer that nobody keeps', async () => {
    const response = await ask({ authorization: basic(alice), dpop: await proof() })

    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })

  it.each([
    ['another secret', { clientSecret: 'wrong' }],
    ['no secret', { clientSecret: '' }],
    ['an unknown id', { clientId: 'agent-nobody' }],
    ['an id with a NUL', { clientId: 'a\0b' }],
    ['an endless id', { clientId: 'a'.repeat(6000) }],
    ['an id that is an address of ours', { clientId: 'http://127.0.0.1/' }],
  ])('is refused with %s', async (_what, change) => {
    const authorization = basic({ ...alice, ...change })

    const response = await ask({ authorization, dpop: await proof() })

    expect([400, 401]).toContain(response.status)
    expect(((await response.json()) as { error: string }).error).toMatch(
      /^invalid_(client|request)/,
    )
  })

  it('is refused with what is kept of the secret', async () => {
    const entry = await identity.store.get(['oidc', 'Client', alice.clientId])
    const kept = /"client_secret":"([^"]*)"/.exec(Buffer.from(entry!.value).toString())![1]!

    const authorization = basic({ ...alice, clientSecret: kept })
    const response = await ask({ authorization, dpop: await proof() })

    expect(response.status).toBe(401)
  })

  it.each([
    ['no proof', () => undefined],
    ['a proof for another address', () => proof({ htu: `${identity.baseUrl}/alice/` })],
    ['a proof for another method', () => proof({ htm: 'GET' })],
    ['an old proof', () => proof({ iat: Math.floor(Date.now() / 1000) - 3600 })],
    ['a proof from the future', () => proof({ iat: Math.floor(Date.now() / 1000) + 3600 })],
    ['a proof without an id', () => proof({ jti: '' })],
    ['words', () => 'not a proof'],
    ['an unsigned proof', () => `${btoa('{"alg":"none","typ":"dpop+jwt"}')}.${btoa('{}')}.`],
    ['a proof by an algorithm that is not on our list', () => proof({}, 'ES512')],
  ])('is refused with %s', async (_what, make) => {
    const dpop = await make()
    const response = await ask({ authorization: basic(alice), ...(dpop ? { dpop } : {}) })

    expect(response.status).toBe(400)
    expect(((await response.json()) as { error: string }).error).toMatch(
      /invalid_(dpop_proof|grant)/,
    )
  })

  it('is refused the second time with the same proof, also at the same time', async () => {
    const dpop = await proof()
    const answers = await Promise.all(
      [1, 2, 3].map(() => ask({ authorization: basic(alice), dpop })),
    )
    const later = await ask({ authorization: basic(alice), dpop })

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400])
    expect(later.status).toBe(400)
  })

  it.each([
    ['two ways at once', { authorization: 'Basic YTpi' }, { client_secret: 'b' }],
    ['a broken header', { authorization: 'Basic %%%' }, {}],
    ['a bearer token', { authorization: 'Bearer abc' }, {}],
    ['nothing', {}, {}],
    ['an unknown grant', {}, { grant_type: 'password', client_id: 'a' }],
    ['somebody else’s form', { 'content-type': 'application/json' }, {}],
  ])('is told what is wrong with %s', async (_what, headers, fields) => {
    const response = await ask({ ...headers, dpop: await proof() }, fields)

    expect([400, 401]).toContain(response.status)
    expect(await response.json()).toHaveProperty('error')
  })

  it('is no way in for apps that register themselves', async () => {
    const app = await register(identity.issuer, {
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'client_secret_basic',
      webid: alice.webId,
    })

    const authorization = basic({
      clientId: app.client_id,
      clientSecret: app['client_secret'] as string,
    })
    const response = await ask({ authorization, dpop: await proof() })

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: 'unauthorized_client' })
  })

  it('works for the agents of the server itself, with the same credentials at every call', async () => {
    const webId = `${identity.baseUrl}/.mediator/#it`
    const first = await identity.serviceCredentials(webId)
    const second = await identity.serviceCredentials(webId)

    const session = new Session()
    await session.login({ oidcIssuer: identity.issuer, ...first })

    expect(second).toEqual(first)
    expect(session.info.webId).toBe(webId)
    await session.logout()
  })
})

function basic({ clientId, clientSecret }: Pick<Account, 'clientId' | 'clientSecret'>): string {
  return `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)}`
}
