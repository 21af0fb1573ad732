// From the code that an issuer sends back to a session, with every check on the way.
// Source: RFC 9700, section 4.4 (issuer mix-up); https://solidproject.org/TR/oidc#tokens-id
import {
  DPoP,
  None,
  authorizationCodeGrantRequest,
  getValidatedIdTokenClaims,
  processAuthorizationCodeResponse,
  validateAuthResponse,
} from 'oauth4webapi'
import type { TokenEndpointResponse } from 'oauth4webapi'
import type { BrowserWorld } from './browser-world.ts'
import { askIssuer } from './issuer.ts'
import type { Issuer } from './issuer.ts'
import type { KeptSession } from './kept-session.ts'
import type { PendingLogin } from './pending-login.ts'
import { readProfile } from './profile.ts'
import { refusal } from './request.ts'
import { tokenOf } from './tokens.ts'

/** How the person came back: the address, and the state in it. */
interface Return {
  readonly address: URL
  readonly state: string
}

/**
 * Ends a sign-in with the code in the address.
 * @throws RequestError when the issuer or the person said no, or when what came back is not for us
 */
export async function redeemCode(
  world: BrowserWorld,
  issuer: Issuer,
  { client, redirectUrl, keys, verifier, nonce }: PendingLogin,
  { address, state }: Return,
): Promise<KeptSession> {
  const { server, options } = issuer
  const answer = await askIssuer(issuer, async () => {
    const code = validateAuthResponse(server, client, withIssuer(address), state)
    const sent = { ...options, DPoP: DPoP({}, keys) }
    const response = await authorizationCodeGrantRequest(
      ...([server, client, None(), code, redirectUrl, verifier, sent] as const),
    )
    const expected = { expectedNonce: nonce, requireIdToken: true }
    return processAuthorizationCodeResponse(server, client, response, expected)
  })
  const webId = webIdIn(answer)
  await requireIssuerOf(world, webId, server.issuer)
  const token = tokenOf(answer, world.now())
  const { refresh_token: refreshToken, id_token: idToken } = answer
  return { issuer: server.issuer, webId, client, redirectUrl, keys, token, refreshToken, idToken }
}

/** @throws RequestError when an answer does not say which issuer it is from, so that it could be another's */
function withIssuer(address: URL): URL {
  if (address.searchParams.has('iss')) return address
  throw refusal('invalid-token', 'The answer to the sign-in does not name its issuer (iss)')
}

function webIdIn(answer: TokenEndpointResponse): string {
  const claims = getValidatedIdTokenClaims(answer)
  for (const claim of [claims?.['webid'], claims?.sub]) {
    if (typeof claim === 'string' && URL.canParse(claim)) return claim
  }
  throw refusal('invalid-token', 'The issuer did not say whose WebID this is')
}

/** Any issuer may claim any WebID: only the WebID document says which one speaks for it. */
async function requireIssuerOf(world: BrowserWorld, webId: string, issuer: string): Promise<void> {
  const { issuers } = await readProfile(world.fetch, webId)
  if (issuers.map(withoutSlash).includes(withoutSlash(issuer))) return
  throw refusal('invalid-token', `${webId} does not name ${issuer} as its issuer`)
}

function withoutSlash(issuer: string): string {
  return issuer.replace(/\/$/, '')
}
