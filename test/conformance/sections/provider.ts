// Section 13, P1 to P3, P8, P11 and P13 to P15: the provider as apps and programs find it.
import assert from 'node:assert/strict'
import { decodeJwt } from 'jose'
import { irisOf } from '../../../shapes/graph.ts'
import { solid } from '../../../vocab/generated/solid.ts'
import { openBrowser } from '../../support/browser.ts'
import { createDpopClient } from '../../support/dpop-client.ts'
import { appAddress, openSolidApp, register } from '../../support/solid-app.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import type { Row } from '../row.ts'
import { turtle } from '../setting.ts'
import type { Person, Target } from '../target.ts'

type Metadata = Readonly<Record<string, unknown>>

const origin = 'https://app.example'

export const rows: readonly Row[] = [
  ...checks('P1', 'M', {
    'shows configuration and keys to everybody, on pages of every origin': async (target) => {
      const { jwks_uri: keys } = await metadataOf(target)
      for (const url of [configurationOf(target), String(keys)]) {
        const response = await target.anonymous(url, { headers: { origin } })
        await isSuccess(response, `GET ${url}`)
        const allowed = response.headers.get('access-control-allow-origin')
        assert.ok(allowed === '*' || allowed === origin, `${url} allows ${allowed}`)
      }
    },
    'offers the scope webid, beside those of OpenID': async (target) => {
      await offers(target, 'scopes_supported', ['webid', 'openid', 'offline_access', 'profile'])
    },
    'shows the public halves of keys only': async (target) => {
      const { jwks_uri: url } = await metadataOf(target)
      const { keys } = (await (await target.anonymous(String(url))).json()) as { keys: object[] }
      assert.ok(keys.length > 0)
      for (const key of keys) assert.ok(['d', 'p', 'q', 'k'].every((name) => !(name in key)))
    },
  }),
  ...checks('P2', 'M', {
    'says that it gives tokens for codes, refresh tokens and credentials': async (target) => {
      const grants = ['authorization_code', 'refresh_token', 'client_credentials']
      await offers(target, 'grant_types_supported', grants)
    },
  }),
  ...checks('P3', 'G', {
    'says all else that clients look for': async (target) => {
      await offers(target, 'response_types_supported', ['code'])
      await offers(target, 'code_challenge_methods_supported', ['S256'])
      const ways = ['none', 'client_secret_basic']
      await offers(target, 'token_endpoint_auth_methods_supported', ways)
      await offers(target, 'dpop_signing_alg_values_supported', ['RS256', 'ES256'])
      await offers(target, 'id_token_signing_alg_values_supported', ['ES256', 'RS256'])
      await offers(target, 'claims_supported', ['sub', 'webid'])
      await offers(target, 'subject_types_supported', ['public'])
      const metadata = await metadataOf(target)
      assert.equal(metadata['authorization_response_iss_parameter_supported'], true)
      assert.ok(metadata['registration_endpoint'] && metadata['end_session_endpoint'])
    },
    'offers nothing older than the code flow': async (target) => {
      const metadata = await metadataOf(target)
      assert.deepEqual(metadata['response_types_supported'], ['code'])
    },
    'has one name everywhere: in its metadata, in profiles and in tokens': async (target) => {
      const { alice, anonymous } = target
      const { issuer } = await metadataOf(target)
      const response = await anonymous(alice.webId, { headers: { accept: turtle } })
      const profile = await graphOf(response, alice.webId.replace(/#.*/, ''))
      assert.deepEqual(irisOf(profile, alice.webId, solid.oidcIssuer), [issuer])
      assert.equal((await tokenClaims(target)).iss, issuer)
    },
  }),
  ...checks('P8', 'M', {
    'registers apps, with scopes and without': async ({ alice }) => {
      for (const scope of ['openid webid offline_access', undefined]) {
        const app = await register(alice.credentials.issuer, { scope })
        assert.ok(app.client_id)
      }
    },
    'gives an app that does not say how it proves itself a secret to do it with': async (
      target,
    ) => {
      const app = await register(target.alice.credentials.issuer, {
        token_endpoint_auth_method: undefined,
      })
      assert.equal(app['token_endpoint_auth_method'], 'client_secret_basic')
      assert.ok(app['client_secret'])
    },
    'gives none to an app that says it keeps none': async (target) => {
      const app = await register(target.alice.credentials.issuer, {
        token_endpoint_auth_method: 'none',
      })
      assert.equal(app['client_secret'], undefined)
    },
    'registers no address that no app could be called back at': async (target) => {
      const { registration_endpoint: endpoint } = await metadataOf(target)
      for (const uris of [['javascript:alert(1)'], ['https://app.example/#part'], [], 'x']) {
        const body = JSON.stringify({ redirect_uris: uris, grant_types: ['authorization_code'] })
        const headers = { 'content-type': 'application/json' }
        const sent = { method: 'POST', headers, body }
        await hasStatus(await target.anonymous(String(endpoint), sent), 400, String(uris))
      }
    },
  }),
  ...checks('P11', 'S', {
    'gives programs a token, by id and secret in the header or in the form': async (target) => {
      const { clientId, clientSecret } = target.alice.credentials
      const inForm = { client_id: clientId, client_secret: clientSecret }
      await hasStatus(await requestToken(target), 200, 'POST with a header')
      await hasStatus(await requestToken(target, { authorization: '', ...inForm }), 200, 'POST')
    },
    'gives it for the WebID of their owner, without a scope': async (target) => {
      assert.equal((await tokenClaims(target)).webid, target.alice.webId)
    },
    'refuses a wrong secret with 401, and a request without a proof with 400': async (target) => {
      const { clientId } = target.alice.credentials
      const wrong = { authorization: basic({ clientId, clientSecret: 'wrong' }) }
      await hasStatus(await requestToken(target, wrong), 401, 'POST with a wrong secret')
      await hasStatus(await requestToken(target, { dpop: '' }), 400, 'POST without a proof')
    },
  }),
  ...checks('P13', 'M', {
    'says nobody else’s WebID, whatever a program asks for': async (target) => {
      const { webId } = target.bob
      const response = await requestToken(target, { webid: webId, sub: webId, scope: 'webid' })
      const { access_token: token } = (await response.json()) as { access_token: string }
      assert.equal(decodeJwt(token)['webid'], target.alice.webId)
    },
    'says nobody’s for an app that only says whose it is': async (target) => {
      const app = await register(target.alice.credentials.issuer, {
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
        token_endpoint_auth_method: 'client_secret_basic',
        webid: target.alice.webId,
      })
      const key = { clientId: app.client_id, clientSecret: app['client_secret'] as string }
      const response = await requestToken(target, { authorization: basic(key) })
      await hasStatus(response, [400, 401], 'POST by an app that registered itself')
    },
  }),
  ...checks('P15', 'G', {
    'lets nobody frame the pages that ask for a password or a consent': async (target) => {
      const app = await openSolidApp(target.alice.credentials.issuer)
      const { headers } = await openBrowser(target.baseUrl).visit(await app.loginUrl())
      const policy = headers.get('content-security-policy') ?? ''
      assert.match(policy, /frame-ancestors 'none'/)
    },
    'keeps its cookies from scripts and from other sites': async (target) => {
      const app = await openSolidApp(target.alice.credentials.issuer)
      const response = await target.anonymous(await app.loginUrl(), { redirect: 'manual' })
      const cookies = response.headers.getSetCookie()
      assert.ok(cookies.length > 0)
      for (const cookie of cookies) assert.match(cookie, /samesite=(?:lax|strict)/i)
      for (const cookie of cookies) assert.match(cookie, /httponly/i)
    },
    'sends nobody on after signing out, but to an address that the app registered': async (
      target,
    ) => {
      const { alice, anonymous } = target
      const { end_session_endpoint: endpoint } = await metadataOf(target)
      const registered = [appAddress]
      const { issuer } = alice.credentials
      const app = await register(issuer, { post_logout_redirect_uris: registered })
      const ask = (address: string) => {
        const fields = { client_id: app.client_id, post_logout_redirect_uri: address }
        return anonymous(`${String(endpoint)}?${new URLSearchParams(fields)}`)
      }
      await hasStatus(await ask(appAddress), 200, 'logout to the address of the app')
      await hasStatus(await ask('https://evil.example/'), 400, 'logout to another address')
    },
  }),
]

function configurationOf({ alice }: Target): string {
  return `${alice.credentials.issuer}.well-known/openid-configuration`
}

async function metadataOf(target: Target): Promise<Metadata> {
  return (await (await target.anonymous(configurationOf(target))).json()) as Metadata
}

/** Fails unless a list of the metadata contains each value. */
async function offers(target: Target, name: string, values: readonly string[]): Promise<void> {
  const offered = (await metadataOf(target))[name]
  assert.ok(Array.isArray(offered), `no ${name}`)
  for (const value of values) assert.ok(offered.includes(value), `${name} lacks ${value}`)
}

type Key = Pick<Person['credentials'], 'clientId' | 'clientSecret'>

function basic({ clientId, clientSecret }: Key): string {
  return `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)}`
}

/** Alice's program asks for a token; headers and fields of the form replaced, left out when empty. */
async function requestToken(
  target: Target,
  { authorization, dpop, ...fields }: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const endpoint = String((await metadataOf(target))['token_endpoint'])
  const client = await createDpopClient(Date.now)
  const headers = Object.entries({
    authorization: authorization ?? basic(target.alice.credentials),
    dpop: dpop ?? (await client.proof({ htm: 'POST', htu: endpoint })),
  }).filter(([, value]) => value !== '')
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...fields })
  return target.anonymous(endpoint, { method: 'POST', headers, body })
}

async function tokenClaims(target: Target) {
  const response = await requestToken(target)
  await isSuccess(response, 'POST to the token endpoint')
  return decodeJwt<{ webid: string }>(
    ((await response.json()) as { access_token: string }).access_token,
  )
}
