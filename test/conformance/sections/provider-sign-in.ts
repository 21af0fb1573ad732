// Section 13, P4 to P7, P9, P10 and P12: people sign in to apps, and what the apps get.
import assert from 'node:assert/strict'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import * as oauth from 'oauth4webapi'
import { openBrowser } from '../../support/browser.ts'
import { appAddress, openSolidApp } from '../../support/solid-app.ts'
import type { SolidApp } from '../../support/solid-app.ts'
import { checks } from '../checks.ts'
import type { Check } from '../checks.ts'
import type { Row } from '../row.ts'
import { withSite } from '../site.ts'
import type { Target } from '../target.ts'

type Parameters = Readonly<Record<string, string | undefined>>

const context = 'https://www.w3.org/ns/solid/oidc-context.jsonld'

export const rows: readonly Row[] = [
  ...checks('P4', 'M', {
    'gives a code for a challenge, and tokens to who holds the verifier': async (target) => {
      const { app, back } = await signedIn(target)
      const thief = await openSolidApp(target.alice.credentials.issuer, app.clientId)
      const stolen = new URL(back)
      stolen.searchParams.set('state', thief.state)
      await isRefused(thief.redeem(stolen.href), 'invalid_grant')
      const { back: again, app: owner } = await signedIn(target)
      assert.ok((await owner.redeem(again)).access_token)
    },
    'refuses requests without PKCE and with the plain kind': async (target) => {
      const none = { code_challenge: undefined, code_challenge_method: undefined }
      for (const change of [none, { code_challenge_method: 'plain' }]) {
        assert.equal((await answerTo(target, change)).get('error'), 'invalid_request')
      }
    },
    'knows no implicit and no hybrid flow': async (target) => {
      for (const type of ['token', 'id_token', 'code id_token', 'id_token token']) {
        const answer = await answerTo(target, { response_type: type, nonce: 'n' })
        assert.equal(answer.get('error'), 'unsupported_response_type', type)
      }
    },
    'calls back nobody but the registered address, letter by letter': async (target) => {
      const app = await openSolidApp(target.alice.credentials.issuer)
      const others = [
        `${appAddress}/`,
        `${appAddress}?a=b`,
        appAddress.replace('back', 'BACK'),
        'https://evil.example/',
      ]
      for (const redirect_uri of others) {
        const response = await target.anonymous(await app.loginUrl({ redirect_uri }))
        assert.equal(response.status, 400, redirect_uri)
        assert.ok(response.url.startsWith(target.baseUrl))
      }
    },
    'calls programs on a device back at any port': async (target) => {
      const { issuer } = target.alice.credentials
      const redirect = 'http://127.0.0.1/back'
      const native = { application_type: 'native', redirect_uris: [redirect] }
      const app = await openSolidApp(issuer, native)
      const redirect_uri = 'http://127.0.0.1:51234/back'
      const page = await openBrowser(target.baseUrl).visit(await app.loginUrl({ redirect_uri }))
      assert.equal(page.status, 200)
    },
    'redeems a code once': async (target) => {
      const { app, back } = await signedIn(target)
      const tokens = await app.redeem(back)
      await isRefused(app.redeem(back), 'invalid_grant')
      await isRefused(app.refresh(tokens.refresh_token!), 'invalid_grant')
    },
  }),
  ...checks('P5', 'M', {
    'says who answers, on success': async (target) => {
      const { back } = await signedIn(target)
      const answer = new URL(back).searchParams
      assert.equal(answer.get('iss'), target.alice.credentials.issuer)
      assert.ok(answer.get('code'))
    },
    'says who answers, on errors, too': async (target) => {
      const answer = await answerTo(target, { prompt: 'none' })
      assert.ok(answer.get('error'))
      assert.equal(answer.get('iss'), target.alice.credentials.issuer)
    },
  }),
  ...checks('P6', 'M', {
    'says the WebID to apps that ask for the scope webid': async (target) => {
      const { access, id } = await claimsFor(target)
      assert.equal(access['webid'], target.alice.webId)
      assert.equal(id['webid'], target.alice.webId)
    },
    'says it in no ID token of an app that does not': async (target) => {
      const { app, back } = await signedIn(target, { scope: 'openid' })
      const { id_token: token } = await app.redeem(back)
      assert.equal(decodeJwt(token!)['webid'], undefined)
    },
  }),
  ...checks('P7', 'M', {
    'lets in an app that is described at its client id': described({}, async (target, id) => {
      const app = await openSolidApp(target.alice.credentials.issuer, id)
      const tokens = await app.redeem(await target.alice.allow(await app.loginUrl()))
      assert.equal(decodeJwt(tokens.access_token)['client_id'], id)
    }),
    'calls it back at the addresses in its document alone': described({}, async (target, id) => {
      const app = await openSolidApp(target.alice.credentials.issuer, id)
      const elsewhere = await app.loginUrl({ redirect_uri: `${appAddress}/other` })
      assert.equal((await target.anonymous(elsewhere)).status, 400)
    }),
    'refuses a document about another client': described(
      { client_id: 'https://app.example/id' },
      refusesApp,
    ),
    'refuses a document without the context of Solid': described({ '@context': [] }, refusesApp),
    'refuses a document that names no addresses': described(
      { redirect_uris: undefined },
      refusesApp,
    ),
    'takes the word of a document over what a request says of the app': described(
      { client_name: 'Described' },
      async (target, id) => {
        const app = await openSolidApp(target.alice.credentials.issuer, id)
        const address = await app.loginUrl({
          client_name: 'Another',
          token_endpoint_auth_method: '',
        })
        assert.ok((await app.redeem(await target.alice.allow(address))).access_token)
      },
    ),
  }),
  ...checks('P9', 'M', {
    'gives no token without a proof': async (target) => {
      const { app, back } = await signedIn(target)
      await assert.rejects(app.redeem(back, false), { status: 400 })
    },
    'gives ID tokens for the app and for Solid, bound to the key of the app': async (target) => {
      const { access, id, clientId, type } = await claimsFor(target)
      assert.equal(type, 'dpop')
      assert.deepEqual(id['aud'], [clientId, 'solid'])
      assert.equal(id['azp'], clientId)
      assert.deepEqual(id['cnf'], access['cnf'])
      assert.equal(id.iss, target.alice.credentials.issuer)
      assert.ok(id.sub && id.iat && id.exp)
    },
  }),
  ...checks('P10', 'G', {
    'gives access tokens as resource servers expect them': async (target) => {
      const { access, header, clientId } = await claimsFor(target)
      assert.equal(header.typ, 'at+jwt')
      assert.ok([access.aud].flat().includes('solid'))
      assert.equal(access['client_id'], clientId)
      assert.match((access['cnf'] as { jkt: string }).jkt, /^[\w-]{43}$/)
      assert.ok(access.sub && access.jti && access.iss)
    },
    'gives them for ten minutes at most': async (target) => {
      const { access } = await claimsFor(target)
      assert.ok(access.exp! - access.iat! <= 600, `${access.exp! - access.iat!} s`)
    },
    'gives tokens that open the pod': async (target) => {
      const { app, back } = await signedIn(target)
      const tokens = await app.redeem(back)
      const { status } = await app.ask(target.alice.storage, tokens.access_token)
      assert.equal(status, 200)
    },
  }),
  ...checks('P12', 'G', {
    'changes refresh tokens at every use': async (target) => {
      const { app, back } = await signedIn(target)
      const first = (await app.redeem(back)).refresh_token!
      const second = (await app.refresh(first)).refresh_token!
      assert.notEqual(second, first)
    },
    'ends all when one is used again': async (target) => {
      const { app, back } = await signedIn(target)
      const first = (await app.redeem(back)).refresh_token!
      const second = (await app.refresh(first)).refresh_token!
      await isRefused(app.refresh(first), 'invalid_grant')
      await isRefused(app.refresh(second), 'invalid_grant')
    },
    'ties them to the key of the app': async (target) => {
      const { app, back } = await signedIn(target)
      const { refresh_token: token } = await app.redeem(back)
      const other = oauth.DPoP({}, await oauth.generateKeyPair('ES256'))
      await isRefused(app.refresh(token!, other), 'invalid_grant')
    },
    'gives none to apps that do not ask to act while the person is away': async (target) => {
      const { app, back } = await signedIn(target, { scope: 'openid webid' })
      assert.equal((await app.redeem(back)).refresh_token, undefined)
    },
  }),
]

