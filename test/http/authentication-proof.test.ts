// DPoP proofs: each one opens one request, for one method and URL, with the key of the token.
import { request } from 'node:http'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDpopClient } from '../support/dpop-client.ts'
import type { DpopClient } from '../support/dpop-client.ts'
import { openFrontDoor, signedIn } from '../support/front-door.ts'
import type { FrontDoor } from '../support/front-door.ts'
import { openSimulatedIssuer } from '../support/simulated-issuer.ts'
import type { SimulatedIssuer } from '../support/simulated-issuer.ts'

const start = Date.UTC(2026, 10, 2, 12)

let clock: { ms: number }
let issuer: SimulatedIssuer
let door: FrontDoor
let client: DpopClient
let target: string

beforeEach(async () => {
  clock = { ms: start }
  const now = () => clock.ms
  issuer = await openSimulatedIssuer(now)
  door = await openFrontDoor(now)
  client = await createDpopClient(now)
  target = `${door.url}/alice/notes`
  clock.ms = start + 600_000
})
afterEach(async () => {
  await door.close()
  await issuer.close()
})

/** Asks with a good token and this proof. */
async function askWith(dpop: string, init: RequestInit = {}) {
  const headers = { authorization: `DPoP ${await issuer.token(client)}`, dpop }
  return fetch(target, { ...init, headers })
}

async function expectRefusal(response: Response, detail: RegExp) {
  const problem = (await response.json()) as { detail: string }
  expect(problem.detail).toMatch(detail)
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toMatch('error="invalid_dpop_proof"')
}

