// Section 19: where sources disagree, the side that is taken.
import assert from 'node:assert/strict'
import { ldp } from '../../../vocab/generated/ldp.ts'
import { stat } from '../../../vocab/generated/stat.ts'
import { checks } from '../checks.ts'
import { graphOf, hasStatus, isSuccess } from '../expect.ts'
import { insertPatch } from '../patches.ts'
import type { Row } from '../row.ts'
import { freshContainer, freshDocument, patch, post, put, setAcl, turtle } from '../setting.ts'
import type { Mode } from '../setting.ts'
import type { Target } from '../target.ts'
import { locationOf, membersOf } from '../things.ts'
import { visited } from '../visitor.ts'

export const rows: readonly Row[] = [
  ...checks('Q1', 'G', {
    'lets N3 patches insert blank nodes': async (target) => {
      const url = await freshDocument(target)
      const response = await patch(target.alice, url, insertPatch('<#it> <#has> [ <#is> 1 ] .'))
      await isSuccess(response, 'PATCH with a blank node')
    },
  }),
  ...checks('Q2', 'G', {
    'does not let Append create by PUT': async (target) => {
      const url = `${await sharedContainer(target, ['Append'])}new`
      await hasStatus(await put(target.bob, url, ''), 403, 'PUT by Bob')
    },
  }),
  ...checks('Q3', 'G', {
    'lets Append create by PATCH': async (target) => {
      const url = `${await sharedContainer(target, ['Append'])}new`
      await hasStatus(await patch(target.bob, url, insertPatch('<#a> <#b> 1 .')), 201, 'PATCH')
    },
  }),
  ...checks('Q4', 'G', {
    'allows Accept across origins to those who ask for it': async (target) => {
      const headers = {
        origin: 'https://app.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'Accept, X-Other',
      }
      const url = await freshDocument(target)
      const response = await target.anonymous(url, { method: 'OPTIONS', headers })
      const allowed = response.headers.get('access-control-allow-headers') ?? ''
      assert.deepEqual(allowed.split(/\s*,\s*/), ['Accept', 'X-Other'])
    },
  }),
  ...checks('Q5', 'G', {
    'takes proofs that do not name their token': visited(async ({ ask }) => {
      await hasStatus(await ask(), 200, 'GET without ath')
    }),
    'refuses proofs that name another token': visited(async ({ ask }) => {
      await hasStatus(await ask({ claims: { ath: 'another' } }), 401, 'GET with another ath')
    }),
  }),
  ...checks('Q6', 'G', {
    'creates nothing by POST to a container that is not there': async (target) => {
      const url = `${await freshContainer(target)}nothing/`
      await hasStatus(await post(target.alice, url, 'x', 'text/plain'), 404, 'POST')
    },
  }),
  ...checks('Q7', 'G', {
    'lets clients say something about a container, by PUT and PATCH': async (target) => {
      const url = await freshContainer(target)
      await isSuccess(await put(target.alice, url, '<> <#note> "first" .'), 'PUT of a container')
      const added = await patch(target.alice, url, insertPatch('<> <#note> "second" .'))
      await isSuccess(added, 'PATCH of a container')
      const graph = await graphOf(await target.alice.fetch(url), url)
      const notes = graph.getObjects(url, `${url}#note`, null).map(({ value }) => value)
      assert.deepEqual(notes.toSorted(), ['first', 'second'])
    },
  }),
  ...checks('Q8', 'G', {
    'trusts pages of every origin with what their users may do': async (target) => {
      const url = await freshDocument(target)
      await setAcl(target, url, [{ agent: target.bob.webId, modes: ['Read'] }])
      for (const origin of ['https://app.example', 'http://localhost:1234', 'null']) {
        await hasStatus(await target.bob.fetch(url, { headers: { origin } }), 200, `from ${origin}`)
      }
    },
  }),
  ...checks('Q10', 'G', {
    'writes sizes and times of members in the namespace with #': async (target) => {
      const url = await freshDocument(target, 'four', 'text/plain')
      const container = new URL('.', url).href
      const headers = { accept: turtle }
      const graph = await graphOf(await target.alice.fetch(container, { headers }), container)
      assert.equal(graph.countQuads(url, stat.size, null, null), 1)
      assert.equal(graph.countQuads(url, stat.mtime, null, null), 1)
    },
  }),
  ...checks('Q11', 'G', {
    'takes access tokens of other issuers': visited(async ({ ask }) => {
      await hasStatus(await ask(), 200, 'GET with an access token')
    }),
    'takes no ID token as the key to data': visited(async ({ ask, token }) => {
      const claims = { aud: ['https://app.example/id', 'solid'], azp: 'https://app.example/id' }
      const login = { ...claims, client_id: undefined, nonce: 'n', at_hash: 'h', auth_time: 1 }
      const idToken = await token(login, { typ: 'JWT' })
      await hasStatus(await ask({ token: idToken }), 401, 'GET with an ID token')
    }),
  }),
  ...checks('Q12', 'G', {
    'does not let Write alone find out whether a container is empty': async (target) => {
      const container = await sharedContainer(target, ['Write'])
      await isSuccess(await put(target.alice, `${container}empty/`, ''), 'PUT')
      await isSuccess(await put(target.alice, `${container}full/document`, ''), 'PUT')
      for (const name of ['empty/', 'full/']) {
        const response = await target.bob.fetch(container + name, { method: 'DELETE' })
        await hasStatus(response, 403, `DELETE of ${name}`)
      }
    },
  }),
  ...checks('Q13', 'G', {
    'heeds a Slug': async (target) => {
      const container = await freshContainer(target)
      const headers = { slug: 'wished', link: `<${ldp.Resource}>; rel="type"` }
      const response = await post(target.alice, container, 'x', 'text/plain', headers)
      assert.match(locationOf(response, container), /wished/)
      assert.equal((await membersOf(target, container)).length, 1)
    },
  }),
  ...checks('Q14', 'G', {
    'answers 415 to a patch of what is no RDF': async (target) => {
      const url = await freshDocument(target, 'text', 'text/plain')
      await hasStatus(await patch(target.alice, url, insertPatch('<#a> <#b> 1 .')), 415, 'PATCH')
    },
  }),
]

/** A container in which, and on which, Bob has these modes. */
async function sharedContainer(target: Target, modes: readonly Mode[]): Promise<string> {
  const url = await freshContainer(target)
  await setAcl(target, url, [{ agent: target.bob.webId, modes }])
  return url
}
