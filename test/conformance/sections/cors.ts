// Section 11: CORS.
import assert from 'node:assert/strict'
import { foaf } from '../../../vocab/generated/foaf.ts'
import { solid } from '../../../vocab/generated/solid.ts'
import { checks } from '../checks.ts'
import { hasStatus, listOf, lists, onlyLink } from '../expect.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, post, put, setAcl } from '../setting.ts'
import type { Target } from '../target.ts'

const origin = 'https://app.example'
const from = { origin }
const allMethods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']
const exposed = [
  'Accept-Patch Accept-Post Accept-Put Allow Content-Location Content-Range DPoP-Nonce ETag',
  'Last-Modified Link Location Preference-Applied Retry-After Updates-Via Vary WAC-Allow',
  'WWW-Authenticate',
].flatMap((names) => names.split(' '))

export const rows: readonly Row[] = [
  ...checks('K1', 'M', {
    'lets the origin that asks see every success': async (target) => {
      const { alice } = target
      const container = await freshContainer(target)
      const url = `${container}document`
      allows(await put(alice, url, '', 'text/turtle', from))
      allows(await post(alice, container, 'x', 'text/plain', from))
      const read = await alice.fetch(url, { headers: from })
      allows(read)
      allows(await alice.fetch(url, { method: 'HEAD', headers: from }))
      const unchanged = { ...from, 'if-none-match': read.headers.get('etag') ?? '' }
      allows(await alice.fetch(url, { headers: unchanged }))
      allows(await alice.fetch(url, { method: 'DELETE', headers: from }))
    },
    'lets the origin that asks see every refusal': async (target) => {
      const { alice } = target
      const url = await freshDocument(target)
      const refusals = [
        [401, target.anonymous(url, { headers: from })],
        [403, target.bob.fetch(url, { headers: from })],
        [404, alice.fetch(`${url}-not`, { headers: from })],
        [405, alice.fetch(alice.storage, { method: 'DELETE', headers: from })],
        [412, put(alice, url, '', 'text/turtle', { ...from, 'if-none-match': '*' })],
        [415, alice.fetch(url, { method: 'PATCH', headers: { ...from, 'content-type': 'a/b' } })],
        [401, target.anonymous(url, { headers: { ...from, authorization: 'DPoP nonsense' } })],
      ] as const
      for (const [status, answer] of refusals) {
        await hasStatus(await answer, status, 'the request')
        allows(await answer)
      }
    },
    'lets every origin see what is under .well-known': async (target) => {
      const { baseUrl } = target
      const url = `${baseUrl}/.well-known/openid-configuration`
      allows(await target.anonymous(url, { headers: from }))
    },
    'lets every origin see the keys of the issuer': async (target) => {
      const found = await target.anonymous(`${target.baseUrl}/.well-known/openid-configuration`)
      const { jwks_uri: keys } = (await found.json()) as { jwks_uri: string }
      const response = await target.anonymous(keys, { headers: from })
      await hasStatus(response, 200, 'GET of the keys')
      allowsAnyhow(response)
    },
    'varies by origin also for those who send none': async (target) => {
      const url = await freshDocument(target)
      lists(await target.alice.fetch(url), 'vary', ['origin'])
    },
  }),
  ...checks('K2', 'M', {
    'exposes what clients need by name': async (target) => {
      const url = await freshDocument(target)
      const response = await target.alice.fetch(url, { headers: from })
      lists(response, 'access-control-expose-headers', exposed)
      assert.ok(!listOf(response, 'access-control-expose-headers').includes('*'))
    },
    'exposes on refusals what tells how to go on': async (target) => {
      const url = await freshDocument(target)
      const response = await target.anonymous(url, { headers: from })
      lists(response, 'access-control-expose-headers', ['WWW-Authenticate', 'Link'])
    },
    'exposes on preflights, too': async (target) => {
      const response = await preflight(target, await freshDocument(target), 'GET')
      lists(response, 'access-control-expose-headers', exposed)
    },
  }),
  ...checks('K3', 'M', {
    'answers every preflight 204, whatever is there, without asking who': async (target) => {
      const url = await freshDocument(target)
      const container = new URL('.', url).href
      for (const each of [url, container, `${url}-not`, `${container}no/thing`]) {
        for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
          const response = await preflight(target, each, method)
          await hasStatus(response, 204, `preflight of ${method}`)
          assert.equal(await response.text(), '')
          lists(response, 'access-control-allow-methods', allMethods)
          allows(response)
        }
      }
    },
    'allows the headers that were asked for, as they were written': async (target) => {
      const asked = 'Authorization, content-type, DPoP, X-Anything'
      const response = await preflight(target, await freshDocument(target), 'PUT', asked)
      const allowed = response.headers.get('access-control-allow-headers') ?? ''
      assert.deepEqual(allowed.split(/\s*,\s*/), asked.split(', '))
    },
  }),
  ...checks('K4', 'S', {
    'allows Accept when it is asked for, and does not say so unasked': async (target) => {
      const url = await freshDocument(target)
      const asked = await preflight(target, url, 'GET', 'Accept')
      lists(asked, 'access-control-allow-headers', ['accept'])
      const other = await preflight(target, url, 'GET', 'Authorization')
      const allowed = other.headers.get('access-control-allow-headers') ?? ''
      assert.doesNotMatch(allowed, /accept/i)
    },
  }),
  ...checks('K5', 'G', {
    'knows nobody by a cookie': async (target) => {
      const url = await freshDocument(target)
      for (const cookie of ['_session=alice', 'css-account=alice; _session.sig=x']) {
        const headers = { ...from, cookie }
        await hasStatus(await target.anonymous(url, { headers }), 401, 'GET with a cookie')
      }
    },
    'lets a preflight be remembered for a day at most': async (target) => {
      const response = await preflight(target, await freshDocument(target), 'GET')
      assert.ok(Number(response.headers.get('access-control-max-age') ?? 0) <= 86_400)
    },
  }),
  ...checks('K6', 'M', {
    'tells on authorised answers, too, which headers may be sent': async (target) => {
      const url = await freshDocument(target)
      const response = await target.alice.fetch(url, { headers: from })
      await hasStatus(response, 200, 'GET from a page')
      lists(response, 'access-control-allow-headers', ['authorization', 'content-type', 'dpop'])
      assert.doesNotMatch(response.headers.get('access-control-allow-headers') ?? '', /accept/i)
    },
  }),
  ...checks('K7', 'G', {
    'answers OPTIONS that is no preflight with what can be done': async (target) => {
      const url = await freshDocument(target)
      const response = await target.alice.fetch(url, { method: 'OPTIONS', headers: from })
      await hasStatus(response, [200, 204], 'OPTIONS')
      assert.equal(await response.text(), '')
      allows(response)
      lists(response, 'allow', ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      lists(response, 'accept-patch', ['text/n3'])
      onlyLink(response, url, solid.storageDescription)
    },
    'answers OPTIONS of a public document to nobody, too': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agentClass: foaf.Agent, modes: ['Read'] }])
      const response = await target.anonymous(url, { method: 'OPTIONS', headers: from })
      await hasStatus(response, [200, 204], 'OPTIONS')
      allows(response)
    },
  }),
]

/** The page that asked can see this answer, and no cache gives it to another. */
function allows(response: Response): void {
  const what = `${response.status} from ${response.url}`
  assert.equal(response.headers.get('access-control-allow-origin'), origin, what)
  assert.ok(listOf(response, 'vary').includes('origin'), `${what} does not vary by origin`)
}

function allowsAnyhow(response: Response): void {
  assert.ok(['*', origin].includes(response.headers.get('access-control-allow-origin') ?? ''))
}

function preflight(
  { anonymous }: Target,
  url: string,
  method: string,
  asked = 'authorization, dpop, content-type',
): Promise<Response> {
  const headers = {
    ...from,
    'access-control-request-method': method,
    'access-control-request-headers': asked,
  }
  return anonymous(url, { method: 'OPTIONS', headers })
}