describe('a proof', () => {
  it('is for the method that it names', async () => {
    const post = await client.proof({ htm: 'POST', htu: target })
    const lower = await client.proof({ htm: 'get', htu: target })

    expect((await askWith(post, { method: 'POST' })).status).toBe(200)
    await expectRefusal(await askWith(post), /htm/)
    await expectRefusal(await askWith(lower), /htm/)
  })

  it.each(['/alice/other', '/alice/notes/', '/alice', '/ALICE/notes', '//alice/notes'])(
    'for %s opens nothing else',
    async (path) => {
      const dpop = await client.proof({ htm: 'GET', htu: door.url + path })

      await expectRefusal(await askWith(dpop), /htu/)
    },
  )

  it.each(['https://pods.example/alice/notes', '/alice/notes', 'notes', 'ftp://localhost/', ''])(
    'for %s is for no URL of this server',
    async (htu) => {
      await expectRefusal(await askWith(await client.proof({ htm: 'GET', htu })), /htu/)
    },
  )

  it('does not depend on the query, nor on how the URL is spelt', async () => {
    const url = `${door.url}/alice/caf%c3%a9~?page=2`
    const spelt = `${door.url.replace('localhost', 'LOCALHOST')}/alice/caf%C3%A9%7E?page=3#top`
    const authorization = `DPoP ${await issuer.token(client)}`

    for (const htu of [url, url.replace('?page=2', ''), spelt]) {
      const dpop = await client.proof({ htm: 'GET', htu })
      expect((await fetch(url, { headers: { authorization, dpop } })).status).toBe(200)
    }
  })

  it('is for the token whose hash it carries', async () => {
    const dpop = await client.proof({ htm: 'GET', htu: target, ath: 'another' })

    await expectRefusal(await askWith(dpop), /ath/)
  })

  it('is signed with the key that the token is bound to', async () => {
    const thief = await createDpopClient(() => clock.ms)

    await expectRefusal(
      await askWith(await thief.proof({ htm: 'GET', htu: target })),
      /another key/,
    )
    const disguised = await thief.proof({ htm: 'GET', htu: target }, { jwk: client.publicJwk })
    await expectRefusal(await askWith(disguised), /signature/)
  })

  it.each<[string, number, number]>([
    ['just now', 0, 200],
    ['two minutes ago', -120, 200],
    ['more than two minutes ago', -121, 401],
    ['a little ahead', 10, 200],
    ['further ahead', 11, 401],
  ])('made %s (%i s) is answered with %s %i', async (_name, offset, status) => {
    const iat = clock.ms / 1000 + offset

    const response = await askWith(await client.proof({ htm: 'GET', htu: target, iat }))

    expect(response.status).toBe(status)
  })

  it.each<[string, object]>([
    ['jti', { jti: undefined }],
    ['jti', { jti: '' }],
    ['jti', { jti: 'x'.repeat(257) }],
    ['jti', { jti: 17 }],
    ['htm', { htm: undefined }],
    ['htu', { htu: undefined }],
    ['htu', { htu: 17 }],
    ['proof is too old', { iat: undefined }],
    ['proof is too old', { iat: '1' }],
  ])('is refused without a good %s: %o', async (name, claims) => {
    const dpop = await client.proof({ htm: 'GET', htu: target, ...claims })

    await expectRefusal(await askWith(dpop), new RegExp(name))
  })

  it.each<[string, (client: DpopClient) => object, RegExp]>([
    ['another typ', () => ({ typ: 'JWT' }), /typ/],
    ['no key', () => ({ jwk: undefined }), /public key/],
    ['a private key', ({ privateJwk }) => ({ jwk: privateJwk }), /public key/],
    ['a symmetric key', () => ({ jwk: { kty: 'oct', k: 'c2VjcmV0' } }), /public key/],
    ['a key of another kind', () => ({ jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }), /public key/],
    ['an array for a key', () => ({ jwk: [] }), /public key/],
    ['an enormous key', () => ({ jwk: { kty: 'EC', crv: 'P-256', x: 'x'.repeat(5000) } }), /key/],
    ['an extension', () => ({ crit: ['b64'], b64: true }), /JWT/],
  ])('is refused with %s in its header', async (_name, header, detail) => {
    const dpop = await client.proof({ htm: 'GET', htu: target }, header(client))

    await expectRefusal(await askWith(dpop), detail)
  })

  it('is refused with a point off the curve, even in a token bound to it', async () => {
    const { publicJwk } = client
    const crooked = { ...publicJwk, x: publicJwk.y!, y: publicJwk.x! }
    const token = await issuer.token(client, {
      cnf: { jkt: await calculateJwkThumbprint(crooked) },
    })

    const dpop = await client.proof({ htm: 'GET', htu: target }, { jwk: crooked })
    const response = await fetch(target, { headers: { authorization: `DPoP ${token}`, dpop } })

    await expectRefusal(response, /signature/)
  })

  it('is refused when it is not signed, or signed with a shared secret', async () => {
    const proof = await client.proof({ htm: 'GET', htu: target })
    const header = { typ: 'dpop+jwt', jwk: client.publicJwk }
    const none = `${encode({ ...header, alg: 'none' })}.${proof.split('.')[1]}.AA`
    const shared = await new SignJWT({ htm: 'GET', htu: target, jti: 'a', iat: clock.ms / 1000 })
      .setProtectedHeader({ ...header, alg: 'HS256' })
      .sign(Buffer.from(JSON.stringify(client.publicJwk)))

    await expectRefusal(await askWith(none), /algorithm/)
    await expectRefusal(await askWith(shared), /algorithm/)
  })

  it.each(['', 'AA', 'A'.repeat(86), 'A'.repeat(200)])(
    'is refused with the signature %.8s…',
    async (signature) => {
      const proof = await client.proof({ htm: 'GET', htu: target })
      const [header, payload] = proof.split('.')

      await expectRefusal(await askWith(`${header}.${payload}.${signature}`), /signature|JWT/)
    },
  )

  it.each(['x', 'e30.e30.AA', `${'a'.repeat(9_000)}.b.c`])('is refused as %.12s', async (text) => {
    await expectRefusal(await askWith(text), /JWT/)
  })

  it('is refused with a weak RSA key', async () => {
    const { publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 })
    const jwk = await exportJWK(publicKey)
    const weak = { ...jwk, n: jwk.n!.slice(0, 171) }
    const dpop = await client.proof({ htm: 'GET', htu: target }, { jwk: weak })

    await expectRefusal(await askWith(dpop), /public key/)
  })
})

describe('headers that are there twice', () => {
  it.each(['authorization', 'dpop'] as const)('are refused: %s', async (name) => {
    const headers = await signedIn(target, client, issuer)

    const status = await statusOf([...Object.entries(headers).flat(), name, headers[name]])

    expect(status).toBe(401)
  })
})

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** Sends raw headers, which fetch would join into one. */
async function statusOf(headers: string[]) {
  return new Promise((resolve, reject) => {
    const host = new URL(target).host
    request(target, { headers: ['host', host, ...headers] }, (res) => {
      res.resume()
      resolve(res.statusCode)
    })
      .on('error', reject)
      .end()
  })
}
