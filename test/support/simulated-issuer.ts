// An OpenID provider on localhost that also hosts the WebID document of its one user.
import { generateKeyPair, exportJWK, SignJWT } from 'jose'
import type { CryptoKey, JWK, JWTPayload } from 'jose'
import type { RequestListener } from 'node:http'
import { openSimulatedServer } from './simulated-server.ts'
import type { DpopClient } from './dpop-client.ts'

export interface SimulatedIssuer {
  /** Its origin, without a trailing slash. */
  readonly url: string
  /** As written in tokens, with a trailing slash. */
  readonly issuer: string
  readonly webId: string
  /** How each path answers; replace an entry to make it misbehave. */
  readonly answers: Map<string, RequestListener>
  /** The public keys that it serves. */
  readonly keys: JWK[]
  /** How often a path was asked for. */
  asked(path: string): number
  /** A token for the user, bound to the client's key; `claims` and `header` replace the usual. */
  token(client: DpopClient, claims?: object, header?: object): Promise<string>
  close(): Promise<void>
}

/** What `now` says is the time of its tokens, in milliseconds. */
export async function openSimulatedIssuer(now: () => number): Promise<SimulatedIssuer> {
  const { privateKey, jwk } = await signingKey('one')
  const keys = [jwk]
  const answers = new Map<string, RequestListener>()
  const server = await openSimulatedServer((req, res) => {
    const answer = answers.get(req.url ?? '')
    return answer === undefined ? res.writeHead(404).end() : answer(req, res)
  })
  const issuer = `${server.url}/`
  const webId = `${server.url}/card#me`
  answers.set('/.well-known/openid-configuration', (_req, res) =>
    res.end(JSON.stringify({ issuer, jwks_uri: `${server.url}/jwks` })),
  )
  answers.set('/jwks', (_req, res) => res.end(JSON.stringify({ keys })))
  answers.set('/card', (_req, res) =>
    res.setHeader('content-type', 'text/turtle').end(cardText('#me', issuer)),
  )
  return { url: server.url, issuer, webId, answers, keys, asked, token, close: server.close }

  function asked(path: string) {
    return server.requests.filter((each) => each.url === path).length
  }

  async function token(client: DpopClient, claims: object = {}, header: object = {}) {
    return new SignJWT(usualClaims(issuer, webId, client, now(), claims))
      .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'at+jwt', ...header })
      .sign(privateKey)
  }
}

/** A WebID document that names an issuer. */
export function cardText(subject: string, issuer: string): string {
  return `<${subject}> <http://www.w3.org/ns/solid/terms#oidcIssuer> <${issuer}> .`
}

/** The claims of an access token as issuers in use write them. */
export function usualClaims(
  issuer: string,
  webId: string,
  client: DpopClient,
  now: number,
  claims: object,
): JWTPayload {
  const iat = Math.floor(now / 1000)
  return {
    iss: issuer,
    webid: webId,
    sub: webId,
    aud: 'solid',
    client_id: 'https://app.example/id',
    iat,
    exp: iat + 600,
    cnf: { jkt: client.thumbprint },
    ...claims,
  }
}

/** A new key for ES256, and its public half as an issuer publishes it. */
export async function signingKey(kid: string): Promise<{ privateKey: CryptoKey; jwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } }
}
