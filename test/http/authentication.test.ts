// Signing in to a resource server with access tokens, told from outside.
import { exportSPKI, importJWK, SignJWT, UnsecuredJWT } from 'jose'
import type { CryptoKey } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDpopClient } from '../support/dpop-client.ts'
import type { DpopClient } from '../support/dpop-client.ts'
import { openFrontDoor, signedIn } from '../support/front-door.ts'
import type { FrontDoor } from '../support/front-door.ts'
import { openSimulatedIssuer, usualClaims } from '../support/simulated-issuer.ts'
import type { SimulatedIssuer } from '../support/simulated-issuer.ts'

const now = () => Date.UTC(2026, 10, 2, 12)
const seconds = now() / 1000

let issuer: SimulatedIssuer
let door: FrontDoor
let client: DpopClient
let target: string

beforeEach(async () => {
  issuer = await openSimulatedIssuer(now)
  door = await openFrontDoor(now)
  client = await createDpopClient(now)
  target = `${door.url}/alice/notes`
})
afterEach(async () => {
  await door.close()
  await issuer.close()
})

/** Asks with this token and a fresh proof. */
async function askWith(token: string) {
  return fetch(target, { headers: await signedIn(target, client, issuer, token) })
}

async function expectRefusal(response: Response, detail: RegExp, error = 'invalid_token') {
  const problem = (await response.json()) as { type: string; detail: string }
  expect(problem.detail).toMatch(detail)
  expect(response.status).toBe(401)
  expect(problem.type).toMatch(/#invalid-token$/)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('www-authenticate')).toBe(
    `DPoP realm="${door.url}/", scope="openid webid", algs="ES256 RS256 PS256 EdDSA", error="${error}"`,
  )
}

describe('signing in', () => {
  it('takes a token of any issuer that the WebID document names', async () => {
    const response = await askWith(await issuer.token(client))

    expect(await response.json()).toEqual({
      webId: issuer.webId,
      clientId: 'https://app.example/id',
      issuer: issuer.issuer,
    })
  })

  it('sees anybody in a request without credentials', async () => {
    expect(await (await fetch(target)).json()).toEqual({})
    expect(await (await fetch(target, { headers: { dpop: 'stray' } })).json()).toEqual({})
  })

  it.each(['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519', 'ES384', 'PS512'])(
    'takes %s proofs, with and without ath',
    async (alg) => {
      client = await createDpopClient(now, alg)
      const token = await issuer.token(client)
      const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(token)))
      const ath = hash.toString('base64url')

      const without = await askWith(token)
      const dpop = await client.proof({ htm: 'GET', htu: target, ath })
      const withAth = await fetch(target, { headers: { authorization: `DPoP ${token}`, dpop } })

      expect(without.status).toBe(200)
      expect(withAth.status).toBe(200)
    },
  )

  it.each<[string, object, object]>([
    ['several audiences', { aud: ['https://app.example', 'solid'] }, {}],
    ['azp in place of client_id', { client_id: undefined, azp: 'https://app.example/id' }, {}],
    ['no client', { client_id: undefined }, {}],
    ['typ JWT', {}, { typ: 'JWT' }],
    ['an issuer whose clock is a little ahead', { iat: seconds + 50 }, {}],
    ['no kid, when one key fits', {}, { kid: undefined }],
  ])('takes a token with %s', async (_name, claims, header) => {
    expect((await askWith(await issuer.token(client, claims, header))).status).toBe(200)
  })

  it('takes the scheme in any case', async () => {
    const { authorization, dpop } = await signedIn(target, client, issuer)
    const headers = { authorization: authorization.replace('DPoP', 'dpop'), dpop }

    expect((await fetch(target, { headers })).status).toBe(200)
  })
})