/** A new app that Alice let in, and the address that she came back to it with. */
async function signedIn(
  { alice }: Target,
  change: Parameters = {},
): Promise<{ app: SolidApp; back: string }> {
  const app = await openSolidApp(alice.credentials.issuer)
  return { app, back: await alice.allow(await app.loginUrl(change)) }
}

async function claimsFor(target: Target) {
  const { app, back } = await signedIn(target)
  const { access_token: access, id_token: id, token_type: type } = await app.redeem(back)
  const header = decodeProtectedHeader(access)
  return { access: decodeJwt(access), id: decodeJwt(id!), header, type, clientId: app.clientId }
}

/** What the app is told when the browser is sent back to it at once; some answers come in the fragment. */
async function answerTo(
  { alice, anonymous }: Target,
  change: Parameters,
): Promise<URLSearchParams> {
  const app = await openSolidApp(alice.credentials.issuer)
  const response = await anonymous(await app.loginUrl(change), { redirect: 'manual' })
  const location = response.headers.get('location') ?? ''
  assert.ok(location.startsWith(appAddress), `${response.status} ${location}`)
  return new URL(location.replace('#', '?')).searchParams
}

async function isRefused(asked: Promise<unknown>, error: string): Promise<void> {
  await assert.rejects(asked, { error })
}

/** A check in which an app is described by a document elsewhere, some of which is replaced. */
function described(
  change: Readonly<Record<string, unknown>>,
  run: (target: Target, id: string) => Promise<void>,
): Check {
  return (target) =>
    withSite(
      (req, res) => {
        const id = `http://${req.headers.host}/id`
        const document = {
          '@context': [context],
          client_id: id,
          client_name: 'An app that is described',
          redirect_uris: [appAddress],
          scope: 'openid webid offline_access',
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
          token_endpoint_auth_method: 'none',
          ...change,
        }
        res.setHeader('content-type', 'application/ld+json').end(JSON.stringify(document))
      },
      ({ origin }) => run(target, `${origin}/id`),
    )
}

async function refusesApp(target: Target, id: string): Promise<void> {
  const app = await openSolidApp(target.alice.credentials.issuer, id)
  const response = await target.anonymous(await app.loginUrl())
  assert.ok(response.status >= 400 && response.status < 500, `answers ${response.status}`)
}
