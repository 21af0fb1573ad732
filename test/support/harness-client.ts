// An agent as the official conformance harness plays it: client credentials with Basic authentication and no
// scope, one RS256 key whose JWK tells kid, use and alg, and proofs without `ath`.
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { randomUUID } from 'node:crypto'

export interface HarnessAccount {
  readonly webId: string
  readonly storage: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** What a test asks for beside method and URL. */
export interface Asked {
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as bytes, so that no type is added. */
  readonly body?: string
}
export type Ask = (method: string, url: string, asked?: Asked) => Promise<Response>

export interface TokenAnswer {
  readonly access_token: string
  readonly token_type: string
}

export interface HarnessClient {
  readonly thumbprint: string
  readonly token: TokenAnswer
  readonly ask: Ask
  /** The headers that sign one request in. */
  sign(method: string, url: string): Promise<Record<string, string>>
}

/** Never follows a redirection, sends nothing but what is said. */
export const askAnonymously: Ask = (method, url, { headers = {}, body } = {}) =>
  fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: new TextEncoder().encode(body) }),
  })

/** Signs in at the token endpoint that the issuer's configuration names. */
export async function openHarnessClient(account: HarnessAccount): Promise<HarnessClient> {
  const { proof, thumbprint } = await openProver()
  const token = await fetchToken(account, proof)
  return { thumbprint, token, sign, ask }

  async function sign(method: string, url: string) {
    return { authorization: `DPoP ${token.access_token}`, dpop: await proof(method, url) }
  }

  async function ask(method: string, url: string, asked: Asked = {}) {
    const headers = { ...asked.headers, ...(await sign(method, url)) }
    return askAnonymously(method, url, { ...asked, headers })
  }
}

type Proof = (method: string, url: string) => Promise<string>

async function openProver(): Promise<{ proof: Proof; thumbprint: string }> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const bare = await exportJWK(publicKey)
  const jwk = { ...bare, kid: randomUUID(), use: 'sig', alg: 'RS256' }
  const proof: Proof = (htm, htu) =>
    new SignJWT({ htm, htu, jti: randomUUID() })
      .setIssuedAt()
      .setProtectedHeader({ alg: 'RS256', typ: 'dpop+jwt', jwk })
      .sign(privateKey)
  return { proof, thumbprint: await calculateJwkThumbprint(bare) }
}

async function fetchToken(account: HarnessAccount, proof: Proof): Promise<TokenAnswer> {
  const { token_endpoint: url } = await configurationOf(account.issuer)
  const parts = [account.clientId, account.clientSecret].map(encodeURIComponent)
  const response = await askAnonymously('POST', url, {
    headers: {
      authorization: `Basic ${Buffer.from(parts.join(':')).toString('base64')}`,
      dpop: await proof('POST', url),
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: 'grant_type=client_credentials',
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as TokenAnswer
}

export interface Configuration {
  readonly issuer: string
  readonly token_endpoint: string
  readonly jwks_uri: string
}

/** The metadata of an issuer, whose own slash is no part of the address. */
export async function configurationOf(issuer: string): Promise<Configuration> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await askAnonymously('GET', url, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return (await response.json()) as Configuration
}
