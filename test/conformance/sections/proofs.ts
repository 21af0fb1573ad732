// Section 12, D1 to D9: DPoP proofs, one for each request.
import assert from 'node:assert/strict'
import { SignJWT } from 'jose'
import { createDpopClient } from '../../support/dpop-client.ts'
import { discover } from '../../support/solid-app.ts'
import { checks } from '../checks.ts'
import { hasStatus } from '../expect.ts'
import type { Row } from '../row.ts'
import { freshDocument } from '../setting.ts'
import type { Target } from '../target.ts'
import { visited } from '../visitor.ts'
import type { Signed, Visit } from '../visitor.ts'

export const rows: readonly Row[] = [
  ...checks('D1', 'M', {
    'takes proofs by every algorithm that it names': visited(async ({ issuer, ask }) => {
      for (const alg of ['ES256', 'RS256', 'PS256', 'EdDSA']) {
        const client = await createDpopClient(Date.now, alg)
        const answer = await ask({ client, token: await issuer.token(client) })
        await hasStatus(answer, 200, `GET with a proof by ${alg}`)
      }
    }),
    'takes keys that say their id, use and algorithm': visited(async ({ issuer, ask }) => {
      const client = await createDpopClient(Date.now, 'RS256')
      const jwk = { ...client.publicJwk, kid: 'one', use: 'sig', alg: 'RS256' }
      const answer = await ask({ client, token: await issuer.token(client), header: { jwk } })
      await hasStatus(answer, 200, 'GET with a key that says more')
    }),
    'refuses proofs of another type, without a key, and with a private one': visited(
      async ({ client, ask }) => {
        const headers: object[] = [
          { typ: 'JWT' },
          { typ: undefined },
          { jwk: undefined },
          { jwk: client.privateJwk },
          { jwk: { kty: 'oct', k: 'c2VjcmV0' } },
          { crit: ['b64'], b64: true },
        ]
        await refusesAll(
          ask,
          headers.map((header) => ({ header })),
        )
      },
    ),
    'refuses proofs that are not signed by their key': visited(async (visit) => {
      const other = await createDpopClient(Date.now)
      const borrowed = { jwk: visit.client.publicJwk }
      const [head, body] = (await visit.proof()).split('.')
      await refusesAll(visit.ask, [
        { dpop: await visit.proof({ client: other, header: borrowed }) },
        { dpop: `${head}.${body}.${'A'.repeat(86)}` },
        { dpop: await sharedSecretProof(visit) },
      ])
    }),
  }),
  ...checks('D2', 'M', {
    'refuses proofs without jti, htm, htu or iat': visited(async ({ ask }) => {
      const names = ['jti', 'htm', 'htu', 'iat']
      await refusesAll(
        ask,
        names.map((name) => ({ claims: { [name]: undefined } })),
      )
    }),
    'compares methods exactly, and takes HEAD for no GET': visited(async (visit) => {
      await hasStatus(await visit.ask({ method: 'HEAD' }), 200, 'HEAD with its own proof')
      await refusesAll(visit.ask, [
        { claims: { htm: 'get' } },
        { claims: { htm: 'PUT' } },
        { method: 'HEAD', dpop: await visit.proof() },
      ])
    }),
  }),
  ...checks('D3', 'M', {
    'leaves query and fragment out of the comparison': visited(async ({ ask, proof, url }) => {
      const dpop = await proof({ url: `${url}?other=1#part` })
      await hasStatus(await ask({ url: `${url}?page=2`, dpop }), 200, 'GET with a query')
    }),
    'compares URLs in normal form': visited(async ({ ask, proof, url }) => {
      const { origin, pathname } = new URL(url)
      const spelt = `${origin.replace('http', 'HTTP')}${pathname.replace('-', '%2d')}`
      await hasStatus(await ask({ dpop: await proof({ url: spelt }) }), 200, `htu ${spelt}`)
    }),
    'refuses proofs for other URLs, also for one with a slash more': visited(
      async ({ ask, url }) => {
        const { pathname } = new URL(url)
        const others = [`${url}/`, `${url}x`, new URL('.', url).href, pathname, '']
        await refusesAll(
          ask,
          [...others, `https://pods.example${pathname}`].map((htu) => ({ claims: { htu } })),
        )
      },
    ),
  }),
  ...checks('D4', 'M', {
    'takes proofs of a few seconds, refuses old ones and those from the future': visited(
      async ({ ask }) => {
        const now = Math.floor(Date.now() / 1000)
        await hasStatus(await ask({ claims: { iat: now } }), 200, 'GET with a fresh proof')
        const others = [now - 600, now - 180, now + 180, now + 3600, String(now)]
        await refusesAll(
          ask,
          others.map((iat) => ({ claims: { iat } })),
        )
      },
    ),
  }),
  ...checks('D5', 'S', {
    'takes a proof once': visited(async ({ ask, proof }) => {
      const dpop = await proof()
      await hasStatus(await ask({ dpop }), 200, 'GET')
      await hasStatus(await ask({ dpop }), 401, 'GET with the same proof')
    }),
    'takes it once of many times at the same moment': visited(async ({ ask, proof, token }) => {
      const signed = { token: await token(), dpop: await proof() }
      const answers = await Promise.all(Array.from({ length: 8 }, () => ask(signed)))
      assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    }),
    'does not mix up clients that choose the same jti': visited(async ({ issuer, ask }) => {
      const [claims, client] = [{ jti: 'one and the same' }, await createDpopClient(Date.now)]
      await hasStatus(await ask({ claims }), 200, 'GET')
      const other = { claims, client, token: await issuer.token(client) }
      await hasStatus(await ask(other), 200, 'GET by another client')
    }),
    'lets nobody else use a jti up': visited(async ({ client, ask }) => {
      const claims = { jti: 'wanted by two' }
      const thief = await createDpopClient(Date.now)
      const stolen = { client: thief, claims, header: { jwk: client.publicJwk } }
      await hasStatus(await ask(stolen), 401, 'GET with a forged proof')
      await hasStatus(await ask({ claims }), 200, 'GET with the real one')
    }),
  }),
  ...checks('D6', 'M', {
    'refuses proofs by another key than the one of the token': visited(async ({ ask }) => {
      await hasStatus(await ask({ client: await createDpopClient(Date.now) }), 401, 'GET')
    }),
  }),
  ...checks('D7', 'M', {
    'takes proofs that name their token, and none that names another': visited(async (visit) => {
      const token = await visit.token()
      const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
      const ath = Buffer.from(hash).toString('base64url')
      await hasStatus(await visit.ask({ token, claims: { ath } }), 200, 'GET with ath')
      const other = { token: await visit.token({ jti: 'another' }), claims: { ath } }
      await hasStatus(await visit.ask(other), 401, 'GET with the ath of another token')
    }),
  }),
  ...checks('D8', 'O', {
    'asks for no nonce, which many clients could not give': visited(async ({ ask, target }) => {
      const answers = [await ask(), await ask({ claims: { htm: 'PUT' } })]
      for (const { headers } of answers) {
        assert.equal(headers.get('dpop-nonce'), null)
        assert.doesNotMatch(headers.get('www-authenticate') ?? '', /use_dpop_nonce/)
      }
      const response = await target.anonymous(await freshDocument(target))
      assert.doesNotMatch(response.headers.get('www-authenticate') ?? '', /use_dpop_nonce/)
    }),
  }),
  ...checks('D9', 'M', {
    'answers a bad proof at the token endpoint 400 with invalid_dpop_proof': async (target) => {
      for (const dpop of ['a.b.c', await strangeProof()]) {
        const response = await requestToken(target, dpop)
        await hasStatus(response, 400, 'POST to the token endpoint')
        assert.equal(((await response.json()) as { error: string }).error, 'invalid_dpop_proof')
      }
    },
  }),
]

async function refusesAll(ask: Visit['ask'], all: readonly Signed[]): Promise<void> {
  for (const signed of all) {
    await hasStatus(await ask(signed), 401, `with ${JSON.stringify(signed).slice(0, 100)}`)
  }
}

async function sharedSecretProof({ client, url }: Visit): Promise<string> {
  const iat = Math.floor(Date.now() / 1000)
  return new SignJWT({ jti: 'shared', htm: 'GET', htu: url, iat })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'HS256', jwk: client.publicJwk })
    .sign(Buffer.from(JSON.stringify(client.publicJwk)))
}

/** Good but for the address. */
async function strangeProof(): Promise<string> {
  const client = await createDpopClient(Date.now)
  return client.proof({ htm: 'POST', htu: 'https://other.example/token' })
}

async function requestToken({ alice, anonymous }: Target, dpop: string): Promise<Response> {
  const { issuer, clientId, clientSecret } = alice.credentials
  const { token_endpoint: endpoint } = await discover(issuer)
  const key = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`
  const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'webid' })
  const headers = { authorization: `Basic ${btoa(key)}`, dpop }
  return anonymous(endpoint!, { method: 'POST', headers, body })
}
