// Requests as they go over the wire, made before the load begins, with fresh proofs where needed.
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import type { JsonWebKey, KeyObject } from 'node:crypto'

export interface RawRequest {
  readonly method: string
  /** Absolute. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** 'GET /a HTTP/1.1\r\nHost: localhost:3000\r\n\r\n' */
export function rawRequest({ method, url, headers = {}, body = '' }: RawRequest): string {
  const { host, pathname, search } = new URL(url)
  const length = body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
  const lines = Object.entries({ Host: host, ...headers, ...length })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `${method} ${pathname}${search} HTTP/1.1\r\n${head}\r\n${body}`
}

/** A key of a client, and the proofs that it makes. Source: RFC 9449 */
export interface ProofKey {
  readonly thumbprint: string
  readonly publicJwk: JsonWebKey
  /** A new proof at each call; with `token`, bound to it. */
  proof(method: string, url: string, token?: string): string
}

export function createProofKey(): ProofKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
  const publicJwk = { kty, crv, x, y } as JsonWebKey
  const thumbprint = digest(JSON.stringify({ crv, kty, x, y }))
  const head = encode({ alg: 'ES256', typ: 'dpop+jwt', jwk: publicJwk })
  return { thumbprint, publicJwk, proof }

  function proof(method: string, url: string, token?: string): string {
    const iat = Math.floor(Date.now() / 1000)
    const ath = token === undefined ? {} : { ath: digest(token) }
    const claims = encode({ jti: randomUUID(), iat, htm: method, htu: url, ...ath })
    return `${head}.${claims}.${signature(`${head}.${claims}`, privateKey)}`
  }
}

/** Somebody who is signed in, for requests that are made beforehand. */
export interface Bearer {
  readonly token: string
  readonly key: ProofKey
}

/** The headers of one request by somebody. */
export function signedHeaders({ token, key }: Bearer, method: string, url: string) {
  return { Authorization: `DPoP ${token}`, DPoP: key.proof(method, url, token) }
}

/**
 * Signs a program in with its client credentials.
 * @throws Error with the issuer's words when it refuses
 */
export async function signIn(credentials: {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}): Promise<Bearer> {
  const key = createProofKey()
  const configuration = new URL('.well-known/openid-configuration', credentials.issuer)
  const { token_endpoint: endpoint } = (await (await fetch(configuration)).json()) as {
    token_endpoint: string
  }
  const { clientId, clientSecret } = credentials
  const basic = [clientId, clientSecret].map(encodeURIComponent).join(':')
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(basic).toString('base64')}`,
      DPoP: key.proof('POST', endpoint),
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'webid' }),
  })
  if (!answer.ok) throw new Error(`The issuer said ${answer.status}: ${await answer.text()}`)
  const { access_token: token } = (await answer.json()) as { access_token: string }
  return { token, key }
}

function signature(text: string, key: KeyObject): string {
  const bytes = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' })
  return bytes.toString('base64url')
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
