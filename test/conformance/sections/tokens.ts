// Section 12, O1 to O8: access tokens, and the issuers that are believed.
import assert from 'node:assert/strict'
import { SignJWT, UnsecuredJWT } from 'jose'
import { cardText, signingKey, usualClaims } from '../../support/simulated-issuer.ts'
import { openSolidApp } from '../../support/solid-app.ts'
import { checks } from '../checks.ts'
import { hasStatus } from '../expect.ts'
import { sendRaw } from '../raw.ts'
import type { Row } from '../row.ts'
import { freshDocument, setAcl } from '../setting.ts'
import { visited } from '../visitor.ts'
import type { Visit } from '../visitor.ts'

const configuration = '/.well-known/openid-configuration'

export const rows: readonly Row[] = [
  ...checks('O1', 'M', {
    'asks for DPoP, and says realm, scope and algorithms': async (target) => {
      const told = challengeOf(await target.anonymous(await freshDocument(target)))
      assert.match(told, /^DPoP\b/i)
      assert.match(told, /\brealm="[^"]+"/)
      assert.match(told, /\bscope="openid webid"/)
      assert.match(told, /\balgs="[^"]*\bES256\b/)
    },
    'says whether the token or the proof was wrong': visited(async ({ ask }) => {
      const [token, proof] = [await ask({ token: 'a.b.c' }), await ask({ dpop: 'a.b.c' })]
      await hasStatus(token, 401, 'GET with a broken token')
      await hasStatus(proof, 401, 'GET with a broken proof')
      assert.match(challengeOf(token), /error="invalid_token"/)
      assert.match(challengeOf(proof), /error="invalid_dpop_proof"/)
    }),
    'answers broken tokens and proofs 401, nothing else': visited(async ({ ask }) => {
      const broken = ['x', 'a.b.c', '..', 'e30.e30.e30', `${'a'.repeat(9_000)}.b.c`]
      for (const text of broken) {
        await hasStatus(await ask({ token: text }), 401, `token ${text.slice(0, 20)}`)
        await hasStatus(await ask({ dpop: text }), 401, `proof ${text.slice(0, 20)}`)
      }
    }),
  }),
  ...checks('O2', 'M', {
    'takes the scheme in any case': visited(async ({ target, url, token, proof }) => {
      for (const scheme of ['dpop', 'DPOP', 'dPoP']) {
        const headers = { authorization: `${scheme} ${await token()}`, dpop: await proof() }
        await hasStatus(await target.anonymous(url, { headers }), 200, scheme)
      }
    }),
    'refuses a second Authorization, a second proof, and none': visited(async (visit) => {
      const authorization = `DPoP ${await visit.token()}`
      const { url, proof } = visit
      const sent: Record<string, string | string[]>[] = [
        { authorization: [authorization, authorization], dpop: await proof() },
        { authorization, dpop: [await proof(), await proof()] },
        { authorization },
      ]
      for (const headers of sent) {
        const request = { path: new URL(url).pathname, headers }
        await hasStatus(await sendRaw(visit.target.baseUrl, request), 401, 'GET')
      }
    }),
  }),
  ...checks('O3', 'M', {
    'verifies with the keys that the configuration of the issuer leads to': visited(
      async ({ ask, issuer }) => {
        await hasStatus(await ask(), 200, 'GET')
        assert.ok(issuer.asked(configuration) > 0 && issuer.asked('/jwks') > 0)
      },
    ),
    'refuses what somebody else signed, in the name of the issuer': visited(async (visit) => {
      const { privateKey } = await signingKey('one')
      const token = await new SignJWT(claimsIn(visit))
        .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'at+jwt' })
        .sign(privateKey)
      await hasStatus(await visit.ask({ token }), 401, 'GET with a forged token')
    }),
    'refuses tokens without signature and with a shared secret': visited(async (visit) => {
      const secret = Buffer.from(JSON.stringify(visit.issuer.keys[0]))
      const shared = await new SignJWT(claimsIn(visit))
        .setProtectedHeader({ alg: 'HS256', kid: 'one', typ: 'at+jwt' })
        .sign(secret)
      const unsigned = new UnsecuredJWT(claimsIn(visit)).encode()
      for (const token of [shared, unsigned, `${unsigned}AA`]) {
        await hasStatus(await visit.ask({ token }), 401, 'GET')
      }
    }),
    'believes no issuer whose configuration names another': visited(async ({ ask, issuer }) => {
      const other = { issuer: 'https://other.example/', jwks_uri: `${issuer.url}/jwks` }
      issuer.answers.set(configuration, (_req, res) => res.end(JSON.stringify(other)))
      await hasStatus(await ask(), 401, 'GET')
    }),
    'asks for keys again once, however many tokens name keys that are unknown': visited(
      async ({ ask, issuer, token }) => {
        await hasStatus(await ask(), 200, 'GET')
        for (let index = 0; index < 10; index++) {
          const invented = await token({}, { kid: `invented-${index}` })
          await hasStatus(await ask({ token: invented }), 401, 'GET with an invented key')
        }
        assert.ok(issuer.asked('/jwks') <= 2, `asked ${issuer.asked('/jwks')} times`)
        await hasStatus(await ask(), 200, 'GET with a good token')
      },
    ),
  }),
  ...checks('O4', 'M', {
    'takes one audience or several, client_id or azp, and typ JWT': visited(
      async ({ ask, token }) => {
        const good = [
          await token({ aud: ['https://app.example/', 'solid'] }),
          await token({ client_id: undefined, azp: 'https://app.example/id' }),
          await token({}, { typ: 'JWT' }),
        ]
        for (const each of good) await hasStatus(await ask({ token: each }), 200, 'GET')
      },
    ),
    'refuses tokens that lack a claim, or are for another time or audience': visited(
      async ({ ask, token }) => {
        for (const claims of wrongClaims()) {
          const answer = await ask({ token: await token(claims) })
          await hasStatus(answer, 401, `GET with ${JSON.stringify(claims)}`)
        }
      },
    ),
    'asks nobody about a token that is too long': visited(async ({ ask, token, issuer }) => {
      const long = await token({ more: 'x'.repeat(9_000) })
      await hasStatus(await ask({ token: long }), 401, 'GET with a long token')
      assert.equal(issuer.asked(configuration), 0)
    }),
  }),
  ...checks('O5', 'M', {
    'believes an issuer only where the WebID document names it': visited(async (visit) => {
      serveCard(visit, cardText('#me', 'https://other.example/'))
      await hasStatus(await visit.ask(), 401, 'GET')
    }),
    'takes the name of an issuer with and without a slash at the end': visited(async (visit) => {
      serveCard(visit, cardText('#me', visit.issuer.url))
      await hasStatus(await visit.ask(), 200, 'GET')
    }),
    'takes no other difference': visited(async (visit) => {
      serveCard(visit, cardText('#me', `${visit.issuer.url}/other/`))
      await hasStatus(await visit.ask(), 401, 'GET')
    }),
    'reads WebID documents in JSON-LD': visited(async (visit) => {
      const term = /<([^>]*oidcIssuer)>/.exec(cardText('#me', ''))![1]!
      const card = { '@id': '#me', [term]: { '@id': visit.issuer.issuer } }
      serveCard(visit, JSON.stringify(card), 'application/ld+json')
      await hasStatus(await visit.ask(), 200, 'GET')
    }),
    'believes what the document says, not a Link header': visited(async (visit) => {
      const term = /<([^>]*oidcIssuer)>/.exec(cardText('#me', ''))![1]!
      const link = `<${visit.issuer.issuer}>; rel="${term}"; anchor="#me"`
      visit.issuer.answers.set('/card', (_req, res) =>
        res.writeHead(200, { 'content-type': 'text/turtle', link }).end(''),
      )
      await hasStatus(await visit.ask(), 401, 'GET')
    }),
    'believes nobody else about the people here': visited(async ({ ask, token, target, url }) => {
      const stolen = await token({ webid: target.alice.webId, sub: target.alice.webId })
      await hasStatus(await ask({ token: stolen }), 401, 'GET as Alice')
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Read'] }])
      const other = await token({ webid: target.bob.webId })
      await hasStatus(await ask({ token: other }), 401, 'GET as Bob')
    }),
  }),
  ...checks('O6', 'M', {
    'refuses a token as Bearer, bound or not': visited(async ({ target, url, token, proof }) => {
      for (const claims of [{}, { cnf: undefined }]) {
        const authorization = `Bearer ${await token(claims)}`
        const sent = [{ authorization }, { authorization, dpop: await proof() }]
        for (const headers of sent) {
          const answer = await target.anonymous(url, { headers: headers as HeadersInit })
          await hasStatus(answer, 401, `GET as Bearer, bound: ${!('cnf' in claims)}`)
        }
      }
    }),
  }),
  ...checks('O7', 'O', {
    'takes no login of its own users as the key to data': async (target) => {
      const { credentials, storage, allow } = target.alice
      const app = await openSolidApp(credentials.issuer)
      const tokens = await app.redeem(await allow(await app.loginUrl()))
      await hasStatus(await app.ask(storage, tokens.access_token), 200, 'GET with an access token')
      await hasStatus(await app.ask(storage, tokens.id_token!), 401, 'GET with an ID token')
    },
  }),
]

function challengeOf(response: Response): string {
  return response.headers.get('www-authenticate') ?? ''
}

function claimsIn({ issuer, client }: Visit) {
  return usualClaims(issuer.issuer, issuer.webId, client, Date.now(), {})
}

function serveCard({ issuer }: Visit, text: string, type = 'text/turtle'): void {
  issuer.answers.set('/card', (_req, res) => res.setHeader('content-type', type).end(text))
}

function wrongClaims(): object[] {
  const now = Math.floor(Date.now() / 1000)
  return [
    { webid: undefined },
    { webid: 'alice' },
    { webid: 'http://alice.example/#me' },
    { iss: undefined },
    { exp: undefined },
    { exp: now - 600 },
    { iat: now + 600 },
    { aud: undefined },
    { aud: 'https://other.example/' },
    { cnf: undefined },
    { cnf: { jkt: 1 } },
  ]
}
