// Signing in as an agent with client credentials, at any Solid-OIDC issuer.
import {
  ClientSecretBasic,
  DPoP,
  clientCredentialsGrantRequest,
  generateKeyPair,
  processClientCredentialsResponse,
} from 'oauth4webapi'
import type { DPoPHandle } from 'oauth4webapi'
import { askIssuer, discoverIssuer } from './issuer.ts'
import type { Issuer } from './issuer.ts'
import type { Fetch } from './request.ts'
import { signedFetch } from './signed-fetch.ts'
import { keepToken, tokenOf, webIdOf } from './tokens.ts'
import type { Token } from './tokens.ts'

/** Somebody signed in. */
export interface Session {
  /** 'https://alice.example/profile/card#me' */
  readonly webId: string
  /** As the issuer writes itself, usually with a trailing slash. */
  readonly issuer: string
  /** Used like the global fetch: adds token and proof, renews the token when it is time. */
  readonly fetch: typeof globalThis.fetch
}

export interface ClientCredentials {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface LoginOptions {
  /** How to reach the network; the global fetch by default. */
  readonly fetch?: Fetch
  /** The time in ms. */
  readonly now?: () => number
}

/**
 * Signs in. The key that binds the tokens is made here and never leaves this process.
 * @throws RequestError when the issuer does not know the credentials; TypeError when it does not answer
 */
export async function loginWithCredentials(
  credentials: ClientCredentials,
  { fetch = (input, init) => globalThis.fetch(input, init), now = Date.now }: LoginOptions = {},
): Promise<Session> {
  const issuer = await discoverIssuer(credentials.issuer, fetch)
  const proofs = DPoP({}, await generateKeyPair('ES256'))
  const obtain = () => askIssuer(issuer, () => requestToken(issuer, credentials, proofs, now))
  const first = await obtain()
  return {
    webId: webIdOf(first.value),
    issuer: issuer.server.issuer,
    fetch: signedFetch({ tokens: keepToken(first, obtain, now), proofs, fetch }),
  }
}

async function requestToken(
  { server, options }: Issuer,
  { clientId, clientSecret }: ClientCredentials,
  proofs: DPoPHandle,
  now: () => number,
): Promise<Token> {
  const client = { client_id: clientId }
  const response = await clientCredentialsGrantRequest(
    server,
    client,
    ClientSecretBasic(clientSecret),
    { scope: 'webid' },
    { ...options, DPoP: proofs },
  )
  return tokenOf(await processClientCredentialsResponse(server, client, response), now())
}