describe('a token that does not hold', () => {
  it.each<[string, object, RegExp]>([
    ['has expired', { exp: seconds }, /expired/],
    ['is not valid yet', { iat: seconds + 120 }, /not valid yet/],
    ['is for later', { nbf: seconds + 120 }, /not valid yet/],
    ['has no end', { exp: undefined }, /exp/],
    ['is for another audience', { aud: 'https://other.example' }, /audience/],
    ['has no audience', { aud: undefined }, /audience/],
    ['is bound to no key', { cnf: undefined }, /bound/],
    ['is bound to something else', { cnf: { jkt: 17 } }, /bound/],
    ['names no WebID', { webid: undefined }, /webid/],
    ['names a WebID without https', { webid: 'http://alice.example/#me' }, /webid/],
    ['names a WebID that is no URL', { webid: 'alice' }, /webid/],
    ['names no issuer', { iss: undefined }, /issuer/],
    ['names an issuer without https', { iss: 'http://issuer.example/' }, /https/],
    ['names an issuer with a query', { iss: 'https://issuer.example/?a=b' }, /query/],
    ['names an issuer with a password', { iss: 'https://a:b@issuer.example/' }, /https/],
    ['is an ID token', { nonce: 'abc' }, /ID token/],
  ])('is refused, without asking anyone, when it %s', async (_name, claims, detail) => {
    await expectRefusal(await askWith(await issuer.token(client, claims)), detail)

    expect(issuer.asked('/.well-known/openid-configuration')).toBe(0)
  })

  it.each([
    ['typ logout+jwt', { typ: 'logout+jwt' }],
    ['no typ', { typ: undefined }],
    ['an extension', { crit: ['b64'], b64: true }],
  ])('is refused when its header has %s', async (_name, header) => {
    await expectRefusal(await askWith(await issuer.token(client, {}, header)), /token/)
  })

  it('is refused when it is not signed (alg none)', async () => {
    const claims = usualClaims(issuer.issuer, issuer.webId, client, now(), {})

    const token = new UnsecuredJWT(claims).encode()

    await expectRefusal(await askWith(token), /JWT/)
    await expectRefusal(await askWith(`${token}AA`), /JWT/)
  })

  it("is refused when it is signed with HS256 and the issuer's public key", async () => {
    const key = (await importJWK(issuer.keys[0]!, 'ES256', { extractable: true })) as CryptoKey
    const secret = Buffer.from(await exportSPKI(key))
    const claims = usualClaims(issuer.issuer, issuer.webId, client, now(), {})

    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'one', typ: 'at+jwt' })
      .sign(secret)

    await expectRefusal(await askWith(token), /algorithm/)
  })

  it('is refused when somebody else signed it, before its WebID is looked up', async () => {
    const claims = usualClaims(issuer.issuer, issuer.webId, client, now(), {})

    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'at+jwt' })
      .sign(client.privateKey)

    await expectRefusal(await askWith(token), /signature/)
    expect(issuer.asked('/card')).toBe(0)
  })

  it('is refused when its WebID was changed after signing', async () => {
    const [header, payload = '', signature] = (await issuer.token(client)).split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
    const other = JSON.stringify({ ...claims, webid: 'https://victim.example/#me' })

    const token = [header, Buffer.from(other).toString('base64url'), signature].join('.')

    await expectRefusal(await askWith(token), /signature/)
  })

  it.each(['x', 'a.b.c', 'e30.e30.e30', 'W10.W10.AA', `${'a'.repeat(9_000)}.b.c`, '..'])(
    'is refused when it is no JWT: %.20s',
    async (token) => {
      await expectRefusal(await askWith(token), /JWT/)
    },
  )

  it('is refused from the moment it ends, also when it was known', async () => {
    const clock = { ms: now() }
    const other = await openFrontDoor(() => clock.ms)
    const later = await createDpopClient(() => clock.ms)
    const token = await issuer.token(later, { exp: seconds + 30 })
    const ask = async () =>
      fetch(other.url, { headers: await signedIn(other.url, later, issuer, token) })

    const before = await ask()
    clock.ms += 30_000
    const after = await ask()

    expect(before.status).toBe(200)
    expect(after.status).toBe(401)
    await other.close()
  })
})

describe('headers that are not credentials', () => {
  it.each([
    ['Bearer', (token: string) => `Bearer ${token}`],
    ['Basic', () => 'Basic YWxpY2U6c2VjcmV0'],
    ['no scheme', (token: string) => token],
    ['no token', () => 'DPoP'],
    ['two tokens', (token: string) => `DPoP ${token}, DPoP ${token}`],
  ])('are refused: %s', async (_name, write) => {
    const { authorization, dpop } = await signedIn(target, client, issuer)
    const token = authorization.slice('DPoP '.length)

    const response = await fetch(target, { headers: { authorization: write(token), dpop } })

    await expectRefusal(response, /Authorization: DPoP/)
  })

  it('are refused without a proof', async () => {
    const { authorization } = await signedIn(target, client, issuer)

    const response = await fetch(target, { headers: { authorization } })

    await expectRefusal(response, /exactly one DPoP/, 'invalid_dpop_proof')
  })
})
