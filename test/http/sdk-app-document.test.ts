// The client id document of the app: fetched by providers elsewhere, and good for signing in here.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer } from '../support/server.ts'
import type { TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

it('comes as JSON-LD to whoever asks, about the address it is found at', async () => {
  const id = `${server.baseUrl}/.app/id.jsonld`

  const response = await fetch(id, { headers: { origin: 'https://elsewhere.example' } })

  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/ld+json')
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(await response.json()).toMatchObject({
    '@context': ['https://www.w3.org/ns/solid/oidc-context.jsonld'],
    client_id: id,
    redirect_uris: [`${server.baseUrl}/`],
    post_logout_redirect_uris: [`${server.baseUrl}/`],
    scope: 'openid webid offline_access',
    token_endpoint_auth_method: 'none',
  })
})

it('lets the app sign people in by it at a provider on the same machine', async () => {
  const id = `${server.baseUrl}/.app/id.jsonld`
  const parameters = {
    client_id: id,
    redirect_uri: `${server.baseUrl}/`,
    response_type: 'code',
    scope: 'openid webid offline_access',
    prompt: 'consent',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  }

  const page = await fetch(`${server.baseUrl}/.oidc/auth?${new URLSearchParams(parameters)}`, {
    redirect: 'manual',
  })

  expect(page.status).toBe(303)
  expect(page.headers.get('location')).not.toContain('error')
})
