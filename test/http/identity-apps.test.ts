// How apps find the provider and make themselves known to it.
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLmdbStore } from '../../server/store/lmdb.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestIdentity } from '../support/identity.ts'
import type { TestIdentity } from '../support/identity.ts'
import { appAddress, openSolidApp, register, signIn } from '../support/solid-app.ts'

describe('the door of the provider', () => {
  let identity: TestIdentity
  beforeEach(async () => void (identity = await openTestIdentity()))
  afterEach(() => identity.close())

  const paths = {
    authorization_endpoint: 'auth',
    token_endpoint: 'token',
    registration_endpoint: 'reg',
    jwks_uri: 'jwks',
    end_session_endpoint: 'session/end',
    revocation_endpoint: 'token/revocation',
  }

  it('is described under the address of the server, whatever host a request names', async () => {
    const metadata = JSON.parse(await getAs('evil.example', '/.well-known/openid-configuration'))

    expect(metadata).toMatchObject({
      issuer: `${identity.baseUrl}/`,
      scopes_supported: expect.arrayContaining(['openid', 'webid', 'offline_access']) as string[],
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      dpop_signing_alg_values_supported: expect.arrayContaining(['ES256', 'RS256']) as string[],
      id_token_signing_alg_values_supported: ['ES256', 'RS256'],
      authorization_response_iss_parameter_supported: true,
      claims_supported: expect.arrayContaining(['sub', 'webid']) as string[],
    })
    for (const [name, path] of Object.entries(paths)) {
      expect(metadata[name]).toBe(`${identity.baseUrl}/.oidc/${path}`)
    }
  })

  it('shows the public halves of its keys only', async () => {
    const served = await (await fetch(`${identity.baseUrl}/.oidc/jwks`)).json()
    const known = await identity.jwks()

    expect(served).toEqual({
      keys: known.keys.map((key) => expect.objectContaining(key) as object),
    })
    expect(JSON.stringify(served)).not.toMatch(/"(d|p|q|dp|dq|qi)":/)
  })

  it.each(['/.well-known/openid-configuration', '/.oidc/token', '/.oidc/reg', '/.oidc/jwks'])(
    'lets browsers ask %s from any app',
    async (path) => {
      const response = await fetch(identity.baseUrl + path, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://app.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,dpop',
        },
      })

      expect(response.status).toBe(204)
      expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example')
      expect(response.headers.get('access-control-allow-headers')).toMatch('dpop')
      expect(response.headers.get('access-control-allow-methods')).toMatch('POST')
      expect(response.headers.get('access-control-allow-credentials')).toBeNull()
    },
  )

  it.each([
    ['GET', '/.oidc/nothing'],
    ['GET', '/.oidc/token'],
    ['PUT', '/.oidc/reg'],
    ['GET', '/.oidc/interaction/none'],
    ['POST', '/.oidc/interaction/none/login'],
    ['GET', '/.oidc/auth/none'],
    ['GET', '/.oidc/session/end?id_token_hint=a.b.c'],
    ['POST', '/.oidc/session/end/confirm'],
    ['GET', '/.oidc/%'],
    ['GET', '/.oidc/auth?client_id=http://['],
  ])('answers %s %s with what is wrong', async (method, path) => {
    const response = await fetch(identity.baseUrl + path, { method })

    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect(response.headers.get('content-type')).toMatch('json')
  })

  it.each([
    ['no address', { redirect_uris: [] }, 'invalid_redirect_uri'],
    [
      'an address that is script',
      { redirect_uris: ['javascript:alert(1)'] },
      'invalid_redirect_uri',
    ],
    ['no text as name', { client_name: { a: 1 } }, 'invalid_client_metadata'],
    ['an unknown scope', { scope: 'everything' }, 'invalid_client_metadata'],
    ['the implicit flow', { response_types: ['id_token'] }, 'invalid_client_metadata'],
    [
      'a secret shared by signature',
      { token_endpoint_auth_method: 'client_secret_jwt' },
      'invalid_client_metadata',
    ],
  ])('registers no app with %s', async (_what, metadata, error) => {
    await expect(register(identity.issuer, metadata)).rejects.toMatchObject({ status: 400, error })
  })

  it('keeps no registration that is longer than an honest one', async () => {
    const response = await fetch(`${identity.baseUrl}/.oidc/reg`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: [appAddress], client_name: 'x'.repeat(9_000) }),
    })

    expect(response.status).toBe(413)
    expect((await identity.store.list(['oidc', 'Client'])).length).toBe(0)
  })

  it('registers apps with a secret of their own, of which it keeps a digest', async () => {
    const app = await register(identity.issuer, {
      token_endpoint_auth_method: 'client_secret_basic',
    })
    const kept = await identity.store.get(['oidc', 'Client', app.client_id])

    expect(app['client_secret']).toMatch(/^[\w-]{86}$/)
    expect(Buffer.from(kept!.value).toString()).not.toContain(app['client_secret'])
  })

  function getAs(host: string, path: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = { host: 'localhost', port: identity.port, path, headers: { host } }
      const message = request(options, (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => resolve(text))
      })
      message.on('error', reject).end()
    })
  }
})

describe('a provider that starts again on the same data', () => {
  it('still knows its apps, its people and who is signed in, and its tokens stay good', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'identity-'))
    const storeBefore = openLmdbStore(folder)
    const before = await openTestIdentity({ store: storeBefore })
    await before.newAccount('alice')
    const app = await openSolidApp(before.issuer)
    const browser = openBrowser(before.baseUrl)
    const tokens = await app.redeem((await signIn(browser, app, 'alice')).url)
    await before.close()
    await storeBefore.close()

    const store = openLmdbStore(folder)
    const after = await openTestIdentity({ store, port: before.port })
    const keys = await after.jwks()
    const silent = await browser.visit(
      await app.loginUrl({ prompt: 'none', scope: 'openid webid' }),
    )
    const renewed = await app.refresh(tokens.refresh_token!)

    await expect(
      jwtVerify(tokens.access_token, createLocalJWKSet(keys), { audience: 'solid' }),
    ).resolves.toMatchObject({ payload: { webid: `${after.baseUrl}/alice/profile/card#me` } })
    expect(silent.url).toMatch(`${appAddress}?code=`)
    expect(renewed.refresh_token).toBeDefined()

    await after.close()
    await store.close()
    await rm(folder, { recursive: true })
  })
})
