// An OpenID issuer for the SDK's own tests: hands out numbered tokens, checks every proof.
import { EmbeddedJWK, base64url, jwtVerify } from 'jose'
import type { Answering } from './fake-web.ts'

export interface FakeIssuer {
  readonly answer: Answering
  /** What was sent to the token endpoint, oldest first. */
  readonly grants: readonly URLSearchParams[]
  /** Names of tokens that were handed out: 'token-1' … */
  readonly tokens: readonly string[]
  readonly revoked: readonly string[]
  readonly registrations: readonly Record<string, unknown>[]
  /** What the token endpoint answers next instead of a token; each is used once. */
  readonly refusals: Response[]
  /** Merged into the claims of ID tokens. */
  readonly claims: Record<string, unknown>
}

export const issuerUrl = 'https://issuer.example/'

/** `webId` is whom every token speaks for; tokens live 600 s. */
export function createFakeIssuer(webId: string): FakeIssuer {
  const grants: URLSearchParams[] = []
  const tokens: string[] = []
  const revoked: string[] = []
  const registrations: Record<string, unknown>[] = []
  const refusals: Response[] = []
  const claims: Record<string, unknown> = {}
  return { answer, grants, tokens, revoked, registrations, refusals, claims }

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/.well-known/openid-configuration') return Response.json(metadata)
    if (pathname === '/register') return register((await request.json()) as object)
    if (pathname === '/revoke') return revoke(new URLSearchParams(await request.text()))
    if (pathname === '/token') return token(request)
    return new Response(null, { status: 404 })
  }

  function register(wanted: object): Response {
    registrations.push({ ...wanted })
    const client = { ...wanted, client_id: `client-${registrations.length}` }
    return Response.json(client, { status: 201 })
  }

  function revoke(form: URLSearchParams): Response {
    revoked.push(form.get('token') ?? '')
    return new Response()
  }

  async function token(request: Request): Promise<Response> {
    const parameters = new URLSearchParams(await request.text())
    await proofIn(request)
    grants.push(parameters)
    return refusals.shift() ?? Response.json(tokenAnswer(parameters))
  }

  function tokenAnswer(parameters: URLSearchParams) {
    const access = unsigned({ webid: webId, jti: `token-${tokens.length + 1}` })
    tokens.push(access)
    const isAgent = parameters.get('grant_type') === 'client_credentials'
    const more = { refresh_token: `refresh-${tokens.length}`, id_token: idToken(parameters) }
    const answer = { access_token: access, token_type: 'DPoP', expires_in: 600 }
    return isAgent ? answer : { ...answer, ...more }
  }

  function idToken(parameters: URLSearchParams): string {
    const now = Math.floor(Date.now() / 1000)
    const aud = parameters.get('client_id')
    const usual = { iss: issuerUrl, sub: 'somebody', webid: webId, aud, iat: now, exp: now + 600 }
    return unsigned({ ...usual, ...claims })
  }
}

/** The claims of a request's DPoP proof, its signature verified with the key that it carries. */
export async function proofIn(request: Request): Promise<Record<string, unknown>> {
  const { payload } = await jwtVerify(request.headers.get('dpop') ?? '', EmbeddedJWK)
  return payload
}

const metadata = {
  issuer: issuerUrl,
  authorization_endpoint: `${issuerUrl}authorize`,
  token_endpoint: `${issuerUrl}token`,
  registration_endpoint: `${issuerUrl}register`,
  revocation_endpoint: `${issuerUrl}revoke`,
  id_token_signing_alg_values_supported: ['ES256'],
  authorization_response_iss_parameter_supported: true,
}

/** Nobody in these tests looks at the signature of a token: it comes straight from the issuer. */
function unsigned(claims: object): string {
  return `${encoded({ alg: 'ES256' })}.${encoded(claims)}.${base64url.encode('signature')}`
}

function encoded(value: object): string {
  return base64url.encode(JSON.stringify(value))
}
